package org.sanhao.server.document.render;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableWidthType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.sanhao.server.document.domain.Imprint;
import org.sanhao.server.document.domain.Sheet;
import org.sanhao.server.document.domain.Template;
import org.sanhao.server.http.QrCode;

/**
 * Writes a filled form as docx for offices that print with a word processor: 仿宋_GB2312 for the text, 方正小标宋简体 for the
 * title, both by name with 宋体 beside them, for neither may be shipped.
 */
public final class DocxWriter {
    static final String BODY_FACE = "仿宋_GB2312";
    static final String TITLE_FACE = "方正小标宋简体";
    private static final String OTHER_FACE = "宋体";
    private static final int TWIPS_A_MM = 57;
    private static final int TEXT_WIDTH = 168 * TWIPS_A_MM;
    private static final int CODE_MM = 24;
    private static final int DOTS = 8;

    private final XWPFDocument document;
    private final Imprint imprint;

    private DocxWriter(XWPFDocument document, Imprint imprint) {
        this.document = document;
        this.imprint = imprint;
    }

    public static byte[] write(Sheet sheet, Imprint imprint) throws IOException {
        try (var document = new XWPFDocument()) {
            new DocxWriter(document, imprint).write(sheet);
            var out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        } catch (InvalidFormatException broken) {
            throw new IOException(broken);
        }
    }

    private void write(Sheet sheet) throws IOException, InvalidFormatException {
        page();
        faces();
        head(sheet);
        foot(sheet);
        var title = document.createParagraph();
        title.setAlignment(ParagraphAlignment.CENTER);
        say(title, sheet.title(), TITLE_FACE, 20, false);
        if (!sheet.subtitle().isEmpty()) {
            var subtitle = document.createParagraph();
            subtitle.setAlignment(ParagraphAlignment.CENTER);
            say(subtitle, sheet.subtitle(), BODY_FACE, 12, false);
        }
        for (var part : sheet.parts()) {
            switch (part) {
                case Sheet.Line(var text) -> spaced(text, 12, true);
                case Sheet.Text(var text) -> spaced(text, 11, false);
                case Sheet.Small(var text) -> spaced(text, 9, false);
                case Sheet.Labelled(var rows) -> rows.forEach(this::labelled);
                case Sheet.Table table -> table(table);
                case Sheet.ToSign(var across, var boxes) -> boxes(across, boxes);
            }
        }
    }

