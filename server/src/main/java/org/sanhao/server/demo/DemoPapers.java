package org.sanhao.server.demo;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.demo.DemoGlyphs.Canvas;

/** Makes small files that look like what a hospital hands in, all invented and marked so. */
final class DemoPapers {
    private static final String MARK = "演示样例 全部虚构";
    private static final int WIDTH = 400;
    private static final int HEIGHT = 536;

    /** Pages drawn for themselves; those that follow look like the last of them. */
    private static final int DRAWN = 3;

    private static final int[] COLOURS = {0xF6F7F3, 0x7F8B87, 0x2B3533, 0xA63A1B};

    private final DemoGlyphs glyphs = new DemoGlyphs();

    /**
     * What a file is about.
     *
     * @param taken when it was photographed; null when the photo came through a chat
     */
    record Paper(
            String title,
            String department,
            int pages,
            @Nullable LocalDate taken,
            int seed) {}

    byte[] make(String format, Paper paper) {
        try {
            return switch (format) {
                case "jpg" -> photo(paper);
                case "pdf" -> pdf(paper);
                case "docx" -> docx(paper);
                case "xlsx" -> xlsx(paper);
                default -> throw new IllegalArgumentException(format);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Canvas sheet(Paper paper, int page) {
        var canvas = new Canvas(WIDTH, HEIGHT);
        int left = 44;
        int right = WIDTH - 44;
        int top = 40;
        int first = top + 72;
        glyphs.write(canvas, paper.title(), left, top, Canvas.INK);
        glyphs.write(canvas, paper.department() + (page < DRAWN ? " 第" + page + "页" : ""), left, top + 32, Canvas.INK);
        int rows = 8 + (paper.seed() + page) % 5;
        int step = (HEIGHT - 70 - top - 76) / rows;
        for (int row = 0; row <= rows; row++) {
            canvas.fill(left, first + row * step, right - left, 1, Canvas.LINE);
        }
        for (int column : new int[] {0, 2, 5, 8, 10}) {
            canvas.fill(left + (right - left) * column / 10, first, 1, rows * step, Canvas.LINE);
        }
        for (int row = 1; row < rows; row++) {
            for (int column = 0; column < 4; column++) {
                int length = 12 + (paper.seed() * 31 + row * 17 + column * 7 + page) % 40;
                int from = left + 8 + (right - left) * (column * 5 / 2) / 10;
                canvas.fill(from, first + 10 + row * step, length, 6, Canvas.INK);
            }
        }
        glyphs.write(canvas, MARK, left, HEIGHT - 52, Canvas.MARK);
        return canvas;
    }

    /** A sheet of paper on a desk, photographed. */
    private byte[] photo(Paper paper) throws IOException {
        var canvas = sheet(paper, 1);
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int desk = Color.HSBtoRGB(paper.seed() % 12 / 12f, 0.12f, 0.72f);
        for (int i = 0; i < pixels.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean beside = x < 24 || x >= WIDTH - 24 || y < 20 || y >= HEIGHT - 20;
            pixels[i] = beside ? desk : COLOURS[canvas.dots[i]];
        }
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } finally {
            writer.dispose();
        }
        return paper.taken() == null ? bytes.toByteArray() : dated(bytes.toByteArray(), paper.taken());
    }

    /** Puts the day where a camera puts it: the block of the camera, entry "taken". */
    private static byte[] dated(byte[] plain, LocalDate taken) {
        var day = taken.toString().replace('-', ':') + " 09:30:00\0";
        var tiff = ByteBuffer.allocate(64);
        tiff.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(26)
                .putInt(0);
        tiff.putShort((short) 1)
                .putShort((short) 0x9003)
                .putShort((short) 2)
                .putInt(20)
                .putInt(44)
                .putInt(0);
        tiff.put(day.getBytes(StandardCharsets.US_ASCII));
        var whole = ByteBuffer.allocate(plain.length + 10 + 64);
        whole.put(plain, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + 64));
        whole.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff.array());
        return whole.put(plain, 2, plain.length - 2).array();
    }

