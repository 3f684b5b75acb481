package org.sanhao.server.publication.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.lang.pack.result.ResultFile.Opening;
import org.sanhao.lang.pack.source.YamlText;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.ObjectionId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.domain.ObjectionRules;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.publication.store.EffectStore;
import org.sanhao.server.publication.store.NoticeStore;
import org.sanhao.server.publication.store.ObjectionStore;
import org.sanhao.server.publication.store.ResultStore;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.stereotype.Service;

/** Shows what is published, takes objections, lets days pass. */
@Service
class PublicationDesk implements Publications {
    private static final String PRODUCT = "product";
    private static final String PUBLIC = "public";
    private static final int NOTICE_CODE = 12;
    private static final int SECRET = 16;
    private static final int AT_ONCE = 100;
    private static final String SEPARATOR = "\u001f";
    private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final ScopedTransactions transactions;
    private final NoticeStore notices;
    private final ResultStore results;
    private final ObjectionStore objections;
    private final EffectStore effects;
    private final Reviews reviews;
    private final Units units;
    private final Packs packs;
    private final Words words;
    private final BusinessClock clock;
    private final SecretKeySpec codes;

    PublicationDesk(
            ScopedTransactions transactions,
            NoticeStore notices,
            ResultStore results,
            ObjectionStore objections,
            EffectStore effects,
            Reviews reviews,
            Units units,
            Packs packs,
            Words words,
            BusinessClock clock,
            DataFolder folder) {
        this.transactions = transactions;
        this.notices = notices;
        this.results = results;
        this.objections = objections;
        this.effects = effects;
        this.reviews = reviews;
        this.units = units;
        this.packs = packs;
        this.words = words;
        this.clock = clock;
        this.codes = new SecretKeySpec(HexFormat.of().parseHex(folder.secret("objection-codes")), "HmacSHA256");
    }

    @Override
    public Optional<PublicNotice> notice(Scope scope, String code) {
        return transactions.reading(scope, () -> notices.byCode(tidy(code)));
    }

    @Override
    public Optional<PublicNotice> noticeOf(Scope scope, CaseId reviewCase) {
        return transactions.reading(scope, () -> notices.ofCase(reviewCase));
    }

    @Override
    public Page<PublicNotice> running(Scope scope, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
        return transactions.reading(scope, () -> notices.running(clock.today(), after, limit));
    }

    @Override
    public Optional<PublishedResult> result(Scope scope, String code) {
        return transactions.reading(scope, () -> results.byCode(tidy(code)));
    }

    @Override
    public Optional<PublishedResult> resultOf(Scope scope, CaseId reviewCase) {
        return transactions.reading(scope, () -> results.ofCase(reviewCase));
    }

    @Override
    public Map<CaseId, PublicNotice> noticesOf(Scope scope, List<CaseId> cases) {
        return transactions.reading(
                scope,
                () -> notices.ofCases(cases).stream()
                        .collect(Collectors.toMap(PublicNotice::reviewCase, Function.identity())));
    }

    @Override
    public Map<CaseId, PublishedResult> resultsOf(Scope scope, List<CaseId> cases) {
        return transactions.reading(
                scope,
                () -> results.ofCases(cases).stream()
                        .collect(Collectors.toMap(PublishedResult::reviewCase, Function.identity())));
    }

