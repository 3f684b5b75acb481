package org.sanhao.server.evidence.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.Ids;
import org.sanhao.server.postgres.SecretBox;

/**
 * Keeps sealed files by the id of their content. Each has a key of its own, which the vault hands out only sealed: the
 * database keeps it, the folder keeps the bytes, the key folder keeps what opens the key. Two of the three are not enough.
 */
public final class Vault {
    private static final int KEY_BYTES = 32;

    private final Shelf shelf;
    private final SecretBox box;

    public Vault(Shelf shelf, SecretBox box) {
        this.shelf = shelf;
        this.box = box;
    }

    /** A file on its way in. Closing it before it is shelved leaves nothing. */
    public final class Draft implements AutoCloseable {
        private final UUID content;
        private final byte[] key = Ids.randomBytes(KEY_BYTES);
        private final Shelf.Draft draft;
        private final SealingOutput out;

        private Draft(UUID content) throws IOException {
            this.content = content;
            this.draft = shelf.draft();
            this.out = new SealingOutput(draft.out(), new ChunkCipher(key, content.toString()));
        }

        public UUID content() {
            return content;
        }

        public OutputStream out() {
            return out;
        }

        /** Writes the end and forces every byte to the disk. */
        public void finish() throws IOException {
            out.close();
            draft.force();
        }

        /** Reads the finished file in the clear. */
        public SeekableByteChannel reopen() throws IOException {
            return new OpenedChannel(draft.reopen(), new ChunkCipher(key, content.toString()));
        }

        public byte[] sealedKey() {
            return box.seal(key, about(content));
        }

        /** Puts it on the shelf; durable when this returns. */
        public void shelve() throws IOException {
            draft.shelve(content.toString());
        }

        @Override
        public void close() {
            draft.close();
        }
    }

    public Draft draft(UUID content) throws IOException {
        return new Draft(content);
    }

    /** @throws NoSuchFileException when the file is missing; {@link Tampered} comes with the first chunk that does not open */
    public SeekableByteChannel open(UUID content, byte[] sealedKey) throws IOException {
        var key = box.open(sealedKey, about(content));
        return new OpenedChannel(shelf.open(content.toString()), new ChunkCipher(key, content.toString()));
    }

    /** Something small made from the file before, by its name ({@code thumb}, {@code p3}); sealed like the file. */
    public Optional<byte[]> derived(UUID content, byte[] sealedKey, String name) throws IOException {
        var key = box.open(sealedKey, about(content));
        var whole = content + "." + name;
        try (var channel = new OpenedChannel(shelf.open(whole), new ChunkCipher(key, whole))) {
            var bytes = new ByteArrayOutputStream();
            Channels.newInputStream(channel).transferTo(bytes);
            return Optional.of(bytes.toByteArray());
        } catch (NoSuchFileException notYet) {
            return Optional.empty();
        }
    }

    /** Keeps it; it can be made again, so nothing is forced. */
    public void keepDerived(UUID content, byte[] sealedKey, String name, byte[] bytes) throws IOException {
        var key = box.open(sealedKey, about(content));
        var whole = content + "." + name;
        try (var draft = shelf.draft()) {
            try (var out = new SealingOutput(draft.out(), new ChunkCipher(key, whole))) {
                out.write(bytes);
            }
            draft.shelve(whole);
        }
    }

    /** Takes the file and everything made from it away. */
    public void destroy(UUID content) throws IOException {
        shelf.remove(content.toString());
    }

    public Shelf shelf() {
        return shelf;
    }

    private static String about(UUID content) {
        return "evidence content " + content;
    }
}
