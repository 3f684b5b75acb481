package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Keys and passwords of one installation: one file each, readable by its owner only, in no database and no backup. */
public final class KeyFolder {
    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** The key folder inside a data folder, created when absent. */
    public static KeyFolder of(Path data) {
        try {
            var folder = data.resolve("keys");
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return new KeyFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return folder;
    }

    /** The text of that name; {@code maker} makes it at the first call. Whoever loses a race reads the winner's. */
    public String text(String name, Supplier<String> maker) {
        var file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                var half = Files.createTempFile(
                        folder,
                        name,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(half, maker.get(), StandardCharsets.US_ASCII);
                try {
                    Files.createLink(file, half);
                } catch (java.nio.file.FileAlreadyExistsException made) {
                    // Another thread or process was first; its secret counts.
                } catch (UnsupportedOperationException noHardLinks) {
                    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.deleteIfExists(half);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a text in the place of the one of that name, whole or not at all. */
    public void replace(String name, String text) {
        try {
            var half = Files.createTempFile(
                    folder,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = FileChannel.open(half, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Gives a text another name; the one that had it is gone. */
    public void rename(String from, String to) {
        try {
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret: 32 random bytes in hex. */
    public String secret(String name) {
        return text(name, () -> {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /** Files that somebody besides their owner may read or change. */
    public List<Path> open() {
        try (var all = Files.list(folder)) {
            var open = new ArrayList<Path>();
            for (var file : all.sorted().toList()) {
                var permissions = Files.getPosixFilePermissions(file);
                if (permissions.stream().anyMatch(OTHERS::contains)) {
                    open.add(file);
                }
            }
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws StartRefused when a key lies open to other users of the machine */
    public void requireClosed() {
        var open = open();
        if (!open.isEmpty()) {
            throw new StartRefused("密钥文件对其他用户开放：" + open.getFirst() + "。执行 chmod 600 后再启动；若可能已被读走，先更换口令和密钥。");
        }
    }
}
