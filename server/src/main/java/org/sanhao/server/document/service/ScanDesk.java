package org.sanhao.server.document.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.Acting;
import org.sanhao.server.document.FormNumber;
import org.sanhao.server.document.FrozenCopy;
import org.sanhao.server.document.Receipt;
import org.sanhao.server.document.SignedScan;
import org.sanhao.server.document.SignedScan.State;
import org.sanhao.server.document.SignedScans;
import org.sanhao.server.document.domain.CopyLink;
import org.sanhao.server.document.read.CodeReader;
import org.sanhao.server.document.service.PrintedForm.Place;
import org.sanhao.server.document.store.CopyStore;
import org.sanhao.server.document.store.ReceiptStore;
import org.sanhao.server.document.store.ScanStore;
import org.sanhao.server.evidence.EvidenceFiles;
import org.sanhao.server.evidence.EvidenceFiles.Owner;
import org.sanhao.server.evidence.EvidenceFiles.Received;
import org.sanhao.server.evidence.Subject;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffs;
import org.sanhao.server.signoff.SignOffs.Inked;
import org.springframework.stereotype.Service;

/** Takes signed paper back in. */
@Service
class ScanDesk implements SignedScans {
    private static final String SUBJECT = "document";
    private static final String PART = "签字扫描件";
    private static final int REASON_LIMIT = 200;

    private final ScopedTransactions transactions;
    private final DocumentDesk desk;
    private final CopyStore copies;
    private final ScanStore scans;
    private final ReceiptStore receipts;
    private final EvidenceFiles files;
    private final CodesOfPictures pictures;
    private final SignOffs signOffs;
    private final Units units;
    private final BusinessClock clock;

    ScanDesk(
            ScopedTransactions transactions,
            DocumentDesk desk,
            CopyStore copies,
            ScanStore scans,
            ReceiptStore receipts,
            EvidenceFiles files,
            CodesOfPictures pictures,
            SignOffs signOffs,
            Units units,
            BusinessClock clock) {
        this.transactions = transactions;
        this.desk = desk;
        this.copies = copies;
        this.scans = scans;
        this.receipts = receipts;
        this.files = files;
        this.pictures = pictures;
        this.signOffs = signOffs;
        this.units = units;
        this.clock = clock;
    }

    @Override
    public Outcome<UnitId> keeper(Acting acting, String code, UUID subject) {
        return transactions.reading(
                acting.scope(),
                () -> desk.form(code)
                        .flatMap(form -> allowed(form.barsHandling(acting, subject)))
                        .map(yes -> units.officeOf(acting.scope(), acting.post())));
    }

    private static Outcome<Boolean> allowed(Optional<Refusal> bar) {
        return bar.<Outcome<Boolean>>map(Refusal::asOutcome).orElseGet(() -> Outcome.done(true));
    }

    @Override
    public Outcome<Matched> match(Acting acting, String code, UUID subject, Received received, @Nullable Typed typed) {
        return pictures.textsIn(received)
                .flatMap(texts -> transactions.reading(
                        acting.scope(),
                        () -> desk.form(code)
                                .flatMap(form -> form.place(acting, subject).flatMap(place -> {
                                    var link = CodeReader.link(texts);
                                    if (link.isPresent()) {
                                        return coded(acting, form, subject, place, link.get());
                                    }
                                    if (typed != null) {
                                        return typed(acting, form, subject, place, typed);
                                    }
                                    return Refusal.of(
                                                    texts.isEmpty()
                                                            ? ErrorCode.SCAN_NO_CODE
                                                            : ErrorCode.SCAN_FOREIGN_CODE)
                                            .asOutcome();
                                }))));
    }

