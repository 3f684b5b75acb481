package org.sanhao.server.evidence.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.evidence.Evidence;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceId;
import org.sanhao.server.evidence.EvidenceSettings;
import org.sanhao.server.evidence.EvidenceUse;
import org.sanhao.server.evidence.LinkId;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.evidence.inspect.Drawing;
import org.sanhao.server.evidence.service.Intake.Sealed;
import org.sanhao.server.evidence.store.EvidenceStore;
import org.sanhao.server.evidence.store.EvidenceStore.Content;
import org.sanhao.server.evidence.store.EvidenceStore.Place;
import org.sanhao.server.evidence.store.UseStore;
import org.sanhao.server.evidence.vault.Tampered;
import org.sanhao.server.evidence.vault.Vault;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.workers.Workers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keeps evidence: takes it in, shows it, lets it serve, lets it go. */
@Service
class EvidenceRoom implements EvidenceFiles {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceRoom.class);
    private static final int REASON_LIMIT = 200;
    private static final int SALT = 16;
    private static final Duration DRAW_LIMIT = Duration.ofSeconds(20);

    private final ScopedTransactions transactions;
    private final EvidenceStore evidence;
    private final UseStore uses;
    private final Intake intake;
    private final Vault vault;
    private final Workers workers;
    private final SecretBox numbers;
    private final EvidenceSettings settings;
    private final Units units;
    private final BusinessClock clock;

    EvidenceRoom(
            ScopedTransactions transactions,
            EvidenceStore evidence,
            UseStore uses,
            Intake intake,
            Vault vault,
            Workers workers,
            DataFolder data,
            EvidenceSettings settings,
            Units units,
            BusinessClock clock) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.uses = uses;
        this.intake = intake;
        this.vault = vault;
        this.workers = workers;
        this.numbers = SecretBox.of(data, "evidence-records");
        this.settings = settings;
        this.units = units;
        this.clock = clock;
    }

    @Override
    public Outcome<Received> receive(Scope scope, UnitId unit, Arriving arriving, InputStream bytes) {
        long held = transactions.reading(scope, () -> evidence.bytesOf(unit));
        if (held + Math.max(0, arriving.length()) > settings.perInstitution().toBytes()) {
            return quotaFull().asOutcome();
        }
        return intake.receive(arriving, bytes);
    }

    @Override
    public Outcome<Evidence> keep(
            Scope scope, Owner owner, Received received, @Nullable LocalDate expiresOn, String by) {
        var sealed = (Sealed) received;
        return transactions.within(scope, () -> {
            var path = pathOf(scope, owner.unit()).orElse(null);
            if (path == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            evidence.lockCollection(owner.unit());
            var known = evidence.contentOf(owner.unit(), sealed.digest());
            var content = known.orElse(sealed.draft().content());
            if (known.isEmpty()) {
                if (evidence.bytesOf(owner.unit()) + sealed.bytes()
                        > settings.perInstitution().toBytes()) {
                    return quotaFull().asOutcome();
                }
                evidence.add(
                        new Content(
                                content,
                                owner.unit(),
                                sealed.digest(),
                                sealed.bytes(),
                                sealed.kind(),
                                sealed.found().pages(),
                                sealed.found().takenOn(),
                                sealed.draft().sealedKey(),
                                path),
                        clock.now(),
                        by);
                // On the shelf before the commit: a crash in between leaves a file nobody names, never a name without a
                // file.
                shelve(sealed);
            }
            var id = evidence.itemOf(content).orElse(null);
            if (id == null) {
                id = EvidenceId.next();
                evidence.addFile(id, owner, content, sealed.digest(), sealed.name(), expiresOn, path, clock.now(), by);
            }
            return Outcome.done(load(id));
        });
    }

    private static void shelve(Sealed sealed) {
        try {
            sealed.draft().shelve();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put a file on the shelf", e);
        }
    }

    private Refusal quotaFull() {
        return Refusal.of(ErrorCode.QUOTA_FULL, Intake.size(settings.perInstitution()));
    }

    private Optional<String> pathOf(Scope scope, UnitId unit) {
        return units.find(scope, AsOf.NOW, unit).map(found -> found.scopePath()).filter(scope::covers);
    }

    @Override
    public Outcome<Evidence> name(Scope scope, Owner owner, String title, String number, String place, String by) {
        return transactions.within(scope, () -> {
            var path = pathOf(scope, owner.unit()).orElse(null);
            if (path == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var id = EvidenceId.next();
            var plain = number.strip().getBytes(StandardCharsets.UTF_8);
            var salted = ByteBuffer.allocate(SALT + plain.length)
                    .put(Ids.randomBytes(SALT))
                    .put(plain)
                    .array();
            var digest = Intake.sha256();
            digest.update(salted);
            digest.update((byte) 0);
            var hash = HexFormat.of().formatHex(digest.digest(place.strip().getBytes(StandardCharsets.UTF_8)));
            evidence.addRecord(
                    id,
                    owner,
                    "sha-256:" + hash,
                    title.strip(),
                    numbers.seal(salted, about(id)),
                    place.strip(),
                    path,
                    clock.now(),
                    by);
            return Outcome.done(load(id));
        });
    }

    private static String about(EvidenceId id) {
        return "evidence record " + id;
    }

    private String number(EvidenceId id, byte[] sealed) {
        var salted = numbers.open(sealed, about(id));
        return new String(salted, SALT, salted.length - SALT, StandardCharsets.UTF_8);
    }

    private Evidence load(EvidenceId id) {
        return evidence.find(id, this::number).orElseThrow();
    }

    @Override
    public Optional<Evidence> find(Scope scope, EvidenceId id) {
        return transactions.reading(scope, () -> evidence.find(id, this::number));
    }

    @Override
    public Page<Evidence> list(Scope scope, Query query, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.ID);
        return transactions.reading(
                scope, () -> evidence.list(query, after, Math.clamp(limit, 1, Page.LIMIT), this::number));
    }

    @Override
    public int count(Scope scope, Query query) {
        return transactions.reading(scope, () -> evidence.count(query));
    }

    @Override
    public Outcome<Evidence> expire(Scope scope, EvidenceId id, int seen, @Nullable LocalDate expiresOn, String by) {
        return change(scope, id, found -> {
            if (!evidence.write(id, seen, expiresOn, null, clock.now(), by)) {
                return Refusal.of(ErrorCode.STALE).asOutcome();
            }
            return Outcome.done(load(id));
        });
    }

    @Override
    public Outcome<Evidence> takeOut(Scope scope, EvidenceId id, int seen, String why, String by) {
        return change(scope, id, found -> {
            if (found.uses() > 0) {
                return Refusal.of(ErrorCode.EVIDENCE_IN_USE, found.uses()).asOutcome();
            }
            return gone(found, seen, why, by);
        });
    }

    @Override
    public Outcome<Evidence> erase(Scope scope, EvidenceId id, int seen, String why, String by) {
        return change(scope, id, found -> {
            var place = evidence.place(id);
            return gone(found, seen, why, by).map(taken -> {
                evidence.erase(id, clock.now());
                place.ifPresent(each -> afterCommit(() -> destroy(each.content())));
                return load(id);
            });
        });
    }

    private Outcome<Evidence> gone(Evidence found, int seen, String why, String by) {
        var fault = reasonFault(why);
        if (fault != null) {
            return fault.asOutcome();
        }
        if (!evidence.write(found.id(), seen, found.expiresOn(), why.strip(), clock.now(), by)) {
            return Refusal.of(ErrorCode.STALE).asOutcome();
        }
        return Outcome.done(load(found.id()));
    }

    private Outcome<Evidence> change(
            Scope scope, EvidenceId id, java.util.function.Function<Evidence, Outcome<Evidence>> how) {
        return transactions.within(scope, () -> {
            var found = evidence.find(id, this::number).orElse(null);
            if (found == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            return found.gone() != null ? Refusal.of(ErrorCode.EVIDENCE_GONE).asOutcome() : how.apply(found);
        });
    }

    private static @Nullable Refusal reasonFault(String why) {
        return why.isBlank() || why.length() > REASON_LIMIT
                ? Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("reason", "写明理由，不超过 " + REASON_LIMIT + " 字")
                : null;
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** The key is gone already; what stays behind after a crash here is noise, and the sweeper takes it. */
    private void destroy(UUID content) {
        try {
            vault.destroy(content);
        } catch (IOException e) {
            LOG.warn("content {} stays on the shelf without its key until the next sweep", content);
        }
    }

    @Override
    public Outcome<EvidenceUse> use(Scope scope, EvidenceId id, Subject subject, String scopePath, String by) {
        return transactions.within(scope, () -> {
            var found = evidence.find(id, this::number).orElse(null);
            if (found == null || !found.scopePath().equals(scopePath)) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (found.gone() != null) {
                return Refusal.of(ErrorCode.EVIDENCE_GONE).asOutcome();
            }
            evidence.lock("evidence for " + subject.id() + " " + subject.part());
            var standing = uses.standing(id, subject);
            if (standing.isPresent()) {
                return Outcome.done(standing.get());
            }
            if (uses.countOf(subject) >= settings.perClause()) {
                return Refusal.of(ErrorCode.CLAUSE_FULL, subject.part(), settings.perClause())
                        .asOutcome();
            }
            var link = LinkId.next();
            if (!uses.add(link, id, subject, scopePath, clock.now(), by)) {
                return Refusal.of(ErrorCode.EVIDENCE_GONE).asOutcome();
            }
            return Outcome.done(uses.find(link).orElseThrow());
        });
    }

    @Override
    public Outcome<EvidenceUse> takeOff(Scope scope, LinkId link, String why, String by) {
        return transactions.within(scope, () -> {
            if (uses.find(link).isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var fault = reasonFault(why);
            if (fault != null) {
                return fault.asOutcome();
            }
            uses.takeOff(link, why.strip(), clock.now(), by);
            return Outcome.done(uses.find(link).orElseThrow());
        });
    }

    @Override
    public Optional<EvidenceUse> use(Scope scope, LinkId link) {
        return transactions.reading(scope, () -> uses.find(link));
    }

    @Override
    public List<EvidenceUse> usesOf(Scope scope, String kind, UUID subject, boolean past) {
        return transactions.reading(scope, () -> uses.of(kind, subject, past));
    }

    @Override
    public Map<EvidenceId, Evidence> behind(Scope scope, String kind, UUID subject) {
        return transactions.reading(scope, () -> {
            var pieces = new LinkedHashMap<EvidenceId, Evidence>();
            evidence.behind(kind, subject, this::number).forEach(each -> pieces.put(each.id(), each));
            return pieces;
        });
    }

    @Override
    public List<EvidenceUse> usesOf(Scope scope, EvidenceId id) {
        return transactions.reading(scope, () -> uses.of(id));
    }

    @Override
    public Outcome<Original> open(Scope scope, EvidenceId id) {
        return place(scope, id).map(place -> {
            try {
                var channel = vault.open(place.content(), key(place));
                // Before the answer has begun, a damaged file can still be told as such.
                channel.read(ByteBuffer.allocate(1));
                return new Original(place.name(), place.kind(), place.bytes(), channel.position(0));
            } catch (IOException broken) {
                throw unreadable(place, broken);
            }
        });
    }

    private Outcome<Place> place(Scope scope, EvidenceId id) {
        var place = transactions.reading(scope, () -> evidence.place(id)).orElse(null);
        if (place == null) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        return place.sealedKey() == null ? Refusal.of(ErrorCode.EVIDENCE_ERASED).asOutcome() : Outcome.done(place);
    }

    private static byte[] key(Place place) {
        return java.util.Objects.requireNonNull(place.sealedKey());
    }

    @Override
    public Outcome<byte[]> picture(Scope scope, EvidenceId id, int page, Size size) {
        return place(scope, id).flatMap(place -> {
            if (!place.kind().canBeShown() || page < 0 || page > 9_999) {
                return Refusal.of(ErrorCode.NO_PREVIEW).asOutcome();
            }
            var name = size.name().toLowerCase(java.util.Locale.ROOT).charAt(0) + "" + page;
            try {
                var before = vault.derived(place.content(), key(place), name);
                if (before.isPresent()) {
                    return Outcome.done(before.get());
                }
                return draw(place, page, size, name);
            } catch (IOException broken) {
                throw unreadable(place, broken);
            }
        });
    }

    @Override
    public Outcome<byte[]> picture(Received received, int page, Size size) {
        var sealed = (Sealed) received;
        if (!sealed.kind().canBeShown() || page < 0 || page > 9_999) {
            return Refusal.of(ErrorCode.NO_PREVIEW).asOutcome();
        }
        try {
            Optional<byte[]> drawn = workers.lengthy(DRAW_LIMIT, () -> {
                try (var channel = sealed.draft().reopen()) {
                    return Drawing.draw(sealed.kind(), channel, page, size.edge());
                }
            });
            return drawn.map(Outcome::done)
                    .orElseGet(() -> Refusal.of(ErrorCode.NO_PREVIEW).asOutcome());
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception broken) {
            throw new IllegalStateException("cannot draw what has arrived", broken);
        }
    }

    private Outcome<byte[]> draw(Place place, int page, Size size, String name) throws IOException {
        try {
            Optional<byte[]> drawn = workers.lengthy(DRAW_LIMIT, () -> {
                try (var channel = vault.open(place.content(), key(place))) {
                    return Drawing.draw(place.kind(), channel, page, size.edge());
                }
            });
            if (drawn.isEmpty()) {
                return Refusal.of(ErrorCode.NO_PREVIEW).asOutcome();
            }
            vault.keepDerived(place.content(), key(place), name, drawn.get());
            return Outcome.done(drawn.get());
        } catch (IOException | RuntimeException known) {
            throw known;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RuntimeException unreadable(Place place, IOException broken) {
        if (broken instanceof Tampered || broken instanceof NoSuchFileException) {
            LOG.error("content {} on the shelf is damaged or missing: {}", place.content(), broken.getMessage());
            return new RefusedException(Refusal.of(ErrorCode.EVIDENCE_TAMPERED));
        }
        return new UncheckedIOException(broken);
    }
}
