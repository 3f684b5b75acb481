package org.sanhao.server.evidence.vault;

import java.io.IOException;
import java.io.OutputStream;

/** Seals what is written to it; the last chunk is known when it is closed. */
final class SealingOutput extends OutputStream {
    private final OutputStream out;
    private final ChunkCipher cipher;
    private final byte[] plain = new byte[ChunkCipher.CHUNK];
    private final byte[] sealed = new byte[ChunkCipher.CHUNK + ChunkCipher.TAG];
    private int held;
    private long number;
    private boolean begun;
    private boolean closed;

    SealingOutput(OutputStream out, ChunkCipher cipher) {
        this.out = out;
        this.cipher = cipher;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (held == plain.length) {
                flush(false);
            }
            int now = Math.min(left, plain.length - held);
            System.arraycopy(bytes, from, plain, held, now);
            held += now;
            from += now;
            left -= now;
        }
    }

    private void flush(boolean last) throws IOException {
        if (!begun) {
            out.write(ChunkCipher.MAGIC);
            begun = true;
        }
        int size = cipher.seal(plain, held, number++, last, sealed);
        out.write(sealed, 0, size);
        held = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            flush(true);
            out.flush();
        }
    }
}
