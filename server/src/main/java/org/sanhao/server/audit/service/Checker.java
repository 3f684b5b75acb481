package org.sanhao.server.audit.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanhao.kernel.Ids;
import org.sanhao.proof.audit.AuditCheck;
import org.sanhao.proof.audit.AuditExport;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.audit.store.AuditStore.CheckRun;
import org.sanhao.server.audit.store.AuditStore.Reach;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.jobs.Times;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signing.Signing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Service;

/** Checks the whole log against its seals and the heads outside, every night and when asked; writes it out. */
@Service
public class Checker implements Job, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Checker.class);
    private static final String NIGHTLY = "nightly";
    private static final int CHUNK = 20;

    private final ScopedTransactions transactions;
    private final AuditStore store;
    private final Signing signing;
    private final HeadFile file;
    private final ExecutorService worker;

    Checker(ScopedTransactions transactions, AuditStore store, Signing signing, HeadFile file) {
        this.transactions = transactions;
        this.store = store;
        this.signing = signing;
        this.file = file;
        this.worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("audit-check").factory());
    }

    /** Checks everything now; one check at a time, off the threads that serve. */
    public CheckRun check(String by) {
        try {
            return worker.submit(() -> examined(by)).get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private CheckRun examined(String by) {
        var began = Instant.now();
        var result = examine();
        var broken = result.firstBreak();
        if (broken != null) {
            LOG.error(
                    "the audit log is not what was sealed: {} batch {} row {}",
                    broken.kind(),
                    broken.batch(),
                    broken.row());
        }
        return new CheckRun(
                began.truncatedTo(ChronoUnit.MILLIS),
                by,
                result.isSound(),
                result.batches(),
                result.rows(),
                result.keptTo(),
                Duration.between(began, Instant.now()).toMillis(),
                broken == null ? null : broken.sentence());
    }

    private AuditCheck.Result examine() {
        try (BufferedReader kept = file.reader()) {
            var check = new AuditCheck(signing.ring(), null, AuditCheck.heads(kept), true);
            walk((batch, rows) -> check.batch(batch.head(), batch.leaves(), rows));
            return check.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what the scope may see as a file that can be checked elsewhere. */
    public void export(Scope scope, Writer out) throws IOException {
        boolean whole = !transactions.reading(Scope.SYSTEM, () -> store.hasRowsOutside(scope));
        var writing = new AuditExport.Writing(out, signing.installation(), signing.ring(), whole, Instant.now());
        var end = walk((batch, rows) -> writing.batch(
                batch.head(),
                batch.leaves(),
                rows.stream().filter(row -> sees(scope, row)).toList()));
        for (var reach = end; ; ) {
            var from = reach;
            var rest = transactions.reading(Scope.SYSTEM, () -> store.after(from, Sealer.MOST_ROWS));
            for (var placed : rest) {
                if (sees(scope, placed.row().tree())) {
                    writing.unsealed(placed.row().tree());
                }
                reach = placed.reach();
            }
            if (rest.size() < Sealer.MOST_ROWS) {
                return;
            }
        }
    }

    private static boolean sees(Scope scope, Map<String, ?> row) {
        var path = String.valueOf(row.get("path"));
        return path.isEmpty() ? scope.isWhole() : scope.covers(path);
    }

    @FunctionalInterface
    private interface EachBatch {
        void take(AuditStore.Batch batch, List<Map<String, ?>> rows) throws IOException;
    }

    /** Goes through the seals in order, a few to a transaction. Answers up to where they reach. */
    private Reach walk(EachBatch each) throws IOException {
        var reach = Reach.NOTHING;
        long number = 0;
        while (true) {
            var from = reach;
            long after = number;
            record Loaded(AuditStore.Batch batch, List<Map<String, ?>> rows) {}
            var chunk = transactions.reading(Scope.SYSTEM, () -> {
                var loaded = new ArrayList<Loaded>();
                var at = from;
                for (var batch : store.batches(after, CHUNK)) {
                    List<Map<String, ?>> rows = new ArrayList<>();
                    store.between(at, batch.reach()).forEach(row -> rows.add(row.tree()));
                    loaded.add(new Loaded(batch, rows));
                    at = batch.reach();
                }
                return loaded;
            });
            if (chunk.isEmpty()) {
                return reach;
            }
            for (var loaded : chunk) {
                each.take(loaded.batch, loaded.rows);
                reach = loaded.batch.reach();
                number = loaded.batch.head().number();
            }
        }
    }

    @Override
    public String name() {
        return "audit-check";
    }

    @Override
    public Times times() {
        return new Times.Daily(LocalTime.of(2, 0));
    }

    @Override
    public void run() {
        var found = check(NIGHTLY);
        transactions.within(Scope.SYSTEM, () -> {
            store.addCheck(Ids.next(), found);
            return found;
        });
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
