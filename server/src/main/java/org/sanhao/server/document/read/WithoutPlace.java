package org.sanhao.server.document.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A picture on its way in, without what the camera wrote about where and by whom it was taken: of that, only which way is
 * up goes through. Pixels pass unchanged; what is no picture passes unchanged, too, for the inspection to refuse.
 *
 * @basis rule 13 of the field: no location track
 */
public final class WithoutPlace extends InputStream {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final int STEP = 8192;

    private final BufferedInputStream from;
    private final Walk walk;
    private byte[] ready;
    private int at;

    /** How the next piece of a picture is found; null at its end. */
    private interface Walk {
        byte @Nullable [] next() throws IOException;
    }

    public WithoutPlace(InputStream bytes) throws IOException {
        from = new BufferedInputStream(bytes, STEP);
        ready = from.readNBytes(PNG.length);
        if (java.util.Arrays.equals(ready, PNG)) {
            walk = this::chunk;
        } else if (ready.length == PNG.length && (ready[0] & 0xFF) == 0xFF && (ready[1] & 0xFF) == 0xD8) {
            walk = new Jpeg(
                    new java.io.SequenceInputStream(new java.io.ByteArrayInputStream(ready, 2, PNG.length - 2), from));
            ready = new byte[] {(byte) 0xFF, (byte) 0xD8};
        } else {
            walk = this::rest;
        }
    }

    private byte @Nullable [] rest() throws IOException {
        var bytes = from.readNBytes(STEP);
        return bytes.length == 0 ? null : bytes;
    }

    private long left;

    /** Chunks of a PNG one after the other, large ones in steps; those of the camera are left out. */
    private byte @Nullable [] chunk() throws IOException {
        while (left == 0) {
            var head = from.readNBytes(8);
            if (head.length < 8) {
                return head.length == 0 ? null : head;
            }
            long length = (ByteBuffer.wrap(head).getInt() & 0xFFFF_FFFFL) + 4;
            if (!new String(head, 4, 4, StandardCharsets.ISO_8859_1).equals("eXIf")) {
                left = length;
                return head;
            }
            from.skipNBytes(length);
        }
        var bytes = from.readNBytes((int) Math.min(left, STEP));
        left = bytes.length == 0 ? 0 : left - bytes.length;
        return bytes.length == 0 ? null : bytes;
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, to, offset, count);
        at += count;
        return count;
    }

    private boolean fill() throws IOException {
        while (at == ready.length) {
            var next = walk.next();
            if (next == null) {
                return false;
            }
            ready = next;
            at = 0;
        }
        return true;
    }

    /** Segments of a JPEG and the scans between them; ends with the picture, whatever hangs behind it. */
    private static final class Jpeg implements Walk {
        private static final int APP1 = 0xE1;
        private static final int MORE_PICTURES = 0xE2;
        private static final int SCAN = 0xDA;
        private static final int END = 0xD9;

        private final InputStream in;
        private boolean scanning;
        private boolean over;

        Jpeg(InputStream in) {
            this.in = new BufferedInputStream(in, STEP);
        }

        @Override
        public byte @Nullable [] next() throws IOException {
            if (over) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                return null;
            }
            return scanning ? scan() : segment();
        }

        /** Runs to the next marker that is not a restart; a marker inside a scan is never part of its data. */
        private byte[] scan() throws IOException {
            var out = new java.io.ByteArrayOutputStream(STEP);
            while (out.size() < STEP) {
                in.mark(2);
                int first = in.read();
                if (first < 0) {
                    over = true;
                    return out.toByteArray();
                }
                if (first == 0xFF) {
                    int second = in.read();
                    in.reset();
                    boolean data = second == 0 || second == 0xFF || second >= 0xD0 && second <= 0xD7;
                    if (!data) {
                        scanning = false;
                        return out.toByteArray();
                    }
                    in.skipNBytes(1);
                }
                out.write(first);
            }
            return out.toByteArray();
        }

        private byte[] segment() throws IOException {
            var head = in.readNBytes(2);
            int kind = head.length < 2 ? END : head[1] & 0xFF;
            if (kind == END || (head[0] & 0xFF) != 0xFF) {
                over = true;
                return head;
            }
            var size = in.readNBytes(2);
            int length = size.length < 2 ? 2 : (size[0] & 0xFF) << 8 | size[1] & 0xFF;
            var body = in.readNBytes(Math.max(0, length - 2));
            scanning = kind == SCAN;
            if (kind == APP1) {
                return upright(body);
            }
            if (kind == MORE_PICTURES && starts(body, "MPF\0")) {
                return new byte[0];
            }
            return ByteBuffer.allocate(4 + body.length)
                    .put(head)
                    .put(size.length < 2 ? new byte[2] : size)
                    .put(body)
                    .array();
        }

        private static boolean starts(byte[] body, String word) {
            return new String(body, 0, Math.min(body.length, word.length()), StandardCharsets.ISO_8859_1).equals(word);
        }

        /** The camera's words, reduced to which way is up. */
        private static byte[] upright(byte[] body) {
            int turned = starts(body, "Exif\0\0") ? orientation(body) : 1;
            if (turned == 1) {
                return new byte[0];
            }
            return ByteBuffer.allocate(36)
                    .putShort((short) 0xFFE1)
                    .putShort((short) 34)
                    .put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                    .putInt(8)
                    .putShort((short) 1)
                    .putShort((short) 0x0112)
                    .putShort((short) 3)
                    .putInt(1)
                    .putShort((short) turned)
                    .putShort((short) 0)
                    .putInt(0)
                    .array();
        }

        private static int orientation(byte[] body) {
            try {
                var tiff = ByteBuffer.wrap(body, 6, body.length - 6).slice();
                tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
                int block = tiff.getInt(4);
                int count = tiff.getShort(block) & 0xFFFF;
                for (int i = 0; i < count; i++) {
                    int entry = block + 2 + 12 * i;
                    if ((tiff.getShort(entry) & 0xFFFF) == 0x0112) {
                        int turned = tiff.getShort(entry + 8);
                        return turned >= 1 && turned <= 8 ? turned : 1;
                    }
                }
                return 1;
            } catch (IndexOutOfBoundsException brokenOff) {
                return 1;
            }
        }
    }
}
