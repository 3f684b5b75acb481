package org.sanhao.lang.pack.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.Meets;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.tell.Explanation;

/** Calendars, routes and shares as known plans have them, written in the language. */
class FieldCasesTest {
    private static final String OWN_PHASES = """
              - {id: prepare, title: 准备, window: {from: "01", to: "02"}, basis: N1 一}
              - {id: self-assess, title: 自评, window: {from: "03", to: "08"}, basis: N1 二}
            """;
    private static final String A_CITY_FROM_NOVEMBER_TO_MAY = """
              - {id: prepare, title: 安排部署, window: {to: "11"}, basis: N1 一}
              - {id: self-assess, title: 自评自查, window: {from: "11-late", to: "+1-04-early"}, basis: N1 二}
              - {id: county-review, title: 县级复核, window: {from: "+1-04-late", to: "+1-04-late"}, basis: N1 一}
              - {id: city-review, title: 市级复核, window: {from: "+1-05-early", to: "+1-05-early"}, basis: N1 一}
              - {id: province-review, title: 省级复核, window: {from: "+1-05-late", to: "+1-05-late"}, basis: N1 一}
            """;
    private static final String OWN_APPLICATION = """
            window: {from: "09", to: event, event: 认定文件印发}
            """.strip();

    private static PackCheck.Report check(String... findAndWrite) {
        var files = CanaryTest.sound();
        var text = new String(files.get("pack.yaml"), StandardCharsets.UTF_8);
        for (int i = 0; i < findAndWrite.length; i += 2) {
            assertThat(text).contains(findAndWrite[i]);
            text = text.replace(findAndWrite[i], findAndWrite[i + 1]);
        }
        files.put("pack.yaml", text.getBytes(StandardCharsets.UTF_8));
        return PackCheck.check(PackFiles.of(files));
    }

    private static List<LocalDate> window(Pack pack, String phase) {
        var window = pack.phases().stream()
                .filter(candidate -> candidate.id().name().equals(phase))
                .findFirst()
                .orElseThrow()
                .window();
        return Arrays.asList(window.firstDay(pack.edition()), window.lastDay(pack.edition()));
    }

    @Test
    @Meets("S13-R34")
    void a_self_assessment_from_late_november_to_early_april_is_warned_of_as_shorter_than_six_months() {
        var report = check(
                "version: 2023.1",
                "version: 2018.1",
                OWN_PHASES,
                A_CITY_FROM_NOVEMBER_TO_MAY,
                OWN_APPLICATION,
                "window: {}");

        assertThat(report.findings())
                .singleElement()
                .extracting(Finding::zh)
                .isEqualTo("阶段“self-assess”从 2018-11-21 到 2019-04-10，不足要求的 6 个月自评");
        assertThat(report.isSound()).isTrue();
    }

    @Test
    void the_warning_falls_silent_when_the_departure_is_written_with_its_basis() {
        var report = check(
                "version: 2023.1",
                "version: 2018.1",
                OWN_PHASES,
                A_CITY_FROM_NOVEMBER_TO_MAY,
                OWN_APPLICATION,
                "window: {}",
                "targets:\n",
                "departs: [{what: self-assessment, why: 首年时间不足, basis: N1 二}]\ntargets:\n");

        assertThat(report.findings()).isEmpty();
        assertThat(Explanation.burdenZh(report.pack().orElseThrow())).contains("self-assessment：首年时间不足 〔据 N1 二〕");
    }

    @Test
    @Meets({"S13-R33", "S13-R35", "S13-R36", "S13-R37"})
    void thirds_of_months_and_next_years_months_are_the_days_a_notice_means() {
        var pack = check(
                        "version: 2023.1",
                        "version: 2018.1",
                        OWN_PHASES,
                        A_CITY_FROM_NOVEMBER_TO_MAY,
                        OWN_APPLICATION,
                        "window: {}")
                .pack()
                .orElseThrow();

        assertThat(window(pack, "prepare")).containsExactly(null, LocalDate.of(2018, 11, 30));
        assertThat(window(pack, "county-review")).containsExactly(LocalDate.of(2019, 4, 21), LocalDate.of(2019, 4, 30));
        assertThat(window(pack, "city-review")).containsExactly(LocalDate.of(2019, 5, 1), LocalDate.of(2019, 5, 10));
        assertThat(window(pack, "province-review"))
                .containsExactly(LocalDate.of(2019, 5, 21), LocalDate.of(2019, 5, 31));
    }

    @Test
    void six_months_are_counted_to_the_last_day_of_a_shorter_month() {
        var exact = check("window: {from: \"03\", to: \"08\"}", "window: {from: \"2022-08-31\", to: \"2023-02-27\"}");
        var aDayLess =
                check("window: {from: \"03\", to: \"08\"}", "window: {from: \"2022-08-31\", to: \"2023-02-26\"}");

        assertThat(exact.findings()).isEmpty();
        assertThat(aDayLess.findings())
                .extracting(finding -> finding.fault().code())
                .containsExactly("PACK-072");
    }

    @Test
    void recommended_climbs_to_the_province_and_is_filed_with_the_nation_while_basic_ends_at_the_city() {
        var report = check(
                "ladder: [institution, county, city, province]",
                "ladder: [institution, county, city, province, nation]",
                "    decided-at: county\n    stages: [{level: county, extent: full}]",
                "    decided-at: province\n    stages: [{level: county}, {level: city}, {level: province, extent: sample}]\n    record: nation");

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void reports_on_the_20th_of_the_last_month_of_each_quarter_fall_due_when_spelled_by_year() {
        var duty = "duties:\n  - {id: quarterly, title: 季报, who: county, basis: N1 一, rrule: \"%s\"}\ntargets:\n";

        assertThat(check("targets:\n", duty.formatted("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"))
                        .findings())
                .isEmpty();
        assertThat(check("targets:\n", duty.formatted("FREQ=MONTHLY;INTERVAL=3;BYMONTH=3,6,9,12;BYMONTHDAY=20"))
                        .findings())
                .extracting(finding -> finding.fault().code())
                .containsExactly("PACK-124");
    }
}
