package org.sanhao.lang.pack.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionTest {

    private static Position of(String yaml, String needle) {
        var root = (Node.Mapping) YamlText.read("f.yaml", yaml).root().orElseThrow();
        var scalar = (Node.Scalar) root.get("when");
        return scalar.source().of(scalar.text().indexOf(needle), scalar.text());
    }

    @Test
    void a_place_inside_a_value_is_found_however_the_value_is_quoted() {
        assertThat(of("when: a < bad", "bad")).isEqualTo(new Position("f.yaml", 1, 11));
        assertThat(of("when: 'a < bad'", "bad")).isEqualTo(new Position("f.yaml", 1, 12));
        assertThat(of("when: 'it''s < bad'", "bad")).isEqualTo(new Position("f.yaml", 1, 16));
        assertThat(of("when: \"x\\\"y\\u0041 < bad\"", "bad")).isEqualTo(new Position("f.yaml", 1, 21));
        assertThat(of("{when: \"𠮷 < bad\"}", "bad")).isEqualTo(new Position("f.yaml", 1, 13));
    }

    @Test
    void a_place_inside_a_block_is_found_on_its_own_line() {
        assertThat(of("when: |\n  a &&\n  b < bad\n", "bad")).isEqualTo(new Position("f.yaml", 3, 7));
        assertThat(of("when: a &&\n  b < bad\n", "bad")).isEqualTo(new Position("f.yaml", 2, 7));
    }

    @Test
    void a_window_and_a_number_are_text_until_somebody_says_otherwise() {
        var root = (Node.Mapping) YamlText.read("f.yaml", "a: 2023.10\nb: no\nc: 010\nd: 12:30\ne: ~\nf: '~'")
                .root()
                .orElseThrow();

        assertThat(root.entries())
                .extracting(entry -> ((Node.Scalar) entry.value()).text())
                .containsExactly("2023.10", "no", "010", "12:30", "~", "~");
        assertThat(((Node.Scalar) root.get("e")).isNull()).isTrue();
        assertThat(((Node.Scalar) root.get("f")).isNull()).isFalse();
    }
}
