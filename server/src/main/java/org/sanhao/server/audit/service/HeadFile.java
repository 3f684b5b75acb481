package org.sanhao.server.audit.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.audit.AuditHead;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.signing.Signing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The heads outside the database: one line each in a file beside it, on the disk before anything else is sealed. */
@Component
class HeadFile {
    private static final Logger HEADS = LoggerFactory.getLogger("audit.head");

    private final Path folder;
    private final Path path;
    private @Nullable AuditHead last;

    HeadFile(DataFolder data, Signing signing) {
        this.folder = data.resolve("audit");
        this.path = folder.resolve("heads-" + signing.installation() + ".jsonl");
        this.last = read();
    }

    Path path() {
        return path;
    }

    /** Number of the last head that is safely outside. */
    synchronized long last() {
        return last == null ? 0 : last.number();
    }

    /** Appends heads that follow the last one. */
    synchronized void append(List<AuditHead> heads) {
        if (heads.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            try (var out = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                for (var head : heads) {
                    var bytes = ByteBuffer.wrap((head.line() + "\n").getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                    HEADS.info("{}", head.line());
                }
                out.force(true);
            }
            last = heads.getLast();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    BufferedReader reader() throws IOException {
        return Files.exists(path) ? Files.newBufferedReader(path) : new BufferedReader(java.io.Reader.nullReader());
    }

    /** The last whole line; a half line of a crash is cut off, for its head comes again from the database. */
    private @Nullable AuditHead read() {
        try {
            if (!Files.exists(path)) {
                return null;
            }
            long whole = 0;
            String line = null;
            try (var in = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                long from = Math.max(0, in.size() - 65_536);
                var tail = ByteBuffer.allocate((int) (in.size() - from));
                while (tail.hasRemaining() && in.read(tail, from + tail.position()) > 0) {
                    // reads on
                }
                var text = new String(tail.array(), StandardCharsets.ISO_8859_1);
                int end = text.lastIndexOf('\n');
                whole = from + end + 1;
                if (whole < in.size()) {
                    in.truncate(whole);
                }
                if (end > 0) {
                    line = text.substring(text.lastIndexOf('\n', end - 1) + 1, end);
                }
            }
            return line == null ? null : AuditHead.parse(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
