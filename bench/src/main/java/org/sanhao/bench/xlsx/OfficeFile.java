package org.sanhao.bench.xlsx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook as an office program writes it: every text once in a table of its own, cells refer to it by number. */
final class OfficeFile {
    static final String SHEET = "台账";
    static final int COLUMNS = 20;
    /** Of the columns; the first text of each row is like no other, the rest come from a small stock. */
    private static final int TEXTS = 12;

    private static final int STOCK = 5_000;
    private static final String SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private OfficeFile() {}

    static void write(Path file, int rows) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            zip.setLevel(Deflater.BEST_SPEED);
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                    <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                    </Types>""");
            part(
                    zip,
                    "_rels/.rels",
                    relations("<Relationship Id=\"rId1\" Type=\"" + RELATIONS
                            + "/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            part(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns=\"" + SPACE + "\" xmlns:r=\"" + RELATIONS + "\"><sheets><sheet name=\"" + SHEET
                            + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            part(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    relations("<Relationship Id=\"rId1\" Type=\"" + RELATIONS
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\""
                            + RELATIONS
                            + "/sharedStrings\" Target=\"sharedStrings.xml\"/>"));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            sheet(zip, rows);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            texts(zip, rows);
            zip.closeEntry();
        }
    }

    private static String relations(String all) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all
                + "</Relationships>";
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((XML + content).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void sheet(OutputStream out, int rows) throws IOException {
        var text = new StringBuilder(XML + "<worksheet xmlns=\"" + SPACE + "\"><sheetData>");
        for (int row = 1; row <= rows; row++) {
            text.append("<row r=\"").append(row).append("\" spans=\"1:20\">");
            for (int column = 0; column < COLUMNS; column++) {
                text.append("<c r=\"").append((char) ('A' + column)).append(row);
                if (column < TEXTS) {
                    int number = column == 0 ? STOCK + row - 1 : (row * 31 + column * 977) % STOCK;
                    text.append("\" t=\"s\"><v>").append(number).append("</v></c>");
                } else {
                    text.append("\"><v>").append(row * (column + 1) % 100_003).append("</v></c>");
                }
            }
            text.append("</row>");
            flush(out, text, 1 << 16);
        }
        text.append("</sheetData></worksheet>");
        flush(out, text, 0);
    }

    private static void texts(OutputStream out, int rows) throws IOException {
        int unique = STOCK + rows;
        var text = new StringBuilder(XML + "<sst xmlns=\"" + SPACE + "\" count=\"" + (long) rows * TEXTS
                + "\" uniqueCount=\"" + unique + "\">");
        for (int i = 0; i < unique; i++) {
            text.append("<si><t>")
                    .append(i < STOCK ? "常用词条" : "石桥镇卫生院第三季度自评材料")
                    .append(i)
                    .append("</t><phoneticPr fontId=\"1\" type=\"noConversion\"/></si>");
            flush(out, text, 1 << 16);
        }
        text.append("</sst>");
        flush(out, text, 0);
    }

    private static void flush(OutputStream out, StringBuilder text, int above) throws IOException {
        if (text.length() > above) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
    }
}
