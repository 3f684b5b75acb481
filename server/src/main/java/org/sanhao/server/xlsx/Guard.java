package org.sanhao.server.xlsx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;

/**
 * Counts what a packed part unfolds to and stops at what no office program writes: a part that unfolds two hundredfold, a
 * file that unfolds to gigabytes, a single mark of megabytes.
 */
final class Guard extends FilterInputStream {
    private static final long RATIO = 200;
    private static final long HARMLESS = 1L << 20;
    private static final long LONGEST_MARK = 4L << 20;

    private final long packed;
    private final Budget budget;
    private long read;
    private long sinceMark;

    /** What all parts of one file may unfold to, together. */
    static final class Budget {
        private long left;

        Budget(long bytes) {
            left = bytes;
        }
    }

    Guard(InputStream in, long packed, Budget budget) {
        super(in);
        this.packed = Math.max(1, packed);
        this.budget = budget;
    }

    /** The reader has got past a mark. */
    void mark() {
        sinceMark = 0;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = super.read(bytes, from, length);
        count(Math.max(0, n));
        return n;
    }

    private void count(int n) {
        read += n;
        sinceMark += n;
        budget.left -= n;
        if (budget.left < 0 || sinceMark > LONGEST_MARK || read > HARMLESS && read / packed > RATIO) {
            throw new RefusedException(Refusal.of(ErrorCode.FILE_SUSPICIOUS));
        }
    }
}
