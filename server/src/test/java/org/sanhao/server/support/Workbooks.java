package org.sanhao.server.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;

/** Files as office programs write them, and files no office program writes. */
public final class Workbooks {
    private Workbooks() {}

    /** A file of sheets; each sheet is rows of cells, the first one the header. A cell that begins with '=' is a formula. */
    public static byte[] of(Map<String, String[][]> sheets) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            sheets.forEach((name, rows) -> {
                var sheet = book.newWorksheet(name);
                for (int row = 0; row < rows.length; row++) {
                    for (int column = 0; column < rows[row].length; column++) {
                        var text = rows[row][column];
                        if (text.startsWith("=")) {
                            sheet.formula(row, column, text.substring(1));
                        } else if (!text.isEmpty()) {
                            sheet.value(row, column, text);
                        }
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The least an xlsx file is, with these rows of markup in its one sheet. */
    public static byte[] raw(String sheet, String sheetMarkup, String sharedMarkup) {
        return zip(Map.of(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"" + sheet
                        + "\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "xl/sharedStrings.xml",
                sharedMarkup,
                "xl/worksheets/sheet1.xml",
                sheetMarkup));
    }

    public static byte[] zip(Map<String, String> parts) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
