package org.sanhao.server.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Breaks text into lines as Chinese print does: anywhere between characters, but never before a closing mark. */
final class LineBreaks {
    private static final String NEVER_FIRST = "，。、；：？！）》」』〉】〕’”%…·,.;:?!)]}";
    private static final String NEVER_LAST = "（《「『〈【〔‘“([{";

    private LineBreaks() {}

    /**
     * @param widthOf the width of a code point
     * @return at least one line
     */
    static List<String> of(String text, double width, IntToDoubleFunction widthOf) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            breakOne(paragraph, width, widthOf, lines);
        }
        return lines;
    }

    private static void breakOne(String text, double width, IntToDoubleFunction widthOf, List<String> lines) {
        int[] points = text.codePoints().toArray();
        int from = 0;
        double used = 0;
        for (int at = 0; at < points.length; at++) {
            double wide = widthOf.applyAsDouble(points[at]);
            if (used + wide > width && at > from) {
                int cut = cut(points, from, at);
                lines.add(new String(points, from, cut - from));
                from = cut;
                used = 0;
                for (int i = from; i < at; i++) {
                    used += widthOf.applyAsDouble(points[i]);
                }
            }
            used += wide;
        }
        lines.add(new String(points, from, points.length - from));
    }

    /** Where the line may end: {@code at}, or earlier. */
    private static int cut(int[] points, int from, int at) {
        int cut = at;
        while (cut > from + 1 && !mayEnd(points, cut)) {
            cut--;
        }
        return mayEnd(points, cut) ? cut : at;
    }

    private static boolean mayEnd(int[] points, int cut) {
        int before = points[cut - 1];
        int after = points[cut];
        return NEVER_FIRST.indexOf(after) < 0 && NEVER_LAST.indexOf(before) < 0 && !(isWord(before) && isWord(after));
    }

    private static boolean isWord(int point) {
        return point > ' ' && point < 0x7F && NEVER_FIRST.indexOf(point) < 0;
    }
}