    private void page() {
        var section = document.getDocument().getBody().addNewSectPr();
        var size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11_906));
        size.setH(BigInteger.valueOf(16_838));
        var margin = section.addNewPgMar();
        margin.setLeft(BigInteger.valueOf(22 * TWIPS_A_MM));
        margin.setRight(BigInteger.valueOf(20 * TWIPS_A_MM));
        margin.setTop(BigInteger.valueOf(50 * TWIPS_A_MM));
        margin.setBottom(BigInteger.valueOf(20 * TWIPS_A_MM));
        margin.setHeader(BigInteger.valueOf(12 * TWIPS_A_MM));
        margin.setFooter(BigInteger.valueOf(10 * TWIPS_A_MM));
        margin.setGutter(BigInteger.ZERO);
    }

    /** Word takes the other face where the first is not installed. */
    private void faces() throws InvalidFormatException, IOException {
        var pack = document.getPackage();
        var name = PackagingURIHelper.createPartName("/word/fontTable.xml");
        var part =
                pack.createPart(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml");
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>")
                .append("<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">");
        for (var face : List.of(BODY_FACE, TITLE_FACE)) {
            xml.append("<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/></w:font>".formatted(face, OTHER_FACE));
        }
        try (var out = part.getOutputStream()) {
            out.write(xml.append("</w:fonts>").toString().getBytes(StandardCharsets.UTF_8));
        }
        document.getPackagePart()
                .addRelationship(
                        name,
                        TargetMode.INTERNAL,
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable");
    }

    private void head(Sheet sheet) throws IOException, InvalidFormatException {
        var header = document.createHeader(HeaderFooterType.DEFAULT);
        var table = header.createTable(1, 3);
        open(table);
        widths(table, List.of(48, 78, 42));
        var row = table.getRow(0);
        var left = row.getCell(0);
        for (var mark : imprint.marks()) {
            line(left, mark, false, ParagraphAlignment.LEFT, 9);
        }
        if (!sheet.banner().isEmpty()) {
            line(left, sheet.banner(), false, ParagraphAlignment.LEFT, 9);
        }
        line(left, imprint.issuer() + "制表", false, ParagraphAlignment.LEFT, 9);
        var middle = row.getCell(1);
        line(middle, "三好表 " + imprint.number(), true, ParagraphAlignment.RIGHT, 9);
        line(middle, "第 " + imprint.version() + " 版", false, ParagraphAlignment.RIGHT, 9);
        line(middle, imprint.frozen(), false, ParagraphAlignment.RIGHT, 9);
        line(middle, imprint.shortHash(), false, ParagraphAlignment.RIGHT, 9);
        var code = paragraph(row.getCell(2));
        code.setAlignment(ParagraphAlignment.RIGHT);
        int edge = (int) (CODE_MM / 25.4 * Units.EMU_PER_POINT * 72);
        code.createRun().addPicture(new ByteArrayInputStream(picture()), PictureType.PNG, "code.png", edge, edge);
        line(row.getCell(2), imprint.label(), false, ParagraphAlignment.RIGHT, 9);
    }

    /** The code without its quiet zone: the cell around it is wide enough. */
    private byte[] picture() throws IOException {
        var modules = QrCode.modules(imprint.link());
        var image = new BufferedImage(modules.length * DOTS, modules.length * DOTS, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, modules[y / DOTS][x / DOTS] ? 0 : 0xFFFFFF);
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private void foot(Sheet sheet) {
        var paragraph = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        paragraph.setAlignment(ParagraphAlignment.CENTER);
        say(paragraph, sheet.title() + "　" + imprint.label() + "　第 ", BODY_FACE, 9, false);
        paragraph.getCTP().addNewFldSimple().setInstr("PAGE");
        say(paragraph, " 页　共 ", BODY_FACE, 9, false);
        paragraph.getCTP().addNewFldSimple().setInstr("NUMPAGES");
        say(paragraph, " 页", BODY_FACE, 9, false);
    }

    private void spaced(String text, int size, boolean bold) {
        var paragraph = document.createParagraph();
        paragraph.setSpacingBefore(120);
        paragraph.setSpacingAfter(60);
        say(paragraph, text, BODY_FACE, size, bold);
    }

    /** Rows of one kind follow each other without a gap: each is a table of its own, which Word joins. */
    private void labelled(List<Sheet.Value> row) {
        var table = document.createTable(1, row.size() * 2);
        var shares = new java.util.ArrayList<Integer>();
        for (int i = 0; i < row.size(); i++) {
            shares.add(26);
            shares.add(168 / row.size() - 26);
        }
        widths(table, shares);
        for (int i = 0; i < row.size(); i++) {
            line(table.getRow(0).getCell(2 * i), row.get(i).label(), false, ParagraphAlignment.CENTER, 11);
            line(table.getRow(0).getCell(2 * i + 1), row.get(i).text(), false, ParagraphAlignment.LEFT, 11);
        }
    }

    private void table(Sheet.Table table) {
        var drawn = document.createTable(table.rows().size() + 1, table.heads().size());
        int all = table.widths().stream().mapToInt(Integer::intValue).sum();
        widths(drawn, table.widths().stream().map(share -> share * 168 / all).toList());
        drawn.getRow(0).setRepeatHeader(true);
        for (int i = 0; i < table.heads().size(); i++) {
            line(drawn.getRow(0).getCell(i), table.heads().get(i), true, ParagraphAlignment.CENTER, 11);
        }
        for (int r = 0; r < table.rows().size(); r++) {
            var row = drawn.getRow(r + 1);
            row.setCantSplitRow(true);
            for (int i = 0; i < table.heads().size(); i++) {
                line(
                        row.getCell(i),
                        table.rows().get(r).get(i),
                        false,
                        table.centred().get(i) ? ParagraphAlignment.CENTER : ParagraphAlignment.LEFT,
                        11);
            }
        }
    }

    private void boxes(int across, List<Template.Box> boxes) {
        int rows = (boxes.size() + across - 1) / across;
        var table = document.createTable(rows, across);
        widths(table, java.util.Collections.nCopies(across, 168 / across));
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            table.getRow(i / across).setHeight(35 * TWIPS_A_MM);
            table.getRow(i / across).setCantSplitRow(true);
            var cell = table.getRow(i / across).getCell(i % across);
            line(cell, box.title(), true, ParagraphAlignment.LEFT, 11);
            line(cell, box.text(), false, ParagraphAlignment.LEFT, 11);
            line(cell, box.seal(), false, ParagraphAlignment.RIGHT, 9);
            line(cell, "", false, ParagraphAlignment.LEFT, 11);
            line(cell, box.sign(), false, ParagraphAlignment.LEFT, 11);
        }
    }

    private static void open(XWPFTable table) {
        table.removeBorders();
    }

    private static void widths(XWPFTable table, List<Integer> millimetres) {
        table.setWidthType(TableWidthType.DXA);
        table.setWidth(TEXT_WIDTH);
        for (var row : table.getRows()) {
            for (int i = 0; i < millimetres.size(); i++) {
                row.getCell(i).setWidth(Integer.toString(millimetres.get(i) * TWIPS_A_MM));
            }
        }
    }

    /** The first line of a cell goes into the paragraph every cell begins with. */
    private static void line(XWPFTableCell cell, String text, boolean bold, ParagraphAlignment to, int size) {
        var paragraph = paragraph(cell);
        paragraph.setAlignment(to);
        say(paragraph, text, BODY_FACE, size, bold);
    }

    private static XWPFParagraph paragraph(XWPFTableCell cell) {
        var first = cell.getParagraphs().getFirst();
        return first.getRuns().isEmpty() ? first : cell.addParagraph();
    }

    private static void say(XWPFParagraph paragraph, String text, String face, int size, boolean bold) {
        var run = paragraph.createRun();
        run.setFontFamily(face);
        run.setFontSize(size);
        run.setBold(bold);
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                run.addBreak();
            }
            run.setText(lines[i]);
        }
    }
}
