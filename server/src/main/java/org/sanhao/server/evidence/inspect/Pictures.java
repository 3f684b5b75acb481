package org.sanhao.server.evidence.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the parts of a picture without decoding it. */
final class Pictures {
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    /** Beyond this a picture takes more memory than it is worth. */
    private static final long MOST_PIXELS = 120_000_000;

    private static final Set<String> HEIC =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif");
    private static final int MOST_PARTS = 10_000;

    private Pictures() {}

    static boolean isHeic(byte[] head) {
        return head.length >= 12 && HEIC.contains(new String(head, 8, 4, StandardCharsets.ISO_8859_1));
    }

    static Found jpeg(String name, Bytes bytes) throws IOException {
        LocalDate takenOn = null;
        boolean sized = false;
        long place = 2;
        for (int part = 0; part < MOST_PARTS; part++) {
            int marker = (int) bytes.number(place, 2);
            if (marker < 0xFFC0) {
                throw Unfit.damaged(name);
            }
            if (marker == 0xFFFF) {
                place++;
                continue;
            }
            long length = bytes.number(place + 2, 2);
            if (length < 2) {
                throw Unfit.damaged(name);
            }
            if (marker == 0xFFDA) {
                if (!sized || !bytes.contains(place, List.of(new byte[] {(byte) 0xFF, (byte) 0xD9}))) {
                    throw Unfit.damaged(name);
                }
                return new Found(null, takenOn);
            }
            if (marker >= 0xFFE0 || marker == 0xFFFE) {
                var body = bytes.at(place + 4, (int) length - 2);
                if (Bytes.looksLikeCode(body)) {
                    throw Unfit.active(name, "网页代码");
                }
                takenOn = takenOn == null && marker == 0xFFE1 ? takenOn(body) : takenOn;
            }
            boolean frame = marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
            if (frame) {
                fits(name, bytes.number(place + 7, 2), bytes.number(place + 5, 2));
                sized = true;
            }
            place += 2 + length;
        }
        throw Unfit.damaged(name);
    }

    private static @Nullable LocalDate takenOn(byte[] body) {
        return Bytes.matches(body, 0, Bytes.ascii("Exif\0\0")) ? Exif.takenOn(body, 6) : null;
    }

    /** Quarter turns to the right that set a photo upright. */
    static int turns(Bytes bytes) throws IOException {
        long place = 2;
        for (int part = 0; part < 50 && bytes.number(place, 1) == 0xFF; part++) {
            long marker = bytes.number(place, 2);
            long length = bytes.number(place + 2, 2);
            if (marker == 0xFFDA || length < 2) {
                return 0;
            }
            if (marker == 0xFFE1) {
                var body = bytes.at(place + 4, (int) length - 2);
                if (Bytes.matches(body, 0, Bytes.ascii("Exif\0\0"))) {
                    return Exif.turns(body, 6);
                }
            }
            place += 2 + length;
        }
        return 0;
    }

    static Found png(String name, Bytes bytes) throws IOException {
        long place = PNG.length;
        for (int part = 0; part < MOST_PARTS * 10; part++) {
            long length = bytes.number(place, 4);
            var type = new String(bytes.at(place + 4, 4), StandardCharsets.ISO_8859_1);
            if (length < 0 || place + 12 + length > bytes.size() || (part == 0) != type.equals("IHDR")) {
                throw Unfit.damaged(name);
            }
            switch (type) {
                case "IHDR" -> fits(name, bytes.number(place + 8, 4), bytes.number(place + 12, 4));
                case "tEXt", "iTXt" -> {
                    if (Bytes.looksLikeCode(bytes.at(place + 8, (int) Math.min(length, 1 << 20)))) {
                        throw Unfit.active(name, "网页代码");
                    }
                }
                case "IEND" -> {
                    nothingAfter(name, bytes, place + 12 + length);
                    return Found.NOTHING;
                }
                default -> {
                    // Pixels and colours.
                }
            }
            place += 12 + length;
        }
        throw Unfit.damaged(name);
    }

    static Found webp(String name, Bytes bytes) throws IOException {
        long end = 8 + little(bytes, 4, 4);
        if (end > bytes.size()) {
            throw Unfit.damaged(name);
        }
        nothingAfter(name, bytes, end + (end & 1));
        switch (new String(bytes.at(12, 4), StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> fits(name, 1 + little(bytes, 24, 3), 1 + little(bytes, 27, 3));
            case "VP8 " -> fits(name, little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF);
            case "VP8L" -> {
                long bits = little(bytes, 21, 4);
                fits(name, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
            }
            default -> throw Unfit.damaged(name);
        }
        return Found.NOTHING;
    }

    /** HEIC is kept and handed out as it is; the product never decodes it. */
    static Found heic(String name, Bytes bytes) throws IOException {
        long place = 0;
        boolean described = false;
        for (int box = 0; place < bytes.size(); box++) {
            long length = bytes.number(place, 4);
            var type = new String(bytes.at(place + 4, 4), StandardCharsets.ISO_8859_1);
            if (length == 1) {
                length = bytes.number(place + 8, 8);
            } else if (length == 0) {
                length = bytes.size() - place;
            }
            if (box > MOST_PARTS || length < 8 || length > bytes.size() - place) {
                throw Unfit.damaged(name);
            }
            described |= type.equals("meta");
            place += length;
        }
        if (!described) {
            throw Unfit.damaged(name);
        }
        return Found.NOTHING;
    }

    private static long little(Bytes bytes, long place, int width) throws IOException {
        var read = bytes.at(place, width);
        long value = 0;
        for (int i = read.length - 1; i >= 0; i--) {
            value = value << 8 | read[i] & 0xFF;
        }
        return value;
    }

    private static void fits(String name, long width, long height) throws Unfit {
        if (width < 1 || height < 1) {
            throw Unfit.damaged(name);
        }
        if (width > 60_000 || height > 60_000 || width * height > MOST_PIXELS) {
            throw Unfit.expands(name);
        }
    }

    /** Some cameras pad; nobody has a reason to add more. */
    private static void nothingAfter(String name, Bytes bytes, long end) throws IOException {
        if (bytes.size() - end > 64) {
            throw Unfit.active(name, "附在图片后面的其他内容");
        }
    }
}
