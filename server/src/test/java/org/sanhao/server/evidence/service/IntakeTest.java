package org.sanhao.server.evidence.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.evidence.EvidenceFiles.Arriving;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.evidence.EvidenceSettings;
import org.sanhao.server.evidence.Samples;
import org.sanhao.server.evidence.vault.FolderShelf;
import org.sanhao.server.evidence.vault.NoRoom;
import org.sanhao.server.evidence.vault.Shelf;
import org.sanhao.server.evidence.vault.Vault;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.workers.Workers;
import org.springframework.util.unit.DataSize;

/** The door for files: what is turned away early, what a full disk does, what the scanner says. */
class IntakeTest {
    @TempDir
    Path folder;

    private Workers workers;

    @BeforeEach
    void workers() {
        workers = new Workers();
    }

    @AfterEach
    void homeward() {
        workers.destroy();
    }

    private static EvidenceSettings settings(DataSize reserve, List<String> scan) {
        return new EvidenceSettings(
                null,
                DataSize.ofMegabytes(20),
                DataSize.ofMegabytes(100),
                50,
                DataSize.ofGigabytes(20),
                reserve,
                2,
                scan,
                Duration.ofSeconds(5));
    }

    private Intake intake(Shelf shelf, EvidenceSettings settings) {
        var vault = new Vault(shelf, SecretBox.of(TestPostgres.dataFolder(), "evidence-test"));
        return new Intake(settings, vault, workers, new Scan(settings));
    }

    private Intake intake() {
        return intake(new FolderShelf(folder), settings(DataSize.ofBytes(1), List.of()));
    }

    private static ErrorCode code(Outcome<Received> outcome) {
        return switch (outcome) {
            case Outcome.Refused<Received>(var no) -> no.code();
            case Outcome.Done<Received>(var received) -> {
                received.close();
                yield null;
            }
        };
    }