    @Override
    public Page<PublishedResult> inForce(Scope scope, Wanted wanted, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, 2);
        return transactions.reading(scope, () -> results.inForce(wanted, after, limit));
    }

    @Override
    public List<PublishedResult> ofUnit(Scope scope, UnitId unit) {
        return transactions.reading(
                scope,
                () -> results.ofUnit(unit).stream()
                        .filter(result -> scope.covers(result.scopePath()))
                        .toList());
    }

    @Override
    public List<String> tierTitles(Scope scope) {
        return transactions.reading(scope, results::tierTitles);
    }

    @Override
    public Optional<ResultFile> file(Scope scope, String code) {
        return transactions.reading(scope, () -> results.document(tidy(code)).map(stored -> file(stored, List.of())));
    }

    @Override
    public Optional<ResultFile> wholeFile(Scope scope, String code) {
        return transactions.reading(
                scope,
                () -> results.byCode(tidy(code))
                        .filter(result -> scope.covers(result.scopePath()))
                        .flatMap(result -> results.document(result.code()))
                        .map(stored -> file(
                                stored,
                                results.withheld(stored.id()).stream()
                                        .map(this::opening)
                                        .toList())));
    }

    private Opening opening(ResultStore.Withheld withheld) {
        if (withheld.sealed() == null) {
            return new Opening(withheld.commitment(), null, null, withheld.erased());
        }
        var plain = words.open(withheld.sealed(), withheld.commitment());
        int cut = plain.indexOf(' ');
        return new Opening(withheld.commitment(), plain.substring(0, cut), plain.substring(cut + 1), null);
    }

    private ResultFile file(ResultStore.Stored stored, List<Opening> openings) {
        var root = YamlText.readCanonical("document", stored.document()).root().orElseThrow();
        var document = Language1.SHAPE.bind(ResultDocument.class, root).value();
        return new ResultFile(
                ResultFile.KIND,
                Objects.requireNonNull(document),
                packs.get(stored.pack()).pack(),
                stored.seal(),
                openings);
    }

    @Override
    public List<Effect> effects(Scope scope, UnitId unit) {
        return transactions.reading(scope, () -> effects.of(unit, clock.today()));
    }

    // --- objections
    // ---------------------------------------------------------------------------------------------------

    @Override
    public Outcome<String> object(String noticeCode, String formKey, Objection.Mode mode, Objection.Said said) {
        var found = notice(EVERYBODY, noticeCode).orElse(null);
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
        var code = found.code() + secret(found, formKey);
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
                        hash(code),
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

    @Override
    public Optional<Objection.Followed> follow(String typed) {
        var code = tidy(typed);
        if (code.length() != NOTICE_CODE + SECRET) {
            return Optional.empty();
        }
        return notice(EVERYBODY, code.substring(0, NOTICE_CODE))
                .flatMap(notice -> transactions.reading(
                        Scope.of(bodyPath(notice)),
                        () -> objections
                                .byCode(hash(code))
                                .map(row -> new Objection.Followed(
                                        notice.unitName(),
                                        notice.bodyName(),
                                        row.receivedOn(),
                                        row.answeredOn(),
                                        row.upheld(),
                                        row.reason()))));
    }

    @Override
    public List<Objection> objections(Scope scope, CaseId reviewCase) {
        return transactions.reading(
                scope,
                () -> objections.ofCase(reviewCase).stream()
                        .map(row -> shown(row, row.mode() == Objection.Mode.REAL_NAME))
                        .toList());
    }

    @Override
    public Outcome<Objection> open(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return handling(scope, reviewCase, id, who, why, row -> {
            if (row.erased()) {
                return Refusal.of(ErrorCode.OBJECTION_ERASED).asOutcome();
            }
            objections.opened(row, why.strip(), clock.now(), by);
            return Outcome.done(shown(row, true));
        });
    }

    @Override
    public Outcome<Objection> answer(
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

    @Override
    public Outcome<Objection> erase(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return handling(scope, reviewCase, id, who, why, row -> {
            objections.erase(row, why.strip(), clock.now(), by);
            return Outcome.done(shown(objections.find(id).orElseThrow(), true));
        });
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
                row.erased(),
                row.answeredOn(),
                row.upheld(),
                row.reason());
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

    /** The secret half of a code follows from the form, so that a form sent twice gets the same one. */
    private String secret(PublicNotice notice, String formKey) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(codes);
            var bytes = mac.doFinal((notice.code() + "\n" + formKey).getBytes(StandardCharsets.UTF_8));
            var text = new StringBuilder(SECRET);
            for (int i = 0; i < SECRET; i++) {
                text.append(CROCKFORD.charAt(bytes[i] & 31));
            }
            return text.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As printed or typed: groups, spaces, small letters, and the letters that look like digits. */
    private static String tidy(String code) {
        return code.replaceAll("[\\s\\-—–]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    // --- days
    // ---------------------------------------------------------------------------------------------------------

    @Override
    public int settle(LocalDate today) {
        int moved = 0;
        var failed = new ArrayList<CaseId>();
        while (true) {
            var due = transactions.reading(Scope.SYSTEM, () -> results.due(today, AT_ONCE));
            var open = due.stream()
                    .filter(each -> !failed.contains(each.reviewCase()))
                    .toList();
            if (open.isEmpty()) {
                return moved;
            }
            for (var each : open) {
                if (settle(each)) {
                    moved++;
                } else {
                    failed.add(each.reviewCase());
                }
            }
        }
    }

    /** One case in a transaction of its own; whoever comes second finds it settled and changes nothing. */
    private boolean settle(ResultStore.Due due) {
        var move = due.state() == ResultState.ANNOUNCED ? Move.ENTER_FORCE : Move.EXPIRE;
        var review = reviews.find(Scope.SYSTEM, due.reviewCase()).orElseThrow();
        if (!move.leaves(review.review().state())) {
            return false;
        }
        return reviews.move(
                        Scope.SYSTEM, due.reviewCase(), new Command.Plain(move), Who.PRODUCT, review.version(), PRODUCT)
                instanceof Outcome.Done<?>;
    }
}