    /** A copy outside the scope is as unknown as one that never was. */
    private Outcome<Matched> coded(Acting acting, PrintedForm form, UUID subject, Place place, CopyLink link) {
        var found = copies.byToken(link.token()).filter(copy -> copy.beginning().equals(link.beginning()));
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.SCAN_UNKNOWN).asOutcome();
        }
        var copy = found.get();
        if (!copy.form().equals(form.code())
                || !copy.series().equals(place.series())
                || !copy.unit().equals(place.unit().id())) {
            var theirs = units.find(acting.scope(), AsOf.NOW, copy.unit())
                    .map(Unit::name)
                    .orElse("");
            var wanted = desk.last(form, place)
                    .map(last -> last.formName() + " " + last.number())
                    .orElse("表");
            return Refusal.of(ErrorCode.SCAN_OTHER_FORM, theirs + copy.formName() + " " + copy.number(), wanted)
                    .asOutcome();
        }
        return standing(acting, form, subject, copy).map(same -> new Matched(same, false));
    }

    private Outcome<Matched> typed(Acting acting, PrintedForm form, UUID subject, Place place, Typed typed) {
        var number = FormNumber.parse(typed.number());
        if (number.isEmpty()) {
            return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                    .at("number", "照二维码下方填写，如 2026-000123")
                    .asOutcome();
        }
        return desk.last(form, place)
                .filter(last -> last.number().equals(number.get()))
                .flatMap(last -> copies.find(last.id(), typed.version()))
                .map(copy -> standing(acting, form, subject, copy).map(same -> new Matched(same, true)))
                .orElseGet(() -> Refusal.of(ErrorCode.SCAN_UNKNOWN)
                        .at("number", "这件事项没有打印过这个编号和版本")
                        .asOutcome());
    }

    /** The copy, as long as it says what its matter says now. */
    private Outcome<FrozenCopy> standing(Acting acting, PrintedForm form, UUID subject, FrozenCopy copy) {
        return form.facts(acting, subject).flatMap(now -> {
            var differences = desk.differences(copy, form, now);
            return differences.isEmpty()
                    ? Outcome.done(copy)
                    : Refusal.of(ErrorCode.SCAN_OLD, copy.version())
                            .because(differences.stream().limit(10).toList())
                            .asOutcome();
        });
    }

    @Override
    public Outcome<SignedScan> take(Acting acting, String code, UUID subject, Received received, Matched matched) {
        var scope = acting.scope();
        var copy = matched.copy();
        return transactions.within(scope, () -> {
            scans.lock(copy.id());
            var before = scans.ofContent(copy.id(), received.digest());
            if (before.isPresent()) {
                return Outcome.done(before.get());
            }
            return files.keep(scope, new Owner(units.officeOf(scope, acting.post()), null), received, null, acting.by())
                    .flatMap(kept -> files.use(
                                    scope,
                                    kept.id(),
                                    new Subject(SUBJECT, copy.id().value(), PART, ""),
                                    kept.scopePath(),
                                    acting.by())
                            .map(use -> new SignedScan(
                                    Ids.next(),
                                    1,
                                    matched.byHand() ? State.WAITING : State.MATCHED,
                                    copy.id(),
                                    copy.version(),
                                    code,
                                    subject,
                                    kept.id(),
                                    received.digest(),
                                    matched.byHand(),
                                    "",
                                    clock.now(),
                                    acting.by(),
                                    null,
                                    copy.scopePath())))
                    .map(scan -> {
                        scans.write(scan, scan.at(), acting.by());
                        receive(acting, scan);
                        return scan;
                    });
        });
    }

    /** Whoever is to receive the file and has it, has received it. */
    private void receive(Acting acting, SignedScan scan) {
        boolean there = receipts.of(scan.copy()).stream().anyMatch(each -> each.kind() == Receipt.Kind.FILE);
        if (scan.state().holds()
                && !there
                && desk.form(scan.form())
                        .orThrow()
                        .barsReceiving(acting, scan.subject())
                        .isEmpty()) {
            receipts.write(
                    scan.copy(), Receipt.Kind.FILE, clock.today(), "", scan.scopePath(), clock.now(), acting.by());
        }
    }

    /** The scan, for somebody who may deal with its matter. */
    private Outcome<SignedScan> handled(Acting acting, UUID id) {
        var scan = scans.find(id);
        return scan.isEmpty()
                ? Refusal.of(ErrorCode.NOT_FOUND).asOutcome()
                : desk.form(scan.get().form())
                        .flatMap(form ->
                                allowed(form.barsHandling(acting, scan.get().subject())))
                        .map(yes -> scan.get());
    }

    @Override
    public Outcome<SignedScan> settle(Acting acting, UUID id, int seen, boolean fits, String why) {
        return transactions.within(
                acting.scope(),
                () -> handled(acting, id).flatMap(scan -> {
                    if (scan.version() != seen) {
                        return Refusal.of(ErrorCode.STALE).asOutcome();
                    }
                    if (scan.state() != State.WAITING) {
                        return Refusal.of(ErrorCode.SCAN_SETTLED).asOutcome();
                    }
                    if (scan.by().equals(acting.by())) {
                        return Refusal.of(ErrorCode.SCAN_OWN).asOutcome();
                    }
                    if (!fits && why.isBlank() || why.length() > REASON_LIMIT) {
                        return reason().asOutcome();
                    }
                    var settled = scan.settled(fits ? State.CONFIRMED : State.DECLINED, why.strip(), acting.by());
                    if (!scans.write(settled, clock.now(), acting.by())) {
                        return Refusal.of(ErrorCode.STALE).asOutcome();
                    }
                    receive(acting, settled);
                    return Outcome.done(settled);
                }));
    }

    private static Refusal reason() {
        return Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("why", "写明理由，不超过 " + REASON_LIMIT + " 字");
    }

    @Override
    public Outcome<SignOff> sign(Acting acting, UUID id, int seen, List<Inked> signatures) {
        return transactions.within(
                acting.scope(),
                () -> handled(acting, id).flatMap(scan -> {
                    if (!scan.form().equals(SignOffForm.CODE)) {
                        return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
                    }
                    if (!scan.state().holds()) {
                        return Refusal.of(
                                        scan.state() == State.WAITING ? ErrorCode.SCAN_BY_HAND : ErrorCode.SCAN_SETTLED)
                                .asOutcome();
                    }
                    var form = desk.form(scan.form()).orThrow();
                    var copy = copies.find(scan.copy(), scan.copyVersion()).orElseThrow();
                    var printedOn = copy.at().atZone(BusinessZone.ZONE).toLocalDate();
                    for (int i = 0; i < signatures.size(); i++) {
                        if (signatures.get(i).on().isBefore(printedOn)) {
                            return Refusal.of(ErrorCode.PAPER_SIGN_DAY)
                                    .at("signatures." + (seen + i) + ".on", "不早于打印的 " + PrintedDays.day(printedOn))
                                    .asOutcome();
                        }
                    }
                    return standing(acting, form, scan.subject(), copy)
                            .flatMap(same -> signOffs.signOnPaper(
                                    acting.scope(),
                                    new SignOffId(scan.subject()),
                                    seen,
                                    signatures,
                                    copy.label(),
                                    scan.id(),
                                    acting.post()));
                }));
    }

    @Override
    public Outcome<Receipt> tick(Acting acting, String code, UUID subject, Receipt.Kind kind, LocalDate on) {
        return transactions.within(
                acting.scope(),
                () -> received(acting, code, subject).flatMap(copy -> {
                    scans.lock(copy.id());
                    var there = tick(copy, kind);
                    if (there.isPresent()) {
                        return Outcome.done(there.get());
                    }
                    var first = copies.versions(copy.id()).getLast().at();
                    if (on.isAfter(clock.today())
                            || on.isBefore(first.atZone(BusinessZone.ZONE).toLocalDate())) {
                        return Refusal.of(ErrorCode.INVALID_FIELDS, 1)
                                .at("on", "填写打印当天到今天之间的日期")
                                .asOutcome();
                    }
                    if (kind == Receipt.Kind.FILE
                            && scans.of(copy.id()).stream()
                                    .noneMatch(scan -> scan.state().holds())) {
                        return Refusal.of(ErrorCode.TICK_WITHOUT_SCAN).asOutcome();
                    }
                    receipts.write(copy.id(), kind, on, "", copy.scopePath(), clock.now(), acting.by());
                    return Outcome.done(tick(copy, kind).orElseThrow());
                }));
    }

    private Optional<Receipt> tick(FrozenCopy copy, Receipt.Kind kind) {
        return receipts.of(copy.id()).stream()
                .filter(each -> each.kind() == kind)
                .findFirst();
    }

    /** What was printed of a matter, for whoever may tick what was received of it. */
    private Outcome<FrozenCopy> received(Acting acting, String code, UUID subject) {
        return desk.form(code)
                .flatMap(form -> allowed(form.barsReceiving(acting, subject))
                        .flatMap(yes -> form.place(acting, subject))
                        .flatMap(place -> desk.last(form, place)
                                .map(Outcome::done)
                                .orElseGet(
                                        () -> Refusal.of(ErrorCode.NOT_PRINTED).asOutcome())));
    }

    @Override
    public Outcome<Boolean> untick(Acting acting, String code, UUID subject, Receipt.Kind kind, String why) {
        return transactions.within(
                acting.scope(),
                () -> received(acting, code, subject).flatMap(copy -> {
                    if (why.isBlank() || why.length() > REASON_LIMIT) {
                        return reason().asOutcome();
                    }
                    scans.lock(copy.id());
                    return Outcome.done(tick(copy, kind).isPresent()
                            && receipts.write(
                                    copy.id(), kind, null, why.strip(), copy.scopePath(), clock.now(), acting.by()));
                }));
    }
}
