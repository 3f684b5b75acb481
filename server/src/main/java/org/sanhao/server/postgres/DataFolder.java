package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The folder that holds everything one installation must keep, locked for the life of the process.
 *
 * <p>The lock comes before anything else: whoever holds it may take a postmaster that still runs here for an orphan.
 */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path root, FileChannel channel, FileLock lock) {
        this.root = root;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens and locks the folder, creating it when absent.
     *
     * @throws StartRefused when another process uses it
     */
    public static DataFolder open(Path root) {
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(
                    root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException sameProcess) {
                lock = null;
            }
            if (lock == null) {
                channel.close();
                throw new StartRefused("数据目录 " + root + " 正被另一个三好进程使用。先停止它，或用 --data 另选目录。");
            }
            return new DataFolder(root.toAbsolutePath(), channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use data folder " + root, e);
        }
    }

    public Path path() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** The folder of keys and passwords, readable by its owner only; it is never part of a backup. */
    public Path keys() {
        try {
            var keys = root.resolve("keys");
            Files.createDirectories(keys);
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret of its own for {@code name}: 32 random bytes in hex, made at the first call and kept in a 0600 file. */
    public String secret(String name) {
        var file = keys().resolve(name);
        try {
            if (!Files.exists(file)) {
                var bytes = new byte[32];
                new SecureRandom().nextBytes(bytes);
                var half = keys().resolve(name + ".new");
                Files.writeString(half, HexFormat.of().formatHex(bytes), StandardCharsets.US_ASCII);
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
                Files.move(half, file);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
