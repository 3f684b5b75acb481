package org.sanhao.server.xlsx;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The texts that cells refer to by number, kept in two files beside the heap: the bytes one after the other, and where each
 * begins. A million texts cost no more memory than a hundred.
 */
final class SharedTexts implements AutoCloseable {
    private static final ValueLayout.OfLong PLACE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Path bytes;
    private final Path places;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment byteMap;
    private final MemorySegment placeMap;
    private final long count;

    private SharedTexts(Path bytes, Path places, long count) throws IOException {
        this.bytes = bytes;
        this.places = places;
        this.count = count;
        this.byteMap = map(bytes);
        this.placeMap = map(places);
    }

    long count() {
        return count;
    }

    /** The text of that number; null when the file has no such number. */
    @org.jspecify.annotations.Nullable
    String get(long number) {
        if (number < 0 || number >= count) {
            return null;
        }
        long from = placeMap.get(PLACE, number * Long.BYTES);
        long to = placeMap.get(PLACE, (number + 1) * Long.BYTES);
        return new String(byteMap.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        arena.close();
        Files.deleteIfExists(bytes);
        Files.deleteIfExists(places);
    }

    private MemorySegment map(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    /** Takes the texts in their order. */
    static final class Writer implements AutoCloseable {
        private final Path bytes;
        private final Path places;
        private final BufferedOutputStream byteOut;
        private final DataOutputStream placeOut;
        private long at;
        private long count;

        Writer(Path folder) throws IOException {
            bytes = Files.createTempFile(folder, "texts", ".bytes");
            places = Files.createTempFile(folder, "texts", ".places");
            byteOut = new BufferedOutputStream(Files.newOutputStream(bytes), 1 << 16);
            placeOut = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(places), 1 << 16));
            placeOut.writeLong(0);
        }

        void add(String text) throws IOException {
            var encoded = text.getBytes(StandardCharsets.UTF_8);
            byteOut.write(encoded);
            at += encoded.length;
            count++;
            placeOut.writeLong(at);
        }

        SharedTexts done() throws IOException {
            close();
            return new SharedTexts(bytes, places, count);
        }

        @Override
        public void close() throws IOException {
            byteOut.close();
            placeOut.close();
        }
    }
}
