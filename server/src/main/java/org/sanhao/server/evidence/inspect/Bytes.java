package org.sanhao.server.evidence.inspect;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reading numbers and looking for patterns in a file of any size. */
final class Bytes {
    private static final int WINDOW = 64 * 1024;

    private final SeekableByteChannel channel;

    Bytes(SeekableByteChannel channel) {
        this.channel = channel;
    }

    long size() throws IOException {
        return channel.size();
    }

    /** Up to {@code length} bytes from a place. */
    byte[] at(long place, int length) throws IOException {
        int there = (int) Math.max(0, Math.min(length, channel.size() - place));
        var bytes = ByteBuffer.allocate(there);
        channel.position(place);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.array();
    }

    /** A big-endian number of {@code width} bytes; -1 past the end. */
    long number(long place, int width) throws IOException {
        var bytes = at(place, width);
        if (bytes.length < width) {
            return -1;
        }
        long value = 0;
        for (byte each : bytes) {
            value = value << 8 | each & 0xFF;
        }
        return value;
    }

    /** Whether one of the patterns occurs at or after a place. */
    boolean contains(long from, List<byte[]> patterns) throws IOException {
        int longest = patterns.stream().mapToInt(each -> each.length).max().orElse(1);
        for (long place = from; place < channel.size(); place += WINDOW) {
            var window = at(place, WINDOW + longest - 1);
            for (var pattern : patterns) {
                if (indexOf(window, pattern) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    static int indexOf(byte[] hay, byte[] needle) {
        byte first = needle[0];
        for (int i = 0; i <= hay.length - needle.length; i++) {
            if (hay[i] == first && matches(hay, i, needle)) {
                return i;
            }
        }
        return -1;
    }

    static boolean matches(byte[] hay, int at, byte[] needle) {
        if (at + needle.length > hay.length) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (hay[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether bytes hold what a browser or an interpreter would run. */
    static boolean looksLikeCode(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.contains("<script")
                || text.contains("<html")
                || text.contains("<svg")
                || text.contains("<!doctype html")
                || text.contains("<?php")
                || text.contains("<iframe");
    }
}
