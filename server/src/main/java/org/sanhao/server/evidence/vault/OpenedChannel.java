package org.sanhao.server.evidence.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.sanhao.server.workers.Workers;

/** Reads a sealed file at any place; holds one chunk in memory. */
final class OpenedChannel implements SeekableByteChannel {
    private static final int SEALED = ChunkCipher.CHUNK + ChunkCipher.TAG;

    private final SeekableByteChannel file;
    private final ChunkCipher cipher;
    private final long chunks;
    private final long size;
    private final byte[] sealed = new byte[SEALED];
    private final byte[] plain = new byte[ChunkCipher.CHUNK];
    private long held = -1;
    private int heldSize;
    private long position;

    OpenedChannel(SeekableByteChannel file, ChunkCipher cipher) throws IOException {
        this.file = file;
        this.cipher = cipher;
        long body = file.size() - ChunkCipher.MAGIC.length;
        long rest = body % SEALED;
        this.chunks = body / SEALED + (rest == 0 ? 0 : 1);
        this.size = body - chunks * ChunkCipher.TAG;
        var magic = new byte[ChunkCipher.MAGIC.length];
        if (chunks < 1 || (rest != 0 && rest < ChunkCipher.TAG) || !fill(magic, magic.length, 0)) {
            throw new Tampered("not a sealed file");
        }
        if (!Arrays.equals(magic, ChunkCipher.MAGIC)) {
            throw new Tampered("not a sealed file");
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= size) {
            return -1;
        }
        int copied = 0;
        while (into.hasRemaining() && position < size) {
            long chunk = position / ChunkCipher.CHUNK;
            hold(chunk);
            int from = (int) (position % ChunkCipher.CHUNK);
            int now = Math.min(into.remaining(), heldSize - from);
            into.put(plain, from, now);
            position += now;
            copied += now;
        }
        return copied;
    }

    private void hold(long chunk) throws IOException {
        if (held == chunk) {
            return;
        }
        boolean last = chunk == chunks - 1;
        long start = ChunkCipher.MAGIC.length + chunk * SEALED;
        int length = last ? (int) (file.size() - start) : SEALED;
        if (length < ChunkCipher.TAG || !fill(sealed, length, start)) {
            throw new Tampered("cut short");
        }
        held = -1;
        heldSize = cipher.open(sealed, length, chunk, last, plain);
        held = chunk;
        Workers.givePlace();
    }

    private boolean fill(byte[] into, int length, long at) throws IOException {
        file.position(at);
        var buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
