package org.sanhao.server.imports.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanhao.server.imports.domain.RowReader.CellFault;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.xlsx.Cell;
import org.sanhao.server.xlsx.XlsxRow;

/** What a row may say, cell by cell. */
class RowReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 10);

    @Test
    void a_full_row_of_a_unit_is_understood() {
        var read = unit("91X", "石桥镇卫生院", "机构", "乡镇卫生院", "望溪县", "45", "88", "", "21000", "是", "否", "2020/1/5");

        assertThat(read.faults()).isEmpty();
        assertThat(read.value().level()).isEqualTo(Level.INSTITUTION);
        assertThat(read.value().type()).isEqualTo("township-hospital");
        assertThat(read.value().attributes())
                .containsEntry("beds", 45)
                .containsEntry("population", 21000)
                .containsEntry("central", true)
                .containsEntry("registered", false)
                .doesNotContainKey("medicalStaff");
        assertThat(read.value().from()).isEqualTo(LocalDate.of(2020, 1, 5));
    }

    @Test
    void every_wrong_cell_of_a_row_is_named_and_not_only_the_first() {
        var read = unit("", "", "乡", "牙科", "", "四十", "-1", "1.5", "", "对", "", "2026-02-30");

        assertThat(read.value()).isNull();
        assertThat(read.faults())
                .extracting(CellFault::column)
                .containsExactlyInAnyOrder("名称", "级别", "类型", "床位", "职工", "卫技人员", "中心卫生院", "启用日期");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 2026-01-05",
        "2026年1月5日, 2026-01-05",
        "2026.1.5, 2026-01-05",
        "20260105, 2026-01-05",
        "46027, 2026-01-05",
        "46027.75, 2026-01-05"
    })
    void days_are_read_as_people_and_office_programs_write_them(String text, LocalDate day) {
        assertThat(person("张", "", "", "", "经办", "", text, "").value().from()).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({"昨天", "2026-13-01", "1900-01-01", "2031-01-01", "99999999"})
    void what_is_no_day_or_lies_out_of_reach_is_a_fault(String text) {
        assertThat(person("张", "", "", "", "经办", "", text, "").faults())
                .extracting(CellFault::column)
                .containsExactly("任职日期");
    }

    @Test
    void a_formula_an_error_and_a_text_beyond_the_limit_are_faults() {
        var row = new XlsxRow(
                7,
                List.of(
                        new Cell(Cell.Kind.FORMULA, "张"),
                        new Cell(Cell.Kind.ERROR, "#REF!"),
                        new Cell(Cell.Kind.TEXT, "长".repeat(101))));

        var faults = reader(Template.PEOPLE).person(row).faults();

        assertThat(faults).extracting(CellFault::column).contains("姓名", "工号", "单位");
        assertThat(faults.getFirst().reason()).contains("公式");
    }

    @Test
    void the_three_administrators_and_a_login_with_capitals_are_faults() {
        assertThat(person("张", "", "", "", "安全管理员", "", "", "")
                        .faults()
                        .getFirst()
                        .reason())
                .contains("三员");
        assertThat(person("张", "", "", "", "经办", "", "", "Zhang.San").faults())
                .extracting(CellFault::column)
                .containsExactly("账号");
        assertThat(person("张", "", "", "", "经办", "", "", "zhang.san").value().kind())
                .isEqualTo(PostKind.HANDLER);
    }

    @Test
    void a_department_cannot_be_a_hospital_and_a_cell_without_header_is_not_swallowed() {
        assertThat(unit("", "内科", "科室", "综合医院", "", "", "", "", "", "", "", "").faults())
                .extracting(CellFault::column)
                .containsExactly("类型");
        var cells = new ArrayList<Cell>();
        cells.add(new Cell(Cell.Kind.TEXT, "张"));
        for (int i = 1; i < 12; i++) {
            cells.add(Cell.EMPTY);
        }
        cells.add(new Cell(Cell.Kind.TEXT, "备注"));
        assertThat(reader(Template.PEOPLE)
                        .person(new XlsxRow(2, cells))
                        .faults()
                        .getFirst()
                        .column())
                .isEqualTo("第 13 列");
    }

    @Test
    void headers_may_stand_in_any_order_but_none_may_be_missing_or_unknown() {
        var places = new HashMap<String, Integer>();
        assertThat(Template.PEOPLE.faultOf(text("账号", "姓名*"), places)).isEmpty();
        assertThat(places).containsEntry("姓名", 1).containsEntry("账号", 0);
        assertThat(Template.PEOPLE.faultOf(text("工号", "身份证号"), new HashMap<>()).orElseThrow())
                .contains("多了「身份证号」")
                .contains("缺少「姓名」");
    }

    private static RowReader.Read<RowReader.UnitRow> unit(String... cells) {
        return reader(Template.UNITS).unit(text(cells));
    }

    private static RowReader.Read<RowReader.PersonRow> person(String... cells) {
        return reader(Template.PEOPLE).person(text(cells));
    }

    private static RowReader reader(Template template) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < template.columns().size(); i++) {
            places.put(template.columns().get(i).name(), i);
        }
        return new RowReader(places, false, TODAY);
    }

    private static XlsxRow text(String... cells) {
        var row = new ArrayList<Cell>();
        for (var cell : cells) {
            row.add(
                    cell.isEmpty()
                            ? Cell.EMPTY
                            : new Cell(cell.matches("\\d+(\\.\\d+)?") ? Cell.Kind.NUMBER : Cell.Kind.TEXT, cell));
        }
        return new XlsxRow(2, row);
    }
}