    /** Pages as a scanner would write them: one picture each. */
    private byte[] pdf(Paper paper) throws IOException {
        var out = new ByteArrayOutputStream();
        var offsets = new ArrayList<Integer>();
        write(out, "%PDF-1.4\n");
        int drawn = Math.min(DRAWN, paper.pages());
        int firstPage = 3 + drawn * 2;
        var kids = new StringBuilder();
        for (int page = 0; page < paper.pages(); page++) {
            kids.append(firstPage + page).append(" 0 R ");
        }
        object(out, offsets, "<< /Type /Catalog /Pages 2 0 R >>");
        object(out, offsets, "<< /Type /Pages /Count " + paper.pages() + " /Kids [" + kids + "] >>");
        for (int page = 0; page < drawn; page++) {
            var draw = (WIDTH + " 0 0 " + HEIGHT + " 0 0 cm /P Do").getBytes(StandardCharsets.US_ASCII);
            stream(out, offsets, "", draw);
            stream(
                    out,
                    offsets,
                    "/Type /XObject /Subtype /Image /Width " + WIDTH + " /Height " + HEIGHT
                            + " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode ",
                    scan(paper, page + 1));
        }
        for (int page = 0; page < paper.pages(); page++) {
            int number = 3 + Math.min(page, drawn - 1) * 2;
            object(
                    out,
                    offsets,
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + WIDTH + " " + HEIGHT
                            + "] /Resources << /XObject << /P " + (number + 1) + " 0 R >> >> /Contents " + number
                            + " 0 R >>");
        }
        int start = out.size();
        write(out, "xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        for (int offset : offsets) {
            write(out, "%010d 00000 n \n".formatted(offset));
        }
        write(out, "trailer << /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
        return out.toByteArray();
    }

    private byte[] scan(Paper paper, int page) {
        var canvas = sheet(paper, page);
        var dots = new byte[WIDTH / 8 * HEIGHT];
        for (int i = 0; i < canvas.dots.length; i++) {
            if (canvas.dots[i] == 0) {
                dots[i / 8] |= (byte) (0x80 >> i % 8);
            }
        }
        var deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(dots);
        deflater.finish();
        var packed = new byte[dots.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    private static void object(ByteArrayOutputStream out, List<Integer> offsets, String body) throws IOException {
        offsets.add(out.size());
        write(out, offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private static void stream(ByteArrayOutputStream out, List<Integer> offsets, String dictionary, byte[] bytes)
            throws IOException {
        offsets.add(out.size());
        write(out, offsets.size() + " 0 obj\n<< " + dictionary + "/Length " + bytes.length + " >>\nstream\n");
        out.write(bytes);
        write(out, "\nendstream\nendobj\n");
    }

    private static void write(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.";

    private static byte[] docx(Paper paper) throws IOException {
        var text = new StringBuilder();
        for (var line : List.of(
                paper.title(),
                paper.department() + "　2026年",
                MARK,
                "一、总的情况。本季度按计划开展，记录完整。",
                "二、存在的问题。个别记录书写不及时。",
                "三、下一步打算。每月抽查一次，结果在院周会通报。")) {
            text.append("<w:p><w:r><w:t>").append(line).append("</w:t></w:r></w:p>");
        }
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", types("/word/document.xml", "wordprocessingml.document.main+xml"));
        parts.put("_rels/.rels", relation("word/document.xml"));
        parts.put(
                "word/document.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/"
                        + "wordprocessingml/2006/main\"><w:body>" + text + "</w:body></w:document>");
        return zip(parts);
    }

    private static byte[] xlsx(Paper paper) throws IOException {
        var rows = new StringBuilder(row(paper.title())).append(row(MARK)).append(row("序号", "内容", "时间", "责任人"));
        for (int i = 1; i <= 12; i++) {
            rows.append(row(String.valueOf(i), "检查项目" + (paper.seed() + i) % 9, "2026-0" + (1 + i % 8) + "-15", "科室"));
        }
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                types("/xl/workbook.xml", "spreadsheetml.sheet.main+xml")
                        .replace(
                                "</Types>",
                                "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + TYPES
                                        + "spreadsheetml.worksheet+xml\"/></Types>"));
        parts.put("_rels/.rels", relation("xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns=\"http://schemas.openxmlformats.org/"
                        + "spreadsheetml/2006/main\" xmlns:r=\"" + OFFICE
                        + "\"><sheets><sheet name=\"表1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"r1\" Type=\"" + OFFICE
                        + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/worksheets/sheet1.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/"
                        + "spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData></worksheet>");
        return zip(parts);
    }

    private static String row(String... cells) {
        var row = new StringBuilder("<row>");
        for (var cell : cells) {
            row.append("<c t=\"inlineStr\"><is><t>").append(cell).append("</t></is></c>");
        }
        return row.append("</row>").toString();
    }

    private static String types(String part, String type) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types"
                + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\""
                + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\""
                + " ContentType=\"application/xml\"/><Override PartName=\""
                + part + "\" ContentType=\"" + TYPES + type + "\"/></Types>";
    }

    private static String relation(String target) {
        return "<Relationships xmlns=\"" + RELATIONS + "\"><Relationship Id=\"r1\" Type=\"" + OFFICE
                + "/officeDocument\" Target=\"" + target + "\"/></Relationships>";
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
