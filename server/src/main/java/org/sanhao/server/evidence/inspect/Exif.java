package org.sanhao.server.evidence.inspect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the two things wanted of what a camera writes: the day and which way is up. Position and owner are not looked at. */
final class Exif {
    private static final int CAMERA_BLOCK = 0x8769;
    private static final int TAKEN = 0x9003;
    private static final int ORIENTATION = 0x0112;
    private static final int MOST_ENTRIES = 500;

    private Exif() {}

    /** Quarter turns to the right that set the picture upright, 0 to 3. */
    static int turns(byte[] bytes, int start) {
        try {
            var tiff = tiff(bytes, start);
            int at = tiff == null ? -1 : place(tiff, tiff.getInt(4), ORIENTATION);
            return at < 0 || tiff == null
                    ? 0
                    : switch (tiff.getShort(at + 8)) {
                        case 3 -> 2;
                        case 6 -> 1;
                        case 8 -> 3;
                        default -> 0;
                    };
        } catch (IndexOutOfBoundsException brokenOff) {
            return 0;
        }
    }

    private static @Nullable ByteBuffer tiff(byte[] bytes, int start) {
        var tiff = ByteBuffer.wrap(bytes, start, bytes.length - start).slice();
        var order = tiff.getShort(0);
        if (order != 0x4949 && order != 0x4D4D) {
            return null;
        }
        return tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The day the picture was taken; null when it is not written, not a day, or plainly a clock never set. */
    static @Nullable LocalDate takenOn(byte[] bytes, int start) {
        try {
            var tiff = tiff(bytes, start);
            if (tiff == null) {
                return null;
            }
            int camera = entry(tiff, tiff.getInt(4), CAMERA_BLOCK);
            int taken = camera < 0 ? -1 : entry(tiff, camera, TAKEN);
            return taken < 0 ? null : day(tiff, taken);
        } catch (IndexOutOfBoundsException brokenOff) {
            return null;
        }
    }

    /** The value of an entry of a block, an offset; -1 when there is none. */
    private static int entry(ByteBuffer tiff, int block, int wanted) {
        int at = place(tiff, block, wanted);
        return at < 0 ? -1 : tiff.getInt(at + 8);
    }

    private static int place(ByteBuffer tiff, int block, int wanted) {
        int count = tiff.getShort(block) & 0xFFFF;
        for (int i = 0; i < Math.min(count, MOST_ENTRIES); i++) {
            int at = block + 2 + 12 * i;
            if ((tiff.getShort(at) & 0xFFFF) == wanted) {
                return at;
            }
        }
        return -1;
    }

    private static @Nullable LocalDate day(ByteBuffer tiff, int at) {
        var text = new byte[10];
        tiff.get(at, text);
        var written = new String(text, StandardCharsets.ISO_8859_1);
        if (!written.matches("\\d{4}:\\d{2}:\\d{2}")) {
            return null;
        }
        try {
            var day = LocalDate.parse(written.replace(':', '-'));
            return day.getYear() < 1995 ? null : day;
        } catch (DateTimeException impossible) {
            return null;
        }
    }
}
