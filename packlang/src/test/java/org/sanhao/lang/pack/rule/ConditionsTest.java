package org.sanhao.lang.pack.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.source.Fault;

class ConditionsTest {

    private static List<String> faults(String source, Place place) {
        return Conditions.compile(new Cel(source), place).faults().stream()
                .map(fault -> fault.fault() + "@" + fault.offset())
                .toList();
    }

    private static CompiledCondition compiled(String source, Place place) {
        var compilation = Conditions.compile(new Cel(source), place);
        assertThat(compilation.faults()).isEmpty();
        return compilation.condition();
    }

    @Test
    void every_kind_of_fault_is_told_apart_and_placed() {
        assertThat(faults("unit.beds <", Place.GATE)).containsExactly(Fault.CEL_SYNTAX + "@11");
        assertThat(faults("1 < unit.bedz", Place.GATE)).containsExactly(Fault.CEL_UNKNOWN_NAME + "@4");
        assertThat(faults("unit.beds < 'x'", Place.GATE)).containsExactly(Fault.CEL_TYPE + "@10");
        assertThat(faults("unit.beds", Place.GATE)).containsExactly(Fault.CEL_NOT_A_CONDITION + "@0");
        assertThat(faults("unit.beds / 2 > 1", Place.GATE)).containsExactly(Fault.CEL_OUTSIDE + "@10");
        assertThat(faults("has(unit.beds)", Place.GATE)).contains(Fault.CEL_OUTSIDE + "@0");
        assertThat(faults("size(unit.type) > 1", Place.GATE)).containsExactly(Fault.CEL_OUTSIDE + "@4");
        assertThat(faults("unit.type + 'x' == 'y'", Place.GATE)).containsExactly(Fault.CEL_OUTSIDE + "@10");
        assertThat(faults("unit.type < 'x'", Place.GATE)).containsExactly(Fault.CEL_OUTSIDE + "@10");
        assertThat(faults("unit.beds == 1 ? true : false", Place.GATE)).containsExactly(Fault.CEL_OUTSIDE + "@15");
        assertThat(faults("{'a': 1}['a'] == unit.beds", Place.GATE)).isNotEmpty();
        assertThat(faults("1.5 == 1.5 && unit.registered", Place.GATE)).contains(Fault.CEL_OUTSIDE + "@0");
        assertThat(faults("1 == 1", Place.GATE)).containsExactly(Fault.CEL_CONSTANT + "@0");
    }

    @Test
    void a_fault_on_a_later_line_is_placed_there() {
        assertThat(faults("unit.registered &&\n  unit.bedz > 1", Place.GATE))
                .containsExactly(Fault.CEL_UNKNOWN_NAME + "@21");
    }

    @Test
    void a_fact_stands_only_where_it_may() {
        assertThat(faults("result.tier == 'basic'", Place.ELIGIBILITY)).containsExactly(Fault.CEL_UNKNOWN_NAME + "@0");
        assertThat(faults("self.completeMonths >= 6", Place.AUDIENCE)).containsExactly(Fault.CEL_UNKNOWN_NAME + "@0");
        assertThat(faults("self.completeMonths >= 6", Place.GATE)).isEmpty();
        assertThat(Vocabulary.ONE.factsIn(Place.AUDIENCE))
                .containsKey("unit.beds")
                .doesNotContainKey("result.tier");
    }

    @Test
    void what_a_condition_names_and_compares_with_is_known() {
        var compilation = Conditions.compile(
                new Cel("unit.type in ['a', 'b'] || (unit.type != 'c' && 'd' == unit.grade && unit.beds > 2)"),
                Place.GATE);

        assertThat(compilation.condition().names()).containsExactly("unit.type", "unit.grade", "unit.beds");
        assertThat(compilation.comparisons())
                .isEqualTo(Map.of("unit.type", Set.of("a", "b", "c"), "unit.grade", Set.of("d")));
    }

    @Test
    void a_missing_fact_makes_the_answer_unknown_only_where_it_hangs_on_it() {
        var either = compiled("unit.registered || unit.beds > 10", Place.AUDIENCE);
        var registered = Facts.NONE.with("unit.registered", true);

        assertThat(either.test(registered)).isEqualTo(Truth.YES);
        assertThat(either.test(registered.with("unit.registered", false))).isEqualTo(Truth.UNKNOWN);
        assertThat(either.test(Facts.NONE.with("unit.beds", 11))).isEqualTo(Truth.YES);
        assertThat(either.missingFrom(registered)).containsExactly("unit.beds");
        assertThat(either.source()).isEqualTo(new Cel("unit.registered || unit.beds > 10"));
    }

    @Test
    void arithmetic_that_overflows_is_unknown_and_not_a_crash() {
        var big = compiled("unit.beds * 9223372036854775807 > 0", Place.GATE);

        assertThat(big.test(Facts.NONE.with("unit.beds", 2))).isEqualTo(Truth.UNKNOWN);
        assertThat(big.test(Facts.NONE.with("unit.beds", 1))).isEqualTo(Truth.YES);
    }

    @Test
    void a_tier_known_to_be_absent_is_null() {
        var none = compiled("result.tier == null", Place.RESULT);

        assertThat(none.test(Facts.NONE.with("result.tier", (String) null))).isEqualTo(Truth.YES);
        assertThat(none.test(Facts.NONE.with("result.tier", "basic"))).isEqualTo(Truth.NO);
        assertThat(none.test(Facts.NONE)).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void facts_are_read_from_text_shown_to_people_and_joined() {
        var facts = Facts.NONE
                .parse("unit.beds", "20")
                .parse("unit.registered", "true")
                .parse("unit.ownership", "public");

        assertThat(facts.shown("unit.beds")).isEqualTo("20 张");
        assertThat(facts.shown("unit.registered")).isEqualTo("是");
        assertThat(facts.shown("unit.ownership")).isEqualTo("公办");
        assertThat(facts.shown("unit.grade")).isNull();
        assertThat(Facts.title("unit.beds")).isEqualTo("编制床位数");
        assertThat(Facts.NONE.parse("unit.beds", "twenty")).isNull();
        assertThat(Facts.NONE.parse("unit.beds", "-1")).isNull();
        assertThat(Facts.NONE.parse("unit.registered", "yes")).isNull();
        assertThat(Facts.NONE.parse("unit.nothing", "1")).isNull();
        assertThat(facts.and(Facts.NONE.with("unit.beds", 30)).shown("unit.beds"))
                .isEqualTo("30 张");
        assertThat(facts.and(Facts.NONE))
                .isEqualTo(facts)
                .hasSameHashCodeAs(facts)
                .isNotEqualTo(Facts.NONE);
        assertThat(facts.knows("unit.beds")).isTrue();
        assertThat(facts.knows("unit.grade")).isFalse();
        assertThatThrownBy(() -> Facts.NONE.with("unit.beds", true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Facts.NONE.with("unit.type", (String) null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Facts.NONE.with("unit.nothing", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
