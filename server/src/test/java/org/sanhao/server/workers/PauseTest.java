package org.sanhao.server.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.xlsx.XlsxWriter;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A virtual thread ticks while many requests compute at once: how long it stands still at worst. Compared with the same work
 * on the virtual threads themselves, on the same machine in the same minute, so that a busy machine weighs on both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PauseTest {
    private static final int ROUNDS = 3;
    private static final int REQUESTS = 4 * Runtime.getRuntime().availableProcessors();
    private static final int TIMES_SHORTER = 4;

    private final Workers workers = new Workers();
    private final BCryptPasswordEncoder passwords = new BCryptPasswordEncoder();
    private final String hash = passwords.encode("Mountains-9-rivers");
    private final byte[] file = new byte[16 << 20];

    @AfterAll
    void the_pool_closes() {
        workers.destroy();
    }

    /** A password, the hash of a file, a workbook: each in one piece. */
    private void inOnePiece() {
        passwords.matches("Mountains-9-rivers", hash);
        digest().update(file);
        try (var book = new Workbook(OutputStream.nullOutputStream(), "Sanhao", null)) {
            var sheet = book.newWorksheet("表");
            for (int row = 0; row < 1_500; row++) {
                for (int column = 0; column < 12; column++) {
                    sheet.value(row, column, "第 " + row + " 行");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as the product streams it: a file as it arrives, a table as it is written. */
    private void inPieces() {
        var digest = digest();
        for (int pass = 0; pass < 2; pass++) {
            for (int at = 0; at < file.length; at += 64 * 1024) {
                digest.update(file, at, 64 * 1024);
                Workers.givePlace();
            }
        }
        try (var table = new XlsxWriter(OutputStream.nullOutputStream()).sheet("表", List.of("一", "二"), List.of(9, 9))) {
            for (int row = 0; row < 4_000; row++) {
                table.row(List.of("第 " + row + " 行", row));
            }
        }
    }

    private void inPiecesWithoutGivingPlace() {
        var digest = digest();
        for (int pass = 0; pass < 2; pass++) {
            digest.update(file);
        }
        inOnePiece();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void work_in_one_piece_on_the_pool_leaves_the_virtual_threads_running() {
        longest(Runnable::run, this::inOnePiece);

        long naive = median(() -> longest(Runnable::run, this::inOnePiece));
        long pooled = median(() -> longest(
                work -> workers.brief(() -> {
                    work.run();
                    return true;
                }),
                this::inOnePiece));

        tell("in one piece", pooled, naive);
        assertThat(naive)
                .as("canary: on the virtual threads themselves everybody waits, %d ms against %d", naive, pooled)
                .isGreaterThan(TIMES_SHORTER * pooled);
    }

    @Test
    void work_in_pieces_gives_place_between_them() {
        longest(Runnable::run, this::inPieces);

        long naive = median(() -> longest(Runnable::run, this::inPiecesWithoutGivingPlace));
        long polite = median(() -> longest(Runnable::run, this::inPieces));

        tell("in pieces", polite, naive);
        assertThat(naive)
                .as("canary: without giving place, %d ms against %d", naive, polite)
                .isGreaterThan(TIMES_SHORTER * polite);
    }

    private static void tell(String what, long ours, long naive) {
        System.out.printf("longest pause, %s: %d ms, on the virtual threads %d ms%n", what, ours, naive);
    }

    private static long median(java.util.function.LongSupplier measure) {
        var sorted = LongStream.generate(measure).limit(ROUNDS).sorted().toArray();
        return sorted[ROUNDS / 2];
    }

    /** The longest time in milliseconds a thread that only wants to sleep one millisecond stood still meanwhile. */
    private static long longest(Consumer<Runnable> how, Runnable work) {
        var longest = new AtomicLong();
        var done = new AtomicBoolean();
        var ticking = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                long before = System.nanoTime();
                try {
                    Thread.sleep(1);
                } catch (InterruptedException stopped) {
                    return;
                }
                long paused = (System.nanoTime() - before) / 1_000_000;
                longest.accumulateAndGet(paused, Math::max);
            }
        });
        var requests = IntStream.range(0, REQUESTS)
                .mapToObj(i -> Thread.ofVirtual().start(() -> how.accept(work)))
                .toList();
        try {
            for (var request : requests) {
                request.join();
            }
            done.set(true);
            ticking.join();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
        return longest.get();
    }
}
