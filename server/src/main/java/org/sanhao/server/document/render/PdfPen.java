package org.sanhao.server.document.render;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/** Draws on pages of A4, from top to bottom, in points. Words the typeface has no shape for become a visible box. */
final class PdfPen implements AutoCloseable {
    static final float WIDTH = PDRectangle.A4.getWidth();
    static final float HEIGHT = PDRectangle.A4.getHeight();
    private static final int BOX = 0x25A1;
    private static final float BOLD = 0.03f;

    private final PDDocument document;
    private final PDType0Font font;
    private final CmapLookup shapes;
    private final int box;
    private final Map<Integer, Float> widths = new HashMap<>();
    private final Set<String> missing = new TreeSet<>();
    private PDPageContentStream page;

    PdfPen(PDDocument document, PDType0Font font, CmapLookup shapes) throws IOException {
        this.document = document;
        this.font = font;
        this.shapes = shapes;
        this.box = shapes.getGlyphId(BOX) == 0 ? '?' : BOX;
        this.page = start();
    }

    private PDPageContentStream start() throws IOException {
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        return new PDPageContentStream(document, sheet);
    }

    void nextPage() throws IOException {
        page.close();
        page = start();
    }

    /** Goes on drawing on a page that was left. */
    void backTo(int number) throws IOException {
        page.close();
        page = new PDPageContentStream(
                document, document.getPage(number), PDPageContentStream.AppendMode.APPEND, true, true);
    }

    int pages() {
        return document.getNumberOfPages();
    }

    /** Code points nothing could be drawn for. */
    Set<String> missing() {
        return missing;
    }

    float widthOf(String text, float size) {
        return (float)
                text.codePoints().mapToDouble(point -> widthOf(point, size)).sum();
    }

    List<String> lines(String text, float width, float size) {
        return LineBreaks.of(text, width, point -> widthOf(point, size));
    }

    private double widthOf(int point, float size) {
        return widths.computeIfAbsent(shown(point), this::measure) * size;
    }

    private float measure(int point) {
        try {
            return font.getStringWidth(Character.toString(point)) / 1000;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private int shown(int point) {
        if (shapes.getGlyphId(point) != 0) {
            return point;
        }
        if (point < ' ' || Character.isISOControl(point)) {
            return ' ';
        }
        missing.add("U+%04X".formatted(point));
        return box;
    }

    void text(String text, float x, float y, float size, boolean bold) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        var shown = new StringBuilder();
        text.codePoints().map(this::shown).forEach(shown::appendCodePoint);
        page.beginText();
        page.setFont(font, size);
        page.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        page.setLineWidth(size * BOLD);
        page.newLineAtOffset(x, y);
        page.showText(shown.toString());
        page.endText();
    }

    void centred(String text, float middle, float y, float size, boolean bold) throws IOException {
        text(text, middle - widthOf(text, size) / 2, y, size, bold);
    }

    void right(String text, float end, float y, float size, boolean bold) throws IOException {
        text(text, end - widthOf(text, size), y, size, bold);
    }

    void line(float fromX, float fromY, float toX, float toY) throws IOException {
        page.setLineWidth(0.6f);
        page.moveTo(fromX, fromY);
        page.lineTo(toX, toY);
        page.stroke();
    }

    /** A frame by its upper left corner. */
    void frame(float x, float top, float width, float height) throws IOException {
        page.setLineWidth(0.6f);
        page.addRect(x, top - height, width, height);
        page.stroke();
    }

    /** A QR code by its upper left corner, without its quiet zone. */
    void code(boolean[][] modules, float x, float top, float edge) throws IOException {
        float each = edge / modules.length;
        for (int row = 0; row < modules.length; row++) {
            for (int column = 0; column < modules.length; column++) {
                if (modules[row][column]) {
                    page.addRect(x + column * each, top - (row + 1) * each, each, each);
                }
            }
        }
        page.fill();
    }

    @Override
    public void close() throws IOException {
        page.close();
    }
}
