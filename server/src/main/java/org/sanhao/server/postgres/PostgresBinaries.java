package org.sanhao.server.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once from the jar into a folder named after their version. */
final class PostgresBinaries {
    /** The major version of the programs inside the jar; a data folder of another one is refused. */
    static final String MAJOR = "18";

    private static final String VERSION = "18.6";
    private static final Pattern VERSION_SAID = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * The programs below {@code folder}, unpacked first when they are not there yet. A half-finished unpacking is never
     * taken for a whole one: the folder gets its name by a rename at the end.
     */
    static PostgresBinaries in(Path folder) {
        var home = folder.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(home)) {
            try {
                unpack(folder, home);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack PostgreSQL into " + folder, e);
            }
        }
        return new PostgresBinaries(home);
    }

    /** The programs an earlier release left in the data folder, when they are still there. */
    static Optional<PostgresBinaries> leftBehind(Path folder, String major) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("postgresql-" + major + "."))
                    .filter(path -> Files.isExecutable(path.resolve("bin").resolve("postgres")))
                    .max(Comparator.naturalOrder())
                    .map(PostgresBinaries::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The programs of Debian's package of that major version, when it is installed. */
    static Optional<PostgresBinaries> ofDebian(String major) {
        return Optional.of(installed(Path.of("/usr/lib/postgresql", major)))
                .filter(programs -> Files.isExecutable(programs.program("postgres")));
    }

    /** The programs installed in a folder by somebody else. */
    static PostgresBinaries installed(Path home) {
        return new PostgresBinaries(home);
    }

    /** The major version these programs call themselves. */
    String major() {
        try {
            var asked = new ProcessBuilder(program("postgres").toString(), "--version").start();
            var said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var version = VERSION_SAID.matcher(said);
            if (!version.find()) {
                throw new IllegalStateException("no PostgreSQL in " + home + ": " + said);
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static void unpack(Path folder, Path home) throws IOException {
        Files.createDirectories(folder);
        var half = Files.createTempDirectory(folder, "unpacking-");
        try (var packed = archive();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(half, entry, tar);
            }
        }
        // Another user runs the programs when the product itself runs as root.
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lost) {
            if (!Files.isDirectory(home)) {
                throw lost;
            }
            delete(half);
        }
    }

    private static void write(Path half, TarArchiveEntry entry, InputStream content) throws IOException {
        var target = half.resolve(entry.getName()).normalize();
        if (!target.startsWith(half)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static InputStream archive() throws IOException {
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var name = "/postgres-linux-" + (arch.contains("aarch64") ? "arm_64" : "x86_64") + ".txz";
        var stream = PostgresBinaries.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException("no PostgreSQL for " + arch + " inside this package; name your own with --db");
        }
        return stream;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