    private long files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** As many bytes as asked for, made while they are read. */
    private static final class Endless extends InputStream {
        private final AtomicLong read = new AtomicLong();
        private final long length;

        Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return read.incrementAndGet() > length ? -1 : 'x';
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            long left = length - read.get();
            if (left <= 0) {
                return -1;
            }
            int now = (int) Math.min(left, count);
            read.addAndGet(now);
            return now;
        }
    }

    @Test
    void two_gigabytes_announced_are_turned_away_before_a_byte_is_read() throws IOException {
        var bytes = new Endless(2L << 30);

        assertThat(code(intake().receive(new Arriving("大.pdf", 2L << 30), bytes)))
                .isEqualTo(ErrorCode.EVIDENCE_TOO_LARGE);
        assertThat(bytes.read.get()).isZero();
        assertThat(files()).isZero();
    }

    @Test
    void two_gigabytes_that_come_unannounced_stop_at_the_limit_and_take_neither_memory_nor_disk() throws IOException {
        var bytes = new Endless(2L << 30);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(code(intake().receive(new Arriving("大.pdf", -1), bytes))).isEqualTo(ErrorCode.EVIDENCE_TOO_LARGE);

        assertThat(bytes.read.get()).isBetween(100L << 20, (100L << 20) + (1 << 20));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated while 100 MB went by")
                .isLessThan(30L << 20);
        assertThat(files()).isZero();
    }

    @Test
    void a_disk_that_fills_up_on_the_way_is_told_as_such_and_nothing_half_stays() throws IOException {
        var full = new Filling(new FolderShelf(folder), 1_000);

        var photo = Samples.pdf(300);
        assertThat(photo.length).isGreaterThan(2_000);
        var intake = intake(full, settings(DataSize.ofBytes(1), List.of()));
        assertThat(code(intake.receive(new Arriving("满.pdf", photo.length), new ByteArrayInputStream(photo))))
                .isEqualTo(ErrorCode.STORAGE_FULL);
        assertThat(files()).isZero();
        full.left = Long.MAX_VALUE;
        assertThat(code(intake.receive(new Arriving("满.pdf", photo.length), new ByteArrayInputStream(photo))))
                .as("canary: with room it comes in")
                .isNull();
    }

    @Test
    void less_room_than_the_reserve_turns_everything_away() {
        var settings = settings(DataSize.ofTerabytes(5_000), List.of());

        assertThat(code(intake(new FolderShelf(folder), settings)
                        .receive(new Arriving("a.png", 10), new ByteArrayInputStream(Samples.png()))))
                .isEqualTo(ErrorCode.STORAGE_FULL);
    }

    @Test
    void a_line_that_breaks_is_the_persons_trouble_and_leaves_nothing() throws IOException {
        var broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ > 100_000) {
                    throw new IOException("connection reset");
                }
                return 'x';
            }
        };

        assertThat(code(intake().receive(new Arriving("断.pdf", 500_000), broken)))
                .isEqualTo(ErrorCode.UPLOAD_BROKEN);
        assertThat(files()).isZero();
    }

    @Test
    void the_scanner_has_the_last_word_and_without_it_nothing_comes_in() {
        var bytes = Samples.png();
        for (var each : List.of(
                new Verdict(List.of("sh", "-c", "cat > /dev/null; exit 0"), null),
                new Verdict(List.of("sh", "-c", "exit 1"), ErrorCode.SCAN_FOUND),
                new Verdict(List.of("sh", "-c", "exit 2"), ErrorCode.SCAN_DOWN),
                new Verdict(List.of("/no/such/scanner"), ErrorCode.SCAN_DOWN),
                // It sees the file as it came, not as it lies on the disk.
                new Verdict(List.of("sh", "-c", "head -c 4 | grep -q PNG && exit 1; exit 0"), ErrorCode.SCAN_FOUND))) {
            var intake = intake(new FolderShelf(folder), settings(DataSize.ofBytes(1), each.scan()));
            assertThat(code(intake.receive(new Arriving("a.png", bytes.length), new ByteArrayInputStream(bytes))))
                    .as(each.scan().toString())
                    .isEqualTo(each.no());
        }
    }

    private record Verdict(List<String> scan, ErrorCode no) {}

    @Test
    void computing_over_a_file_leaves_the_virtual_threads_free() throws Exception {
        var ticks = new AtomicLong();
        var ticker = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                ticks.incrementAndGet();
                Thread.yield();
            }
        });
        var names = new java.util.concurrent.ConcurrentLinkedQueue<String>();
        workers.lengthy(
                Duration.ofSeconds(10), () -> names.add(Thread.currentThread().isVirtual() + ""));
        var bomb = Samples.bomb(3);
        intake().receive(new Arriving("a.xlsx", bomb.length), new ByteArrayInputStream(bomb))
                .orThrow()
                .close();
        ticker.interrupt();
        ticker.join();

        assertThat(names).containsExactly("false");
        assertThat(ticks.get()).isPositive();
    }

    /** A shelf on a disk with little room. */
    private static final class Filling implements Shelf {
        private final Shelf shelf;
        private long left;

        Filling(Shelf shelf, long left) {
            this.shelf = shelf;
            this.left = left;
        }

        @Override
        public Draft draft() throws IOException {
            var draft = shelf.draft();
            var out = new java.io.FilterOutputStream(draft.out()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    left -= length;
                    if (left < 0) {
                        throw new NoRoom(new IOException("No space left on device"));
                    }
                    out.write(bytes, offset, length);
                }
            };
            return new Draft() {
                @Override
                public OutputStream out() {
                    return out;
                }

                @Override
                public void force() throws IOException {
                    draft.force();
                }

                @Override
                public SeekableByteChannel reopen() throws IOException {
                    return draft.reopen();
                }

                @Override
                public void shelve(String name) throws IOException {
                    draft.shelve(name);
                }

                @Override
                public void close() {
                    draft.close();
                }
            };
        }

        @Override
        public SeekableByteChannel open(String name) throws IOException {
            return shelf.open(name);
        }

        @Override
        public void remove(String name) throws IOException {
            shelf.remove(name);
        }

        @Override
        public void old(Instant moment, Consumer<List<String>> names) throws IOException {
            shelf.old(moment, names);
        }

        @Override
        public int clearDrafts(Instant moment) throws IOException {
            return shelf.clearDrafts(moment);
        }

        @Override
        public long room() {
            return shelf.room();
        }
    }
}
