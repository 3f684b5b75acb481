package org.sanhao.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    /** @basis RFC 8785, sections 3.2.2 and 3.2.3 */
    @Test
    void the_examples_of_the_rfc_come_out_as_printed_there() {
        assertThat(CanonicalJson.ofText("""
                {
                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }"""))
                .isEqualTo("{\"literals\":[null,true,false],"
                        + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        assertThat(CanonicalJson.ofText("""
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}"""))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void what_two_readers_could_understand_differently_is_refused() {
        for (var bad : List.of(
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1,\"\\u0061\":2}",
                "NaN",
                "[Infinity]",
                "-Infinity",
                "1e400",
                "9007199254740992",
                "-9007199254740993",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "--1",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"\\u0000",
                "\"a\tb\"",
                "{a:1}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{} {}",
                "",
                "tru",
                "nul",
                "'a'",
                "/* */ 1",
                "[".repeat(100) + "]".repeat(100))) {
            assertThatThrownBy(() -> Json.read(bad)).as(bad).isInstanceOf(Json.Malformed.class);
        }
        for (var bad : List.<Object>of(
                Double.NaN,
                1e20,
                Double.POSITIVE_INFINITY,
                1L << 53,
                "\ud800",
                Map.of("\udc00", 1),
                new java.math.BigDecimal("1.0"))) {
            assertThatIllegalArgumentException().as("" + bad).isThrownBy(() -> CanonicalJson.of(bad));
        }
    }

    @Test
    void blanks_between_the_signs_change_nothing() {
        assertThat(Json.read(" { \"a\" : [ 1 , 2 , [ ] ] , \"b\" : { } } \r\n\t"))
                .isEqualTo(Map.of("a", List.of(1L, 2L, List.of()), "b", Map.of()));
        assertThat(Json.read("[\"\\u00Af\\/\\b\\f\\n\\r\\t\", -0.5E+2, 9007199254740991, -9007199254740991]"))
                .isEqualTo(List.of("\u00af/\b\f\n\r\t", -50.0, Json.SAFE, -Json.SAFE));
        assertThat(CanonicalJson.of(List.of(Json.SAFE, -Json.SAFE, (double) Json.SAFE, 1e21)))
                .isEqualTo("[9007199254740991,-9007199254740991,9007199254740991,1e+21]");
    }

    @Test
    void it_is_as_deep_as_promised_and_says_where_it_stopped_reading() {
        assertThat(Json.read("[".repeat(65) + "]".repeat(65))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.read("[".repeat(66) + "]".repeat(66))).hasMessageContaining("nested too deep");
        assertThat(Json.read("{\"a\":".repeat(64) + "1" + "}".repeat(64))).isInstanceOf(Map.class);
        assertThatThrownBy(() -> Json.read("{\"a\":".repeat(65) + "1" + "}".repeat(65)))
                .hasMessageContaining("nested too deep");
        assertThatThrownBy(() -> Json.read("{\"a\":1, \"a\":2}"))
                .hasMessage("the name \"a\" stands twice at character 8");
        assertThatThrownBy(() -> Json.readObject("[]")).hasMessage("not an object at character 0");
    }

    @Test
    void a_text_by_itself_is_quoted_as_inside_a_tree() {
        assertThat(CanonicalJson.quoted("说\"一\"\u0001𠮷")).isEqualTo("\"说\\\"一\\\"\\u0001𠮷\"");
    }

    @Property(tries = 300)
    void reading_the_canonical_form_gives_the_same_tree_and_the_reference_agrees(@ForAll("trees") Object tree)
            throws IOException {
        var text = CanonicalJson.of(tree);

        assertThat(CanonicalJson.of(Json.read(text))).isEqualTo(text);
        if (tree instanceof Map || tree instanceof List) {
            assertThat(text).isEqualTo(new JsonCanonicalizer(text).getEncodedString());
        }
    }

    @Property(tries = 300)
    void the_order_in_which_names_were_put_changes_nothing(@ForAll("trees") Object tree, @ForAll long seed) {
        assertThat(CanonicalJson.of(shuffled(tree, new Random(seed)))).isEqualTo(CanonicalJson.of(tree));
    }

    private static Object shuffled(Object tree, Random random) {
        if (tree instanceof Map<?, ?> map) {
            var entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, random);
            var other = new LinkedHashMap<Object, Object>();
            entries.forEach(entry -> other.put(entry.getKey(), shuffled(entry.getValue(), random)));
            return other;
        }
        return tree instanceof List<?> list
                ? list.stream().map(item -> shuffled(item, random)).toList()
                : tree;
    }

    @Provide
    Arbitrary<Object> trees() {
        var texts = Arbitraries.strings()
                .withChars("aZ09 \"\\/\b\t\n\f\r\u0000\u001f\u007f\u0080é中€")
                .ofMaxLength(6)
                .map(text -> text.replace("€", "𠮷"));
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                texts.asGeneric(),
                Arbitraries.longs().between(-Json.SAFE, Json.SAFE).asGeneric(),
                Arbitraries.doubles().between(-1e15, 1e15).ofScale(6).asGeneric(),
                Arbitraries.of(1e30, -2.5e-300, 5e-324, 1.7976931348623157e308).asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        return Arbitraries.recursive(
                () -> scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).asGeneric(),
                        Arbitraries.maps(texts, inner).ofMaxSize(4).asGeneric()),
                0,
                3);
    }
}
