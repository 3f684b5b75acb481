package org.sanhao.server.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.proof.Digest;
import org.sanhao.proof.MerkleTree;
import org.sanhao.proof.audit.AuditHead;
import org.sanhao.proof.audit.AuditRow;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.audit.NameBook;
import org.sanhao.server.audit.service.Acts;
import org.sanhao.server.audit.service.Checker;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.audit.store.AuditStore.Batch;
import org.sanhao.server.audit.store.AuditStore.CheckRun;
import org.sanhao.server.audit.store.AuditStore.Reach;
import org.sanhao.server.audit.store.AuditStore.Wanted;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signing.Signing;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sealed log, for the auditor alone. Looking at it leaves a row too. */
@RestController
@RequestMapping("/api/audit")
class AuditController {
    private static final int CHECKS = 10;
    private static final int WAITING = 1_000;

    private final AuditStore store;
    private final Checker checker;
    private final Acts acts;
    private final AuditLog log;
    private final ObjectProvider<NameBook> names;
    private final Signing signing;
    private final ScopedTransactions transactions;
    private final RequestOnce once;

    AuditController(
            AuditStore store,
            Checker checker,
            Acts acts,
            AuditLog log,
            ObjectProvider<NameBook> names,
            Signing signing,
            ScopedTransactions transactions,
            RequestOnce once) {
        this.store = store;
        this.checker = checker;
        this.acts = acts;
        this.log = log;
        this.names = names;
        this.signing = signing;
        this.transactions = transactions;
        this.once = once;
    }

    record EntryView(
            UUID id,
            Instant at,
            String act,
            String actTitle,
            String result,
            String resultTitle,
            boolean refused,
            @Nullable UUID person,
            @Nullable String personName,
            @Nullable UUID post,
            @Nullable UUID account,
            @Nullable String subjectKind,
            @Nullable String subjectId,
            @Nullable UUID request,
            @Nullable String network) {}

    /**
     * @param path what leads from this row's leaf to the root of its batch (RFC 6962); empty while it is not sealed
     */
    record DetailView(
            EntryView entry,
            String leaf,
            @Nullable SealView seal,
            @Nullable Integer position,
            List<String> path) {}

    record SealView(long number, int rows, long size, Instant at, String root, String keyId, String name, String line) {
        static SealView of(AuditHead head) {
            return new SealView(
                    head.number(),
                    head.rows(),
                    head.size(),
                    head.at(),
                    head.root().text(),
                    head.keyId(),
                    head.shortName(),
                    head.line());
        }
    }

    record CheckView(
            Instant at,
            String by,
            @Nullable String byName,
            boolean sound,
            long batches,
            long rows,
            long keptTo,
            long tookMs,
            @Nullable String finding) {}

    /** @param waiting rows no seal covers yet, counted up to 1,000 */
    record StateView(
            String installation,
            String hash,
            String signature,
            String keyId,
            String fingerprint,
            @Nullable SealView last,
            int waiting,
            List<CheckView> checks) {}

    record ActView(String act, String title) {}

    @GetMapping("/acts")
    List<ActView> acts(Caller caller) {
        caller.require(Ability.READ_AUDIT);
        return acts.all().entrySet().stream()
                .map(act -> new ActView(act.getKey(), act.getValue()))
                .toList();
    }

    /**
     * The log, the latest first.
     *
     * @param from first day, @param to last day, both civil days of the business zone
     * @param name part of a person's name; narrows to the people of the register who bear it
     */
    @GetMapping("/entries")
    Page<EntryView> entries(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable @Size(max = 200) String act,
            @RequestParam(required = false) @Nullable UUID person,
            @RequestParam(required = false) @Nullable @Size(max = 40) String name,
            @RequestParam(required = false) @Nullable @Size(max = 120) String subject,
            @RequestParam(required = false) @Nullable UUID request,
            @RequestParam(required = false) @Nullable Boolean refused,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        caller.require(Ability.READ_AUDIT);
        if (cursor == null) {
            log.read("audit", "list");
        }
        return transactions.reading(caller.scope(), () -> {
            var people = person != null ? List.of(person) : named(caller.scope(), name);
            if (people != null && people.isEmpty()) {
                return new Page<EntryView>(List.of(), null);
            }
            var page = store.list(
                    caller.scope(),
                    new Wanted(
                            start(from),
                            to == null ? null : start(to.plusDays(1)),
                            act,
                            people,
                            subject,
                            request,
                            refused),
                    cursor,
                    limit);
            var known = names(caller.scope(), page.items());
            return page.map(row -> view(row, known));
        });
    }

