package org.sanhao.server.imports.service;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.FirstPassword;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.imports.ImportRun;
import org.sanhao.server.imports.ImportRun.State;
import org.sanhao.server.imports.store.Comparison;
import org.sanhao.server.imports.store.ImportStore;
import org.sanhao.server.imports.store.ImportStore.Fault;
import org.sanhao.server.imports.store.ImportStore.NewRun;
import org.sanhao.server.imports.store.ImportStore.Opened;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.postgres.Background;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.workers.Workers;
import org.sanhao.server.xlsx.XlsxReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes files in, has them read and compared, and loads those without a fault when somebody says so. One file at a time per
 * node, on a thread of its own; the rest waits in a short queue.
 */
@Service
public class ImportDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ImportDesk.class);
    private static final int QUEUE = 20;
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final Duration STAGED_FOR = Duration.ofDays(30);

    private final ScopedTransactions transactions;
    private final ImportStore imports;
    private final Comparison comparison;
    private final Intake intake;
    private final Loading loading;
    private final Accounts accounts;
    private final Workers workers;
    private final Path folder;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUE),
            Thread.ofPlatform().name("import").daemon().factory());

    ImportDesk(
            ScopedTransactions transactions,
            ImportStore imports,
            Comparison comparison,
            Intake intake,
            Loading loading,
            Accounts accounts,
            Workers workers,
            DataFolder data) {
        this.transactions = transactions;
        this.imports = imports;
        this.comparison = comparison;
        this.intake = intake;
        this.loading = loading;
        this.accounts = accounts;
        this.workers = workers;
        this.folder = data.resolve("imports");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    /** A fresh file beside the others, for an upload to be written into. */
    public Path newFile() {
        try {
            return Files.createTempFile(folder, "upload", ".xlsx");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file somebody sent. */
    public record Upload(Path file, String name, long size, byte[] sha256) {}

    /**
     * Begins an import; the same content sent again by the same post is the import that exists.
     *
     * @param again compares the content anew although it was loaded before
     */
    public Outcome<ImportRun> begin(
            Scope scope, UnitId ownUnit, boolean unitsToo, String by, Upload upload, boolean again) {
        return transactions.within(scope, () -> {
            imports.forgetStaged(Instant.now().minus(STAGED_FOR));
            var before = imports.sameContent(scope.setting(), upload.sha256());
            if (before.isPresent() && !(again && before.get().state() == State.LOADED)) {
                delete(upload.file());
                return Outcome.done(before.get());
            }
            if (worker.getQueue().remainingCapacity() == 0) {
                delete(upload.file());
                return Refusal.of(ErrorCode.IMPORT_QUEUE_FULL, QUEUE).asOutcome();
            }
            // Broken or hostile packing is told at once; what stands inside takes longer.
            try {
                LOG.debug("{} sheets", sheetsIn(upload.file()));
            } catch (RefusedException no) {
                delete(upload.file());
                return no.refusal().asOutcome();
            }
            var id = ImportId.next();
            imports.insert(
                    new NewRun(
                            id, upload.name(), upload.size(), upload.sha256(), unitsToo, by, ownUnit, scope.setting()),
                    Instant.now());
            var run = imports.find(id).orElseThrow();
            afterCommit(() -> work(() -> check(run, upload.file())));
            return Outcome.done(run);
        });
    }

    private int sheetsIn(Path file) {
        try {
            return workers.lengthy(LOOK, () -> {
                try (var look = XlsxReader.open(file, folder)) {
                    return look.sheetNames().size();
                }
            });
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception broken) {
            throw new IllegalStateException("the table could not be looked into", broken);
        }
    }

    /** Loads what was compared; refused while another step runs or rows are wrong. */
    public Outcome<ImportRun> load(Scope scope, ImportId id, String by) {
        return transactions.within(scope, () -> {
            var run = theirs(scope, id);
            if (run.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!imports.move(id, State.READY, State.LOADING, Instant.now())) {
                return Refusal.of(ErrorCode.IMPORT_NOT_NOW, run.get().state().title())
                        .asOutcome();
            }
            afterCommit(() -> work(() -> load(run.get(), by)));
            return Outcome.done(imports.find(id).orElseThrow());
        });
    }

    /** Stops an import; one that is being loaded is undone. */
    public Outcome<ImportRun> cancel(Scope scope, ImportId id) {
        return transactions.within(scope, () -> {
            var run = theirs(scope, id);
            if (run.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var state = run.get().state();
            if (state == State.READY || state == State.FAULTY) {
                imports.move(id, state, State.CANCELLED, Instant.now());
                imports.forgetStaged(id, false);
            } else if (state.running()) {
                imports.wantCancel(id);
            } else {
                return Refusal.of(ErrorCode.IMPORT_NOT_NOW, state.title()).asOutcome();
            }
            return Outcome.done(imports.find(id).orElseThrow());
        });
    }

    /** The import; one whose worker is gone is found interrupted. */
    public Optional<ImportRun> find(Scope scope, ImportId id) {
        var run = transactions.reading(scope, () -> imports.find(id));
        if (run.isPresent()
                && run.get().state().running()
                && run.get().heartbeatAt().isBefore(Instant.now().minus(SILENCE))) {
            interruptSilent();
            return transactions.reading(scope, () -> imports.find(id));
        }
        return run;
    }

    public Page<ImportRun> list(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> imports.list(after, limit));
    }

    public Page<Fault> faults(Scope scope, ImportId id, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.TEXT, Cursor.Part.NUMBER, Cursor.Part.NUMBER);
        return transactions.reading(scope, () -> imports.listFaults(id, after, limit));
    }

    /** A first password with whose it is, for the printed list. */
    public record Slip(String name, String unitName, String login, String password) {}

    /** Fresh first passwords for the accounts this import opened and nobody has used yet; earlier lists end with it. */
    public Outcome<List<Slip>> firstPasswords(Scope scope, ImportId id) {
        return transactions.within(scope, () -> {
            var run = theirs(scope, id);
            if (run.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (run.get().state() != State.LOADED) {
                return Refusal.of(ErrorCode.IMPORT_NOT_NOW, run.get().state().title())
                        .asOutcome();
            }
            var opened = imports.opened(id);
            var passwords = accounts
                    .renewFirstPasswords(
                            scope, opened.stream().map(Opened::login).toList())
                    .stream()
                    .collect(java.util.stream.Collectors.toMap(FirstPassword::login, FirstPassword::password));
            var slips = new java.util.ArrayList<Slip>();
            for (var each : opened) {
                var password = passwords.get(each.login());
                if (password != null) {
                    slips.add(new Slip(each.name(), each.unitName(), each.login(), password));
                }
            }
            return Outcome.done(List.copyOf(slips));
        });
    }

    /** Declares interrupted what nobody works on any more. */
    public int interruptSilent() {
        return transactions.within(
                Scope.SYSTEM, () -> imports.interruptSilent(Instant.now().minus(SILENCE), Instant.now()));
    }

    private Optional<ImportRun> theirs(Scope scope, ImportId id) {
        return imports.find(id).filter(run -> run.scopePath().equals(scope.setting()));
    }

    private void work(Runnable work) {
        worker.execute(() -> Background.run(work));
    }

    private void check(ImportRun run, Path file) {
        var scope = Scope.of(run.scopePath());
        try {
            attempt(run, State.QUEUED, State.CHECKING, progress -> {
                progress.begin(0);
                intake.read(run, file, folder, progress);
                progress.begin(0);
                settle(run, scope, State.CHECKING);
            });
        } finally {
            delete(file);
        }
    }

    /** Compares, and says whether the file may be loaded. */
    private boolean settle(ImportRun run, Scope scope, State from) {
        compare(run, scope);
        return transactions.within(scope, () -> {
            int faults = imports.countFaults(run.id());
            imports.result(run.id(), comparison.counts(run.id()), faults);
            if (faults > 0 || from == State.CHECKING) {
                imports.move(run.id(), from, faults > 0 ? State.FAULTY : State.READY, Instant.now());
            }
            return faults == 0;
        });
    }

    private void compare(ImportRun run, Scope scope) {
        transactions.within(scope, () -> {
            var own = imports.ownUnit(run.id());
            comparison.reset(run.id());
            comparison.findUnits(run.id(), own);
            comparison.unitFaults(run.id(), run.unitsToo());
            comparison.findPeople(run.id(), own);
            comparison.personFaults(run.id(), run.byPerson());
            return null;
        });
        transactions.within(Scope.SYSTEM, () -> {
            comparison.faultsBeyondTheScope(run.id());
            return null;
        });
    }

    private void load(ImportRun run, String by) {
        var scope = Scope.of(run.scopePath());
        attempt(run, State.LOADING, State.LOADING, progress -> {
            // The register may have changed since the file was compared.
            if (!settle(run, scope, State.LOADING)) {
                return;
            }
            var counts = transactions.reading(scope, () -> comparison.counts(run.id()));
            progress.begin(counts.entrySet().stream()
                    .filter(entry -> !entry.getKey().endsWith(".same"))
                    .mapToInt(java.util.Map.Entry::getValue)
                    .sum());
            transactions.within(scope, () -> {
                loading.load(scope, run.id(), by, progress);
                imports.result(run.id(), counts, 0);
                imports.forgetStaged(run.id(), true);
                if (!imports.move(run.id(), State.LOADING, State.LOADED, Instant.now())) {
                    throw new Progress.Stopped();
                }
                return null;
            });
        });
    }

    private interface Step {
        void run(Progress progress);
    }

    /** Runs a step and writes down how it ended, whatever happened in it. */
    private void attempt(ImportRun run, State from, State in, Step step) {
        var id = run.id();
        try {
            if (from != in && !transactions.within(Scope.SYSTEM, () -> imports.move(id, from, in, Instant.now()))) {
                return;
            }
            step.run(new Progress(transactions, imports, id));
        } catch (Progress.Stopped stopped) {
            end(id, in, State.CANCELLED, null);
        } catch (RefusedException no) {
            end(id, in, State.REFUSED, no.refusal());
        } catch (RuntimeException | Error broken) {
            LOG.error("import {} interrupted", id, broken);
            end(id, in, State.INTERRUPTED, Refusal.of(ErrorCode.IMPORT_INTERRUPTED));
        }
    }

    private void end(ImportId id, State from, State to, @Nullable Refusal refusal) {
        try {
            transactions.within(Scope.SYSTEM, () -> {
                if (imports.move(id, from, to, Instant.now())) {
                    imports.forgetStaged(id, false);
                    if (refusal != null) {
                        imports.refuse(id, refusal.code().name(), refusal.args());
                    }
                }
                return null;
            });
        } catch (RuntimeException databaseGone) {
            LOG.error("cannot write down how import {} ended; it will be found silent", id, databaseGone);
        }
    }

    private static void afterCommit(Runnable then) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                then.run();
            }
        });
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot delete an uploaded file", e);
        }
    }
}
