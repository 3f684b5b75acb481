package org.sanhao.server.publication.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.audit.AuditLog;
import org.sanhao.server.institution.Units;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.ObjectionId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.PublicationSettings;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.domain.ObjectionRules;
import org.sanhao.server.publication.store.NoticeStore;
import org.sanhao.server.publication.store.ObjectionStore;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Component;

/** Takes objections, shows them to whoever answers, and keeps of the person no more than is needed. */
@Component
class ObjectionDesk {
    private static final String PUBLIC = "public";
    private static final String PRODUCT = "product";
    private static final int AT_ONCE = 100;
    private static final String SEPARATOR = "\u001f";

    private final ScopedTransactions transactions;
    private final NoticeStore notices;
    private final ObjectionStore objections;
    private final Reviews reviews;
    private final Units units;
    private final Words words;
    private final Codes codes;
    private final AuditLog log;
    private final PublicationSettings settings;
    private final BusinessClock clock;

    ObjectionDesk(
            ScopedTransactions transactions,
            NoticeStore notices,
            ObjectionStore objections,
            Reviews reviews,
            Units units,
            Words words,
            Codes codes,
            AuditLog log,
            PublicationSettings settings,
            BusinessClock clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.objections = objections;
        this.reviews = reviews;
        this.units = units;
        this.words = words;
        this.codes = codes;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
    }

    private Optional<PublicNotice> notice(String code) {
        return transactions.reading(Publications.EVERYBODY, () -> notices.byCode(Codes.tidy(code)));
    }

    Outcome<String> object(String noticeCode, String formKey, Objection.Mode mode, Objection.Said said) {
        var found = notice(noticeCode).orElse(null);
        if (found == null) {
            return Refusal.of(ErrorCode.CODE_UNKNOWN).asOutcome();
        }
        var faults = ObjectionRules.against(said);
        if (!faults.isEmpty()) {
            return faults.getFirst().asOutcome();
        }
        var body = bodyPath(found);
        // The deciding body's own subtree: wide enough for the case and the objection, and not one row wider.
        return transactions.within(Scope.of(body), () -> take(found, body, formKey, mode, said));
    }

    private Outcome<String> take(
            PublicNotice found, String body, String formKey, Objection.Mode mode, Objection.Said said) {
        notices.hold(found.id());
        var code = codes.tracking(found, formKey);
        if (objections.has(found.id(), formKey)) {
            return Outcome.done(code);
        }
        var notice = notices.byCode(found.code()).orElseThrow();
        var today = clock.today();
        if (!notice.takesObjections(today)) {
            return Refusal.of(ErrorCode.NOTICE_NOT_OPEN).asOutcome();
        }
        var plain = String.join(SEPARATOR, said.name(), said.contact(), said.words());
        var commitment = Commitment.to(HashAlgorithm.SHA_256, plain);
        var id = ObjectionId.next();
        objections.receive(
                notice,
                new ObjectionStore.Draft(
                        id,
                        formKey,
                        Codes.hash(code),
                        mode,
                        commitment.digest().text(),
                        words.seal(commitment.salt().hex() + SEPARATOR + plain, id.toString())),
                today,
                clock.now(),
                body);
        notices.count(notice);
        var scope = ScopedTransactions.current();
        var review = reviews.find(scope, notice.reviewCase()).orElseThrow();
        if (review.review().state() instanceof CaseState.PublicNotice) {
            var halted = reviews.move(
                    scope,
                    review.id(),
                    new Command.Plain(Move.OBJECT, "公示期内收到异议"),
                    Who.PUBLIC,
                    review.version(),
                    PUBLIC);
            return halted.map(moved -> code);
        }
        return Outcome.done(code);
    }

    Optional<Objection.Followed> follow(String typed) {
        var code = Codes.tidy(typed);
        return Codes.noticeIn(code)
                .flatMap(this::notice)
                .flatMap(notice -> transactions.reading(
                        Scope.of(bodyPath(notice)),
                        () -> objections
                                .byCode(Codes.hash(code))
                                .map(row -> new Objection.Followed(
                                        notice.unitName(),
                                        notice.bodyName(),
                                        row.receivedOn(),
                                        row.answeredOn(),
                                        row.upheld(),
                                        row.reason(),
                                        dayOf(row.erasedAt())))));
    }

    List<Objection> objections(Scope scope, CaseId reviewCase) {
        return transactions.reading(
                scope,
                () -> objections.ofCase(reviewCase).stream()
                        .map(row -> shown(row, row.mode() == Objection.Mode.REAL_NAME))
                        .toList());
    }

    Outcome<Objection> open(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return handling(scope, reviewCase, id, who, why, row -> {
            if (row.erasedAt() != null) {
                return Refusal.of(ErrorCode.OBJECTION_ERASED).asOutcome();
            }
            objections.opened(row, why.strip(), clock.now(), by);
            return Outcome.done(shown(row, true));
        });
    }

