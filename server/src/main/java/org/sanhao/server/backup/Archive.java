package org.sanhao.server.backup;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.sanhao.proof.Digest;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.proof.Signature;
import org.sanhao.proof.SigningKey;
import org.sanhao.proof.VerifyingKey;

/**
 * The file: a plain zip that any tool opens. Every entry is named with its hash in the manifest, the manifest is signed, so
 * nothing in the file can be changed, added or left out unnoticed.
 */
final class Archive {
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";
    static final String FILES = "files.txt";

    private Archive() {}

    /** Bytes that went by and what they hash to. */
    static final class Measured extends FilterOutputStream {
        private final MessageDigest sha256 = sha256();
        private final Progress progress;
        private final long expected;
        private long count;

        Measured(OutputStream out, Progress progress, long expected) {
            super(out);
            this.progress = progress;
            this.expected = expected;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            sha256.update(bytes, from, length);
            count += length;
            progress.bytes(count, expected);
        }

        /** The entry stays open to the archive. */
        @Override
        public void close() throws IOException {
            flush();
        }

        long count() {
            return count;
        }

        Digest digest() {
            return Archive.digest(sha256);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Digest digest(MessageDigest sha256) {
        return new Digest(HashAlgorithm.SHA_256, HexFormat.of().formatHex(sha256.digest()));
    }

    /** Writes beside the target and takes its name only when everything is on the disk. */
    static final class Writer implements AutoCloseable {
        private final Path target;
        private final Path half;
        private final ZipOutputStream zip;
        private boolean whole;

        Writer(Path target) throws IOException {
            this.target = target;
            this.half = target.resolveSibling(target.getFileName() + ".part");
            Files.deleteIfExists(half);
            Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(half), 1 << 16));
            zip.setLevel(Deflater.BEST_SPEED);
        }

        Measured entry(String name, Progress progress, long expected) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            return new Measured(zip, progress, expected);
        }

        void closeEntry() throws IOException {
            zip.closeEntry();
        }

        /** Signs and finishes. */
        void seal(Manifest manifest, SigningKey key) throws IOException {
            var bytes = manifest.bytes();
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(bytes);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry(SIGNATURE));
            zip.write(
                    (key.verifying().algorithm().code() + " " + key.verifying().publicKey() + "\n"
                                    + key.sign(bytes).text() + "\n")
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            zip.closeEntry();
            zip.close();
            try (var channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
            whole = true;
        }

        @Override
        public void close() throws IOException {
            if (!whole) {
                zip.close();
                Files.deleteIfExists(half);
            }
        }
    }

    /** A backup opened for reading. Its manifest is genuine; its entries are not yet compared. */
    static final class Reader implements AutoCloseable {
        private final ZipFile zip;
        private final Manifest manifest;
        private final VerifyingKey key;

        Reader(Path file) {
            try {
                zip = new ZipFile(file.toFile());
            } catch (IOException e) {
                throw new BackupRefused("打不开备份文件 " + file + "：文件不存在、不完整或已损坏。换一份备份。", e);
            }
            try {
                var bytes = all(MANIFEST);
                var lines = new String(all(SIGNATURE), java.nio.charset.StandardCharsets.US_ASCII).split("\n", -1);
                var words = lines[0].split(" ", -1);
                key = new VerifyingKey(org.sanhao.proof.SignatureAlgorithm.of(words[0]), words[1]);
                if (!key.verifies(bytes, Signature.parse(lines[1]))) {
                    throw new BackupRefused("备份的清单与签名不符，文件被改动或已损坏。换一份备份。");
                }
                manifest = Manifest.parse(bytes);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | IOException damaged) {
                close();
                throw new BackupRefused("备份的清单或签名已损坏。换一份备份。", damaged);
            } catch (BackupRefused no) {
                close();
                throw no;
            }
        }

        private byte[] all(String name) throws IOException {
            var out = new ByteArrayOutputStream();
            try (var in = open(name)) {
                in.transferTo(out);
            }
            return out.toByteArray();
        }

        Manifest manifest() {
            return manifest;
        }

        VerifyingKey key() {
            return key;
        }

        InputStream open(String name) throws IOException {
            var entry = zip.getEntry(name);
            if (entry == null) {
                throw new BackupRefused("备份缺少 " + name + "，文件不完整。换一份备份。");
            }
            return zip.getInputStream(entry);
        }

        int entries() {
            return zip.size();
        }

        @Override
        public void close() {
            try {
                zip.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
