package org.sanhao.server.evidence.inspect;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** Lets the pdf library read a sealed file in place. Closing it leaves the channel open for its owner. */
final class ChannelRead implements RandomAccessRead {
    private static final int WINDOW = 4096;

    private final SeekableByteChannel channel;
    private final long length;
    private final byte[] window = new byte[WINDOW];
    private long windowStart = -1;
    private int windowSize;
    private long position;
    private boolean closed;

    ChannelRead(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        return position >= length || !hold() ? -1 : window[(int) (position++ - windowStart)] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (position >= length) {
            return -1;
        }
        int copied = 0;
        while (copied < count && position < length && hold()) {
            int from = (int) (position - windowStart);
            int now = Math.min(count - copied, windowSize - from);
            System.arraycopy(window, from, into, offset + copied, now);
            copied += now;
            position += now;
        }
        return copied;
    }

    private boolean hold() throws IOException {
        if (windowStart >= 0 && position >= windowStart && position < windowStart + windowSize) {
            return true;
        }
        windowStart = position / WINDOW * WINDOW;
        var buffer = ByteBuffer.wrap(window);
        channel.position(windowStart);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // Until the window is full or the file ends.
        }
        windowSize = buffer.position();
        return position < windowStart + windowSize;
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long to) {
        position = Math.max(0, to);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isEOF() {
        return position >= length;
    }

    @Override
    public RandomAccessReadView createView(long start, long count) {
        return new RandomAccessReadView(this, start, count);
    }

    @Override
    public void close() {
        closed = true;
    }
}