    Outcome<Objection> answer(
            Scope scope, CaseId reviewCase, ObjectionId id, Who who, boolean upheld, String reason, String by) {
        return handling(scope, reviewCase, id, who, reason, row -> {
            if (!objections.answer(row, upheld, reason.strip(), clock.today(), clock.now(), by)) {
                return Refusal.of(ErrorCode.OBJECTION_ANSWERED).asOutcome();
            }
            notices.hold(row.notice());
            notices.count(notices.find(row.notice()).orElseThrow());
            return goOn(scope, reviewCase, who, upheld, reason, by)
                    .map(done -> shown(objections.find(id).orElseThrow(), row.mode() == Objection.Mode.REAL_NAME));
        });
    }

    /** An upheld objection sends the case back at once; a dismissed one lets it go on when it was the last. */
    private Outcome<Boolean> goOn(Scope scope, CaseId id, Who who, boolean upheld, String reason, String by) {
        var review = reviews.find(scope, id).orElseThrow();
        if (!(review.review().state() instanceof CaseState.Objected) || (!upheld && objections.waiting(id) > 0)) {
            return Outcome.done(true);
        }
        var move = upheld ? Move.UPHOLD : Move.DISMISS;
        return reviews.move(scope, id, new Command.Plain(move, reason), who, review.version(), by)
                .map(moved -> true);
    }

    Outcome<Objection> erase(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return handling(scope, reviewCase, id, who, why, row -> {
            if (row.erasedAt() != null) {
                return Refusal.of(ErrorCode.OBJECTION_ERASED).asOutcome();
            }
            // Whoever decides cannot do away with what they have to answer.
            if (row.answeredOn() == null) {
                return Refusal.of(ErrorCode.OBJECTION_UNANSWERED).asOutcome();
            }
            objections.erase(row, why.strip(), clock.now(), by);
            return Outcome.done(shown(objections.find(id).orElseThrow(), true));
        });
    }

    int eraseAnswered(LocalDate today) {
        var answeredBy = today.minusDays(settings.objectionDays());
        var why = "答复满 " + settings.objectionDays() + " 天，按期删除";
        int erased = 0;
        while (true) {
            int many = transactions.within(Scope.SYSTEM, () -> {
                var due = objections.answeredBy(answeredBy, AT_ONCE);
                for (var row : due) {
                    objections.erase(row, why, clock.now(), PRODUCT);
                    log.ownAct("OWN objection-days", "objection", row.id().toString(), row.scopePath());
                }
                return due.size();
            });
            erased += many;
            if (many < AT_ONCE) {
                return erased;
            }
        }
    }

    /** What a head of the deciding level may do with an objection of this case, always with a reason. */
    private Outcome<Objection> handling(
            Scope scope,
            CaseId reviewCase,
            ObjectionId id,
            Who who,
            String why,
            Function<ObjectionStore.Row, Outcome<Objection>> work) {
        return transactions.within(scope, () -> {
            var row = objections
                    .find(id)
                    .filter(found -> found.reviewCase().equals(reviewCase))
                    .orElse(null);
            var review = reviews.find(scope, reviewCase).orElse(null);
            if (row == null || review == null) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (who.side() != Who.Side.AUTHORITY
                    || !who.head()
                    || who.level() != review.review().route().decidedAt()) {
                return Refusal.of(
                                ErrorCode.MOVE_NOT_YOURS,
                                "答复异议",
                                Move.DISMISS.actor().title())
                        .asOutcome();
            }
            if (why.isBlank() || why.length() > 2_000) {
                return Refusal.of(ErrorCode.REASON_REQUIRED, "办理异议")
                        .at("reason", "写明理由，不超过 2000 字")
                        .asOutcome();
            }
            return work.apply(row);
        });
    }

    private Objection shown(ObjectionStore.Row row, boolean withName) {
        var parts = row.sealed() == null
                ? new String[] {}
                : words.open(row.sealed(), row.id().toString()).split(SEPARATOR, -1);
        return new Objection(
                row.id(),
                row.notice(),
                row.mode(),
                row.receivedOn(),
                withName && parts.length == 4 ? parts[1] : null,
                withName && parts.length == 4 ? parts[2] : null,
                parts.length == 4 ? parts[3] : null,
                dayOf(row.erasedAt()),
                row.erasedWhy(),
                row.answeredOn(),
                row.upheld(),
                row.reason());
    }

    private static @Nullable LocalDate dayOf(@Nullable Instant moment) {
        return moment == null ? null : BusinessZone.dayOf(moment);
    }

    private String bodyPath(PublicNotice notice) {
        var scope = Scope.of(notice.scopePath());
        return transactions.reading(
                scope,
                () -> units.above(scope, notice.unit()).stream()
                        .filter(unit -> unit.id().equals(notice.body()))
                        .findFirst()
                        .orElseThrow()
                        .scopePath());
    }
}
