package org.sanhao.server.demo;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Writes words into pictures from dots kept as data: a server need not have any font installed. */
final class DemoGlyphs {
    private static final int SIZE = 24;

    private record Glyph(int width, byte[] dots) {}

    private final Map<Integer, Glyph> glyphs = new HashMap<>();

    DemoGlyphs() {
        for (var row : DemoTable.read("glyphs")) {
            glyphs.put(
                    row.text("char").codePointAt(0),
                    new Glyph(
                            Integer.parseInt(row.text("width")),
                            Base64.getDecoder().decode(row.text("dots"))));
        }
    }

    /** Dots of one of a few colours, by number; 0 is paper. */
    static final class Canvas {
        static final byte LINE = 1;
        static final byte INK = 2;
        static final byte MARK = 3;

        final int width;
        final int height;
        final byte[] dots;

        Canvas(int width, int height) {
            this.width = width;
            this.height = height;
            this.dots = new byte[width * height];
        }

        void fill(int left, int top, int wide, int high, byte colour) {
            for (int y = Math.max(0, top); y < Math.min(height, top + high); y++) {
                int from = y * width + Math.max(0, left);
                java.util.Arrays.fill(dots, from, Math.max(from, y * width + Math.min(width, left + wide)), colour);
            }
        }
    }

    /** Writes from the left upper corner, 24 dots high. */
    void write(Canvas canvas, String words, int left, int top, byte colour) {
        int x = left;
        for (int point : words.codePoints().toArray()) {
            var glyph = glyphs.get(point);
            if (glyph != null) {
                write(canvas, glyph, x, top, colour);
            }
            x += glyph == null ? 7 : glyph.width();
        }
    }

    private static void write(Canvas canvas, Glyph glyph, int left, int top, byte colour) {
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                boolean set = (glyph.dots()[y * 3 + x / 8] & 0x80 >> x % 8) != 0;
                if (set && left + x < canvas.width) {
                    canvas.dots[(top + y) * canvas.width + left + x] = colour;
                }
            }
        }
    }
}
