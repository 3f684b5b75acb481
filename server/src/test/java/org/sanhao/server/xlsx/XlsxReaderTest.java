package org.sanhao.server.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.support.Workbooks;

/** Tables as they come: honest ones are read to the last cell, hostile ones are refused before they cost anything. */
class XlsxReaderTest {
    private static final String NO_TEXTS = "<sst/>";

    @TempDir
    Path folder;

    @Test
    void texts_numbers_formulas_and_empty_rows_are_told_apart() throws IOException {
        var file = Workbooks.of(Map.of("表", new String[][] {{"甲", "", "丙"}, {}, {"=1+1", "x"}}));

        var rows = read(file, "表");

        assertThat(rows).extracting(XlsxRow::line).containsExactly(1, 3);
        assertThat(rows.getFirst().at(0).text()).isEqualTo("甲");
        assertThat(rows.getFirst().at(1).isEmpty()).isTrue();
        assertThat(rows.getFirst().at(2).text()).isEqualTo("丙");
        assertThat(rows.getLast().at(0).kind()).isEqualTo(Cell.Kind.FORMULA);
        assertThat(rows.getLast().at(9).isEmpty()).isTrue();
    }

    @Test
    void shared_texts_of_several_runs_are_joined_and_their_readings_left_out() throws IOException {
        var file = Workbooks.raw(
                "s",
                "<worksheet><sheetData><row r=\"1\"><c r=\"B1\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>内</t></is></c>"
                        + "<c><v>1.25E3</v></c><c t=\"e\"><v>#REF!</v></c></row></sheetData></worksheet>",
                "<sst><si><t>a</t></si><si><r><t>石</t></r><r><t>桥</t></r><rPh><t>shi</t></rPh></si></sst>");

        var row = read(file, "s").getFirst();

        assertThat(row.cells()).extracting(Cell::text).containsExactly("", "石桥", "内", "1250", "#REF!");
        assertThat(row.at(4).kind()).isEqualTo(Cell.Kind.ERROR);
    }

    @Test
    void what_is_no_xlsx_is_refused_whatever_its_name() throws IOException {
        assertThat(codeOf("MZ\u0090 program".getBytes(StandardCharsets.UTF_8))).isEqualTo(ErrorCode.FILE_NOT_XLSX);
        assertThat(codeOf("姓名,工号\n张,1".getBytes(StandardCharsets.UTF_8))).isEqualTo(ErrorCode.FILE_NOT_XLSX);
        assertThat(codeOf(new byte[0])).isEqualTo(ErrorCode.FILE_NOT_XLSX);
        assertThat(codeOf(Workbooks.zip(Map.of("readme.txt", "x")))).isEqualTo(ErrorCode.FILE_NOT_XLSX);
        var cut = Workbooks.of(Map.of("表", new String[][] {{"甲"}}));
        assertThat(codeOf(Arrays.copyOf(cut, cut.length / 2))).isEqualTo(ErrorCode.FILE_NOT_XLSX);
    }

    @Test
    void a_document_type_is_refused_before_its_entities_matter() throws IOException {
        var bait = folder.resolve("secret.txt");
        Files.writeString(bait, "geheim");
        var xxe = Workbooks.raw(
                "s",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + bait.toUri()
                        + "\">]><worksheet><sheetData><row><c t=\"str\"><v>&e;</v>"
                        + "</c></row></sheetData></worksheet>",
                NO_TEXTS);

        assertThat(codeOf(xxe)).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
    }

    @Test
    void an_entity_nobody_declared_is_refused() throws IOException {
        var file = Workbooks.raw(
                "s",
                "<worksheet><sheetData><row><c t=\"str\"><v>&lol9;</v></c></row></sheetData></worksheet>",
                NO_TEXTS);

        assertThat(codeOf(file)).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
    }

    @Test
    void a_bomb_is_refused_after_its_first_megabytes() throws IOException {
        var blanks = " ".repeat(1 << 20);
        var bomb = new StringBuilder("<worksheet><sheetData><row><c t=\"str\"><v>");
        for (int i = 0; i < 64; i++) {
            bomb.append(blanks);
        }
        bomb.append("</v></c></row></sheetData></worksheet>");

        assertThat(codeOf(Workbooks.raw("s", bomb.toString(), NO_TEXTS))).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
    }

