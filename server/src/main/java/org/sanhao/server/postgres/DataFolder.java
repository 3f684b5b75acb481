package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

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
     * @throws StartRefused when another process uses it, or nobody can
     */
    public static DataFolder open(Path root) {
        try {
            var folder = taken(root);
            if (folder == null) {
                throw new StartRefused("数据目录 " + root + " 正被另一个三好进程使用。先停止它，或用 --data 另选目录。");
            }
            return folder;
        } catch (IOException e) {
            throw new StartRefused(
                    "数据目录 " + root + " 不能用（" + e.getClass().getSimpleName() + "：" + e.getMessage()
                            + "）。核对路径和写入权限，或用 --data 另选目录。",
                    e);
        }
    }

    /** The folder with its lock held; null when another process holds it. */
    private static @Nullable DataFolder taken(Path root) throws IOException {
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
            return null;
        }
        return new DataFolder(root.toAbsolutePath(), channel, lock);
    }

    public Path path() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** The folder of keys and passwords, readable by its owner only; it is never part of a backup. */
    public Path keys() {
        return KeyFolder.of(root).path();
    }

    /** A secret of its own for {@code name}: 32 random bytes in hex, made at the first call and kept in a 0600 file. */
    public String secret(String name) {
        return KeyFolder.of(root).secret(name);
    }

    /** Whether another process serves from this folder. */
    public static boolean inUse(Path root) {
        if (!Files.exists(root.resolve("lock"))) {
            return false;
        }
        try (var folder = taken(root)) {
            return folder == null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use data folder " + root, e);
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
