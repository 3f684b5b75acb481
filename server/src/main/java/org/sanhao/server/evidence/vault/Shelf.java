package org.sanhao.server.evidence.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where sealed bytes lie by name. A folder today; anything that can do these six things tomorrow. */
public interface Shelf {

    /** Something being written, invisible until it is shelved. Closing it before that throws it away. */
    interface Draft extends AutoCloseable {
        OutputStream out();

        /** Makes sure every byte has reached the disk. */
        void force() throws IOException;

        /** Reads what has been written and forced. */
        SeekableByteChannel reopen() throws IOException;

        /** Gives it its name, durably. */
        void shelve(String name) throws IOException;

        @Override
        void close();
    }

    Draft draft() throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is nothing of that name */
    SeekableByteChannel open(String name) throws IOException;

    /** Takes everything away whose name is or begins with {@code name} and a dot. */
    void remove(String name) throws IOException;

    /** Hands over the names of what was put there before {@code moment}, some at a time. */
    void old(Instant moment, Consumer<List<String>> names) throws IOException;

    /** Throws away drafts that nobody has touched since {@code moment}; returns how many. */
    int clearDrafts(Instant moment) throws IOException;

    /** Bytes that can still be written. */
    long room();
}