    @Test
    void a_hundred_thousand_columns_and_a_cell_without_end_are_refused() throws IOException {
        var wide = new StringBuilder("<worksheet><sheetData><row>");
        for (int i = 0; i < 100_000; i++) {
            wide.append("<c><v>").append(i * 31L % 9973).append("</v></c>");
        }
        wide.append("</row></sheetData></worksheet>");
        var random = new java.util.Random(1);
        var huge = new StringBuilder("<worksheet><sheetData><row><c t=\"str\"><v>");
        for (int i = 0; i < 40_000; i++) {
            huge.append((char) ('a' + random.nextInt(26)));
        }
        huge.append("</v></c></row></sheetData></worksheet>");

        assertThat(codeOf(Workbooks.raw("s", wide.toString(), NO_TEXTS))).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
        assertThat(codeOf(Workbooks.raw("s", huge.toString(), NO_TEXTS))).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
        assertThat(codeOf(Workbooks.raw(
                        "s",
                        "<worksheet><sheetData><row><c r=\"XFD1\"><v>1</v></c></row></sheetData></worksheet>",
                        NO_TEXTS)))
                .isEqualTo(ErrorCode.FILE_SUSPICIOUS);
    }

    @Test
    void a_mark_of_megabytes_and_broken_markup_are_refused() throws IOException {
        var random = new java.util.Random(2);
        var mark = new StringBuilder("<worksheet a=\"");
        for (int i = 0; i < 6_000_000; i++) {
            mark.append((char) ('a' + random.nextInt(26)));
        }
        mark.append("\"><sheetData/></worksheet>");

        assertThat(codeOf(Workbooks.raw("s", mark.toString(), NO_TEXTS))).isEqualTo(ErrorCode.FILE_SUSPICIOUS);
        assertThat(codeOf(Workbooks.raw("s", "<worksheet><sheetData><row>", NO_TEXTS)))
                .isEqualTo(ErrorCode.FILE_SUSPICIOUS);
        assertThat(codeOf(Workbooks.raw(
                        "s",
                        "<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>",
                        NO_TEXTS)))
                .as("a text nobody holds")
                .isEqualTo(ErrorCode.FILE_SUSPICIOUS);
    }

    @Test
    void too_many_rows_are_refused_with_the_limit() throws IOException {
        var file = Workbooks.of(Map.of("表", new String[][] {{"1"}, {"2"}, {"3"}}));
        var path = folder.resolve("three.xlsx");
        Files.write(path, file);

        try (var xlsx = XlsxReader.open(path, folder)) {
            assertThatThrownBy(() -> xlsx.read("表", 2, row -> {}))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            no -> assertThat(no.refusal().code()).isEqualTo(ErrorCode.SHEET_TOO_LONG));
        }
    }

    @Test
    void what_was_written_is_read_again_and_a_text_like_a_formula_stays_a_text() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new XlsxWriter(out)) {
            writer.sheet("表", List.of("甲", "乙"), List.of(10, 10));
            for (int i = 0; i < 1_200; i++) {
                writer.row(Arrays.asList("=HYPERLINK(\"http://evil\")" + i, i, null));
            }
            writer.row(List.of("@SUM(A1)\u0001", "-1+1"));
        }

        var rows = read(out.toByteArray(), "表");

        assertThat(rows).hasSize(1_202);
        assertThat(rows.get(1_000).at(0)).isEqualTo(new Cell(Cell.Kind.TEXT, "=HYPERLINK(\"http://evil\")999"));
        assertThat(rows.get(1_000).at(1)).isEqualTo(new Cell(Cell.Kind.NUMBER, "999"));
        assertThat(rows.getLast().at(0).kind()).isEqualTo(Cell.Kind.TEXT);
        assertThat(new String(out.toByteArray(), StandardCharsets.ISO_8859_1)).doesNotContain("<f>");
    }

    @Test
    void nothing_is_left_on_disk_after_reading() throws IOException {
        read(Workbooks.of(Map.of("表", new String[][] {{"甲"}})), "表");

        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).noneMatch(name -> name.startsWith("texts"));
        }
    }

    private List<XlsxRow> read(byte[] file, String sheet) throws IOException {
        var path = Files.createTempFile(folder, "file", ".xlsx");
        Files.write(path, file);
        var rows = new ArrayList<XlsxRow>();
        try (var xlsx = XlsxReader.open(path, folder)) {
            xlsx.read(sheet, 1_000_000, rows::add);
        }
        return rows;
    }

    private ErrorCode codeOf(byte[] file) throws IOException {
        try {
            read(file, "s");
        } catch (RefusedException no) {
            return no.refusal().code();
        }
        throw new AssertionError("was read");
    }
}
