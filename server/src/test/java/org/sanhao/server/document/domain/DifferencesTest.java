package org.sanhao.server.document.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanhao.server.document.FormNumber;
import org.sanhao.server.document.domain.Differences.Filled;
import org.sanhao.server.document.service.Forms;

class DifferencesTest {

    @Test
    void a_paper_on_its_way_stays_right_while_others_sign() {
        assertThat(Differences.between(Forms.signOff("石桥镇 · 不通过", 0), Forms.signOff("石桥镇 · 不通过", 2)))
                .isEmpty();
    }

    @Test
    void what_is_asked_otherwise_is_named_with_both_words() {
        var differences = Differences.between(Forms.signOff("石桥镇 · 不通过", 0), Forms.signOff("石桥镇 · 同意", 1));

        assertThat(differences).contains("内容：打印件上为「石桥镇 · 不通过」，现在为「石桥镇 · 同意」").hasSize(2);
    }

    @Test
    void a_grade_that_changed_is_found_by_its_clause() {
        var before = Forms.application("甲院", 12);
        var rows = new java.util.ArrayList<>(before.facts().rows("answers"));
        var answer = new java.util.LinkedHashMap<>(rows.get(3).byName());
        answer.put("grade", new Facts.Words("D"));
        rows.set(3, new Facts(answer));
        var facts = new java.util.LinkedHashMap<>(before.facts().byName());
        facts.put("answers", new Facts.Rows(rows));

        var differences = Differences.between(before, new Filled(before.template(), new Facts(facts)));

        assertThat(differences).containsExactly("2.1.5 自评：打印件上为「A」，现在为「D」");
    }

    @Test
    void rows_that_came_or_went_are_told() {
        assertThat(Differences.between(Forms.application("甲院", 3), Forms.application("甲院", 4)))
                .contains("2.1.5 自评：打印件上没有，现在为「A」");
        assertThat(Differences.between(Forms.application("甲院", 4), Forms.application("甲院", 3)))
                .contains("2.1.5 自评：打印件上为「A」，现在没有");
    }

    @Test
    void a_place_no_fact_belongs_to_stops_the_printing() {
        var template = new Template(
                "x", "表", "", "{nobody}", "", Set.of(), List.of(new Template.Pairs(List.of(Map.of("名称", "{name}")))));

        assertThatThrownBy(() ->
                        Sheet.of(template, Facts.gather().words("name", "甲").facts()))
                .hasMessageContaining("nobody");
    }

    @Test
    void a_number_is_understood_however_it_is_typed() {
        assertThat(FormNumber.parse(" 三好表 2026-000123 ")).contains(new FormNumber(2026, 123));
        assertThat(FormNumber.parse("2026－123")).contains(new FormNumber(2026, 123));
        assertThat(FormNumber.parse("123")).isEmpty();
        assertThat(new FormNumber(2026, 123)).hasToString("2026-000123");
    }
}
