package org.sanhao.server.evidence.vault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.sanhao.kernel.Ids;

/** A folder, its files spread over 256 others by the last two letters of their ids; drafts lie beside them. */
public final class FolderShelf implements Shelf {
    private static final Pattern NAME = Pattern.compile("[0-9a-f-]{36}(\\.[a-z0-9]{1,12})?");

    private final Path root;
    private final Path incoming;

    public FolderShelf(Path root) {
        this.root = root;
        this.incoming = root.resolve("incoming");
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use evidence folder " + root, e);
        }
    }

    @Override
    public Draft draft() throws IOException {
        var file = incoming.resolve(Ids.token(24));
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new FileDraft(file, channel);
        } catch (IOException failure) {
            throw classified(failure);
        }
    }

    @Override
    public SeekableByteChannel open(String name) throws IOException {
        return Files.newByteChannel(place(name), StandardOpenOption.READ);
    }

    @Override
    public void remove(String name) throws IOException {
        var folder = folder(name);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, name + "*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
        force(folder);
    }

    @Override
    public void old(Instant moment, Consumer<List<String>> names) throws IOException {
        var latest = FileTime.from(moment);
        try (var folders = Files.newDirectoryStream(root, "[0-9a-f][0-9a-f]")) {
            for (var folder : folders) {
                List<String> found;
                try (var files = Files.list(folder)) {
                    found = files.filter(file -> isOlder(file, latest))
                            .map(file -> file.getFileName().toString())
                            .filter(name -> NAME.matcher(name).matches())
                            .toList();
                }
                if (!found.isEmpty()) {
                    names.accept(found);
                }
            }
        }
    }

    @Override
    public int clearDrafts(Instant moment) throws IOException {
        int cleared = 0;
        try (var files = Files.newDirectoryStream(incoming)) {
            for (var file : files) {
                if (isOlder(file, FileTime.from(moment)) && Files.deleteIfExists(file)) {
                    cleared++;
                }
            }
        }
        return cleared;
    }

    private static boolean isOlder(Path file, FileTime moment) {
        try {
            return Files.getLastModifiedTime(file).compareTo(moment) < 0;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public long room() {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path place(String name) {
        return folder(name).resolve(name);
    }

    private Path folder(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name on the shelf: " + name);
        }
        return root.resolve(name.substring(34, 36));
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static IOException classified(IOException failure) {
        var message = String.valueOf(failure.getMessage());
        return message.contains("No space left") || message.contains("quota exceeded") ? new NoRoom(failure) : failure;
    }

    private final class FileDraft implements Draft {
        private final Path file;
        private final FileChannel channel;
        private final OutputStream out;
        private boolean shelved;

        FileDraft(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
            this.out = new FilterOutputStream(Channels.newOutputStream(channel)) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    try {
                        out.write(bytes, offset, length);
                    } catch (IOException failure) {
                        throw classified(failure);
                    }
                }
            };
        }

        @Override
        public OutputStream out() {
            return out;
        }

        @Override
        public void force() throws IOException {
            try {
                channel.force(true);
            } catch (IOException failure) {
                throw classified(failure);
            }
        }

        @Override
        public SeekableByteChannel reopen() throws IOException {
            return Files.newByteChannel(file, StandardOpenOption.READ);
        }

        @Override
        public void shelve(String name) throws IOException {
            channel.close();
            var folder = folder(name);
            try {
                Files.createDirectory(folder);
                FolderShelf.force(root);
            } catch (FileAlreadyExistsException usual) {
                // Made by an earlier file.
            }
            Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            shelved = true;
            FolderShelf.force(folder);
        }

        @Override
        public void close() {
            try {
                channel.close();
                if (!shelved) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException gone) {
                // Swept meanwhile.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