    @GetMapping("/entries/{id}")
    DetailView entry(Caller caller, @PathVariable UUID id) {
        caller.require(Ability.READ_AUDIT);
        var placed = transactions.reading(caller.scope(), () -> store.find(caller.scope(), id));
        if (placed.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        var row = placed.get().row();
        var known = transactions.reading(caller.scope(), () -> names(caller.scope(), List.of(row)));
        Optional<Batch> batch = transactions.reading(
                Scope.SYSTEM, () -> store.batchOf(placed.get().reach()));
        var leaf = row.leaf(signing.hash());
        int position = batch.map(covering -> covering.leaves().indexOf(leaf)).orElse(-1);
        return new DetailView(
                view(row, known),
                leaf.text(),
                batch.map(covering -> SealView.of(covering.head())).orElse(null),
                position < 0 ? null : position + 1,
                position < 0
                        ? List.of()
                        : MerkleTree.ofLeaves(
                                        signing.hash(), batch.orElseThrow().leaves())
                                .inclusion(position)
                                .stream()
                                .map(Digest::text)
                                .toList());
    }

    @GetMapping("/state")
    StateView state(Caller caller) {
        caller.require(Ability.READ_AUDIT);
        record State(Optional<Batch> last, int waiting, List<CheckRun> checks) {}
        var state = transactions.reading(Scope.SYSTEM, () -> {
            var last = store.lastSeal();
            return new State(
                    last,
                    store.after(last.map(Batch::reach).orElse(Reach.NOTHING), WAITING)
                            .size(),
                    store.checks(CHECKS));
        });
        var key = signing.key().verifying();
        return new StateView(
                signing.installation(),
                signing.hash().code(),
                key.algorithm().code(),
                key.keyId(),
                key.fingerprint().text(),
                state.last.map(last -> SealView.of(last.head())).orElse(null),
                state.waiting,
                views(caller, state.checks));
    }

    /** Checks the whole log against its seals and the heads kept outside. Takes seconds for a million rows. */
    @PostMapping("/checks")
    ResponseEntity<CheckView> check(Caller caller, HttpServletRequest request) {
        caller.require(Ability.READ_AUDIT);
        return once.actAfter(request, caller.scope(), caller.by(), null, () -> checker.check(caller.by()), found -> {
            store.addCheck(Ids.next(), found);
            return Outcome.done(ResponseEntity.ok(views(caller, List.of(found)).getFirst()));
        });
    }

    /** The log as a file for {@code sanhao verify}; of a part of the tree only the rows this auditor may see. */
    @GetMapping(path = "/export", produces = "application/octet-stream")
    void export(Caller caller, HttpServletResponse response) throws IOException {
        caller.require(Ability.READ_AUDIT);
        log.read("audit", "export");
        response.setContentType("application/octet-stream");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"sanhao-audit-" + BusinessZone.dayOf(Instant.now()) + ".jsonl\"");
        checker.export(caller.scope(), response.getWriter());
    }

    private @Nullable List<UUID> named(Scope scope, @Nullable String name) {
        var book = names.getIfAvailable();
        return name == null || name.isBlank() || book == null ? null : book.search(scope, name.strip());
    }

    private Map<UUID, String> names(Scope scope, List<AuditRow> rows) {
        var book = names.getIfAvailable();
        var ids = rows.stream()
                .map(AuditRow::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return book == null || ids.isEmpty() ? Map.of() : book.people(scope, ids);
    }

    private List<CheckView> views(Caller caller, List<CheckRun> runs) {
        var book = names.getIfAvailable();
        var ids = runs.stream()
                .map(CheckRun::by)
                .filter(by -> by.length() == 36)
                .distinct()
                .map(UUID::fromString)
                .toList();
        Map<UUID, String> known = book == null || ids.isEmpty()
                ? Map.of()
                : transactions.reading(caller.scope(), () -> book.people(caller.scope(), ids));
        return runs.stream()
                .map(run -> new CheckView(
                        run.at(),
                        run.by(),
                        run.by().length() == 36 ? known.get(UUID.fromString(run.by())) : null,
                        run.sound(),
                        run.batches(),
                        run.rows(),
                        run.keptTo(),
                        run.tookMs(),
                        run.finding()))
                .toList();
    }

    private EntryView view(AuditRow row, Map<UUID, String> known) {
        return new EntryView(
                row.id(),
                row.at(),
                row.act(),
                acts.title(row.act()),
                row.result(),
                acts.result(row.result()),
                !row.result().equals(AuditRow.DONE),
                row.person(),
                row.person() == null ? null : known.get(row.person()),
                row.post(),
                row.account(),
                row.subjectKind(),
                row.subjectId(),
                row.request(),
                row.network());
    }

    private static @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(BusinessZone.ZONE).toInstant();
    }
}
