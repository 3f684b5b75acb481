package org.sanhao.server.document.render;

import java.io.IOException;
import java.util.List;
import org.sanhao.server.document.domain.Imprint;
import org.sanhao.server.document.domain.Sheet;
import org.sanhao.server.document.domain.Template;
import org.sanhao.server.http.QrCode;

/**
 * Where the parts of a form stand on its pages. The QR code, the number and the version are on every page: whichever page
 * carries the signature and comes back, it is known.
 */
final class PdfLayout {
    private static final float MM = 72 / 25.4f;
    private static final float LEFT = 22 * MM;
    private static final float RIGHT = PdfPen.WIDTH - 20 * MM;
    private static final float TOP = PdfPen.HEIGHT - 14 * MM;
    private static final float CODE = 24 * MM;
    private static final float QUIET = 4 * MM;
    private static final float BELOW_CODE = TOP - CODE - QUIET - 8;
    private static final float FOOT = 14 * MM;
    private static final float LAST = FOOT + 16;
    private static final float BODY = 10.5f;
    private static final float LEAD = 16.5f;
    private static final float SMALL = 9;
    private static final float SMALL_LEAD = 13.5f;
    private static final float PAD = 6;
    private static final float LABEL = 72;
    private static final float SEAL = 84;
    private static final float BOX = 100;
    private static final int MOST_LINES = 26;

    private final PdfPen pen;
    private final Imprint imprint;
    private final boolean[][] code;
    private float y = BELOW_CODE;

    PdfLayout(PdfPen pen, Imprint imprint) {
        this.pen = pen;
        this.imprint = imprint;
        this.code = QrCode.modules(imprint.link());
    }

    void draw(Sheet sheet) throws IOException {
        for (var line : pen.lines(sheet.title(), RIGHT - LEFT, 18)) {
            pen.centred(line, (LEFT + RIGHT) / 2, y - 20, 18, true);
            y -= 26;
        }
        if (!sheet.subtitle().isEmpty()) {
            pen.centred(sheet.subtitle(), (LEFT + RIGHT) / 2, y - 14, 11, false);
            y -= 18;
        }
        y -= 6;
        for (var part : sheet.parts()) {
            switch (part) {
                case Sheet.Line(var text) -> heading(text);
                case Sheet.Text(var text) -> running(text, BODY, LEAD);
                case Sheet.Small(var text) -> running(text, SMALL, SMALL_LEAD);
                case Sheet.Labelled(var rows) -> labelled(rows);
                case Sheet.Table table -> table(table);
                case Sheet.ToSign(var across, var boxes) -> boxes(across, boxes);
            }
        }
        int pages = pen.pages();
        for (int i = 0; i < pages; i++) {
            pen.backTo(i);
            around(sheet, i + 1, pages);
        }
    }

    /** Head and foot of a page, once it is known how many there are. */
    private void around(Sheet sheet, int page, int pages) throws IOException {
        pen.code(code, RIGHT - CODE, TOP, CODE);
        pen.right(imprint.label(), RIGHT, TOP - CODE - QUIET - 4, SMALL, false);
        float end = RIGHT - CODE - QUIET - 4;
        float line = TOP - SMALL;
        for (var text : List.of(
                "三好表 " + imprint.number(),
                "第 " + imprint.version() + " 版　共 " + pages + " 页",
                imprint.frozen(),
                imprint.shortHash())) {
            pen.right(text, end, line, SMALL, text.startsWith("三好表"));
            line -= SMALL_LEAD;
        }
        line = TOP - SMALL;
        for (var mark : imprint.marks()) {
            pen.text(mark, LEFT, line, SMALL, false);
            line -= SMALL_LEAD;
        }
        if (!sheet.banner().isEmpty()) {
            pen.text(sheet.banner(), LEFT, line, SMALL, false);
            line -= SMALL_LEAD;
        }
        pen.text(imprint.issuer() + "制表", LEFT, line, SMALL, false);
        pen.line(LEFT, FOOT + 10, RIGHT, FOOT + 10);
        pen.text(sheet.title(), LEFT, FOOT - 3, SMALL, false);
        pen.centred(imprint.label(), (LEFT + RIGHT) / 2, FOOT - 3, SMALL, false);
        pen.right("第 " + page + " 页　共 " + pages + " 页", RIGHT, FOOT - 3, SMALL, false);
    }

    private boolean room(float height) throws IOException {
        if (y - height >= LAST) {
            return false;
        }
        pen.nextPage();
        y = BELOW_CODE - 6;
        return true;
    }

    private void heading(String text) throws IOException {
        room(LEAD * 4);
        y -= 8;
        pen.text(text, LEFT, y - 11, 11, true);
        y -= LEAD + 2;
    }

