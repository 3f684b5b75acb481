package org.sanhao.lang.pack.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {

    @Test
    void an_edit_is_a_letter_put_in_left_out_exchanged_or_swapped_with_its_neighbour() {
        assertThat(Advice.distance("", "")).isZero();
        assertThat(Advice.distance("abc", "")).isEqualTo(3);
        assertThat(Advice.distance("", "ab")).isEqualTo(2);
        assertThat(Advice.distance("title", "titel")).isEqualTo(1);
        assertThat(Advice.distance("window", "widow")).isEqualTo(1);
        assertThat(Advice.distance("window", "windows")).isEqualTo(1);
        assertThat(Advice.distance("window", "winter")).isEqualTo(3);
        assertThat(Advice.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Advice.distance("ab", "ba")).isEqualTo(1);
        assertThat(Advice.distance("a".repeat(65), "b")).isEqualTo(64);
        assertThat(Advice.distance("a".repeat(65), "a".repeat(65))).isZero();
        assertThat(Advice.distance("a".repeat(64), "b".repeat(64))).isEqualTo(64);
        assertThat(Advice.distance("a".repeat(64), "a".repeat(63))).isEqualTo(1);
    }

    @Test
    void a_slip_of_the_pen_finds_the_word_and_another_word_does_not() {
        var words = List.of("window", "title", "tiers", "tier");

        assertThat(Advice.nearest("titel", words)).contains("title");
        assertThat(Advice.nearest("WINDOW", words)).contains("window");
        assertThat(Advice.nearest("tierz", words))
                .as("of two equally near the first by name")
                .contains("tier");
        assertThat(Advice.nearest("ab", List.of("cd"))).isEmpty();
        assertThat(Advice.nearest("ab", List.of("ac"))).contains("ac");
        assertThat(Advice.nearest("phases", words)).isEmpty();
    }

    @Test
    void the_advice_names_the_near_word_or_the_known_ones_or_says_to_declare_it() {
        assertThat(Advice.insteadOf("titel", List.of("title"))).isEqualTo("是否想写“title”\u001Fdid you mean \"title\"?");
        assertThat(Advice.insteadOf("x", List.of("title", "window")))
                .isEqualTo("可用：title、window\u001Fknown: title, window");
        assertThat(Advice.insteadOf("x", List.of())).isEqualTo("先声明，再引用\u001Fdeclare it first");
    }
}