    private void running(String text, float size, float lead) throws IOException {
        y -= 4;
        for (var line : pen.lines(text, RIGHT - LEFT, size)) {
            room(lead);
            pen.text(line, LEFT, y - size - 1, size, false);
            y -= lead;
        }
        y -= 2;
    }

    private void labelled(List<List<Sheet.Value>> rows) throws IOException {
        for (var row : rows) {
            float each = (RIGHT - LEFT) / row.size();
            var cells = row.stream()
                    .map(value -> fitting(value.text(), each - LABEL - 2 * PAD))
                    .toList();
            float height = cells.stream().mapToInt(List::size).max().orElse(1) * LEAD + 2 * PAD;
            room(height);
            for (int i = 0; i < row.size(); i++) {
                float x = LEFT + i * each;
                pen.frame(x, y, LABEL, height);
                pen.frame(x + LABEL, y, each - LABEL, height);
                pen.centred(row.get(i).label(), x + LABEL / 2, y - height / 2 - 3, BODY, false);
                lines(cells.get(i), x + LABEL + PAD, y - (height - cells.get(i).size() * LEAD) / 2 + 1);
            }
            y -= height;
        }
    }

    private void table(Sheet.Table table) throws IOException {
        float all = table.widths().stream().mapToInt(Integer::intValue).sum();
        var widths = table.widths().stream()
                .map(share -> share / all * (RIGHT - LEFT))
                .toList();
        var centred = table.centred();
        var heads = List.of(true);
        row(table.heads(), widths, centred, heads);
        for (var row : table.rows()) {
            if (room(heightOf(row, widths))) {
                row(table.heads(), widths, centred, heads);
            }
            row(row, widths, centred, List.of());
        }
    }

    private float heightOf(List<String> row, List<Float> widths) {
        int most = 1;
        for (int i = 0; i < row.size(); i++) {
            most = Math.max(most, fitting(row.get(i), widths.get(i) - 2 * PAD).size());
        }
        return most * LEAD + PAD;
    }

    private void row(List<String> texts, List<Float> widths, List<Boolean> centred, List<Boolean> head)
            throws IOException {
        float height = heightOf(texts, widths);
        room(height);
        float x = LEFT;
        for (int i = 0; i < texts.size(); i++) {
            float width = widths.get(i);
            pen.frame(x, y, width, height);
            var lines = fitting(texts.get(i), width - 2 * PAD);
            float line = y - (height - lines.size() * LEAD) / 2;
            for (var text : lines) {
                if (!head.isEmpty() || centred.get(i)) {
                    pen.centred(text, x + width / 2, line - BODY - 1, BODY, !head.isEmpty());
                } else {
                    pen.text(text, x + PAD, line - BODY - 1, BODY, false);
                }
                line -= LEAD;
            }
            x += width;
        }
        y -= height;
    }

    private void boxes(int across, List<Template.Box> boxes) throws IOException {
        float each = (RIGHT - LEFT) / across;
        for (int from = 0; from < boxes.size(); from += across) {
            var row = boxes.subList(from, Math.min(boxes.size(), from + across));
            float height = BOX;
            for (var box : row) {
                height = Math.max(height, (inside(box, each).size() + 3) * LEAD + 3 * PAD);
            }
            room(height);
            for (int i = 0; i < across; i++) {
                pen.frame(LEFT + i * each, y, each, height);
                if (i < row.size()) {
                    box(row.get(i), LEFT + i * each, each, height);
                }
            }
            y -= height;
        }
    }

    private void box(Template.Box box, float x, float width, float height) throws IOException {
        pen.text(box.title(), x + PAD, y - PAD - BODY, BODY, true);
        lines(inside(box, width), x + PAD, y - PAD - LEAD - 2);
        pen.centred(box.seal(), x + width - PAD - SEAL / 2, y - height / 2, SMALL, false);
        pen.text(box.sign(), x + PAD, y - height + PAD + 3, BODY, false);
    }

    private List<String> inside(Template.Box box, float width) {
        return fitting(box.text(), width - 2 * PAD - (box.seal().isEmpty() ? 0 : SEAL));
    }

    private void lines(List<String> lines, float x, float top) throws IOException {
        float line = top;
        for (var text : lines) {
            pen.text(text, x, line - BODY - 1, BODY, false);
            line -= LEAD;
        }
    }

    /** A cell never fills a page; what does not fit is said to be in the system. */
    private List<String> fitting(String text, float width) {
        var lines = pen.lines(text, width, BODY);
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        var cut = new java.util.ArrayList<>(lines.subList(0, MOST_LINES - 1));
        cut.add("……（全文见系统）");
        return cut;
    }
}
