package org.sanhao.server.document.service;

import java.time.Duration;
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
import org.sanhao.server.document.CopyFace;
import org.sanhao.server.document.CopyId;
import org.sanhao.server.document.Documents;
import org.sanhao.server.document.FrozenCopy;
import org.sanhao.server.document.domain.CopyLink;
import org.sanhao.server.document.domain.Differences;
import org.sanhao.server.document.domain.Differences.Filled;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.document.domain.Imprint;
import org.sanhao.server.document.domain.Sheet;
import org.sanhao.server.document.render.DocxWriter;
import org.sanhao.server.document.render.PdfWriter;
import org.sanhao.server.document.service.PrintedForm.Place;
import org.sanhao.server.document.store.CopyStore;
import org.sanhao.server.document.store.ReceiptStore;
import org.sanhao.server.document.store.ScanStore;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signing.Signing;
import org.sanhao.server.workers.Workers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Prints: freezes, numbers, writes. */
@Service
class DocumentDesk implements Documents {
    private static final Scope EVERYBODY = Scope.of("public/");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ScopedTransactions transactions;
    private final CopyStore copies;
    private final ScanStore scans;
    private final ReceiptStore receipts;
    private final Signing signing;
    private final Workers workers;
    private final Units units;
    private final BusinessClock clock;
    private final ObjectProvider<PrintedForm> forms;
    private final List<String> marks;

    DocumentDesk(
            ScopedTransactions transactions,
            CopyStore copies,
            ScanStore scans,
            ReceiptStore receipts,
            Signing signing,
            Workers workers,
            Units units,
            BusinessClock clock,
            ObjectProvider<PrintedForm> forms,
            @Value("${sanhao.demo:false}") boolean demo) {
        this.transactions = transactions;
        this.copies = copies;
        this.scans = scans;
        this.receipts = receipts;
        this.signing = signing;
        this.workers = workers;
        this.units = units;
        this.clock = clock;
        this.forms = forms;
        this.marks = demo ? List.of("演示数据·全部虚构·样例标准") : List.of();
    }

    /** The form of that name; refused as NOT_FOUND for another. */
    Outcome<PrintedForm> form(String code) {
        return forms.stream()
                .filter(form -> form.code().equals(code))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
    }

    /** What was printed last of a matter. */
    Optional<FrozenCopy> last(PrintedForm form, Place place) {
        return copies.current(place.unit().id(), form.code(), place.series());
    }

    /** What a copy says otherwise than its matter says now. */
    List<String> differences(FrozenCopy copy, PrintedForm form, Facts now) {
        return Differences.between(opened(copy), new Filled(Templates.read(Templates.textOf(form.code())), now));
    }

    private Filled opened(FrozenCopy copy) {
        return Frozen.read(copy.content(), copies.names(copy.id(), copy.version()));
    }

    @Override
    public Outcome<Standing> standing(Acting acting, String code, UUID subject) {
        return transactions.reading(
                acting.scope(),
                () -> form(code)
                        .flatMap(form ->
                                form.place(acting, subject).map(place -> standing(acting, form, subject, place))));
    }

    private Standing standing(Acting acting, PrintedForm form, UUID subject, Place place) {
        var facts = form.facts(acting, subject);
        var last = last(form, place);
        var differences = last.isPresent() && facts instanceof Outcome.Done<Facts>(var now)
                ? differences(last.get(), form, now)
                : List.<String>of();
        return new Standing(
                form.code(),
                Templates.read(Templates.textOf(form.code())).name(),
                last.map(copy -> copies.versions(copy.id())).orElse(List.of()),
                barring(facts),
                differences,
                last.isPresent() && facts instanceof Outcome.Done<Facts>(var said) && saysThat(last.get(), form, said),
                last.map(copy -> scans.of(copy.id())).orElse(List.of()),
                last.map(copy -> receipts.of(copy.id())).orElse(List.of()),
                form.barsHandling(acting, subject).isEmpty(),
                form.barsReceiving(acting, subject).isEmpty());
    }

    private static @Nullable Refusal barring(Outcome<Facts> facts) {
        return facts instanceof Outcome.Refused<Facts>(var no) ? no : null;
    }

    @Override
    public Outcome<FrozenCopy> print(Acting acting, String code, UUID subject) {
        return transactions.within(
                acting.scope(),
                () -> form(code).flatMap(form -> {
                    var bar = form.barsHandling(acting, subject);
                    return bar.isPresent()
                            ? bar.get().asOutcome()
                            : form.place(acting, subject)
                                    .flatMap(place -> form.facts(acting, subject)
                                            .map(facts -> frozen(acting, form, place, facts)));
                }));
    }

    /** Whether a copy is, word for word, what would be printed now. */
    private boolean saysThat(FrozenCopy copy, PrintedForm form, Facts facts) {
        return Frozen.templateOf(copy.content()).equals(Templates.textOf(form.code()))
                && opened(copy).facts().equals(facts);
    }

    private FrozenCopy frozen(Acting acting, PrintedForm form, Place place, Facts facts) {
        copies.lock(place.unit().id());
        var template = Templates.textOf(form.code());
        var last = last(form, place);
        if (last.isPresent() && saysThat(last.get(), form, facts)) {
            return last.get();
        }
        var now = clock.now();
        var frozen = Frozen.of(signing.hash(), template, facts);
        var copy = new FrozenCopy(
                last.map(FrozenCopy::id).orElseGet(CopyId::next),
                last.map(FrozenCopy::version).orElse(0) + 1,
                last.map(FrozenCopy::number)
                        .orElseGet(() -> copies.nextNumber(
                                place.unit().id(), now.atZone(BusinessZone.ZONE).getYear())),
                place.unit().id(),
                form.code(),
                Templates.read(template).name(),
                place.series(),
                Ids.token(CopyLink.TOKEN),
                frozen.content(),
                signing.hash(frozen.content()).text(),
                true,
                now,
                acting.by(),
                place.unit().scopePath());
        copies.add(copy, frozen.names());
        return copy;
    }

    @Override
    public Outcome<FrozenCopy> copy(Acting acting, String code, UUID subject, int version) {
        return transactions.reading(
                acting.scope(),
                () -> form(code)
                        .flatMap(form -> form.place(acting, subject)
                                .flatMap(place -> last(form, place)
                                        .flatMap(last -> copies.find(last.id(), version))
                                        .map(Outcome::done)
                                        .orElseGet(() ->
                                                Refusal.of(ErrorCode.NOT_FOUND).asOutcome()))));
    }

    /** What is written, read while a transaction lasts; the writing itself holds none. */
    private record Page(Sheet sheet, Imprint imprint) {}

    @Override
    public byte[] write(Scope scope, FrozenCopy copy, Format format, String address) {
        var page = transactions.reading(scope, () -> {
            var form = opened(copy);
            var issuer =
                    units.find(scope, AsOf.NOW, copy.unit()).map(Unit::name).orElse("");
            return new Page(
                    Sheet.of(form.template(), form.facts()),
                    new Imprint(
                            issuer,
                            copy.number().toString(),
                            copy.version(),
                            PrintedDays.moment(copy.at()),
                            copy.hash(),
                            new CopyLink(copy.token(), copy.beginning()).at(address),
                            marks));
        });
        try {
            return workers.lengthy(LIMIT, () -> switch (format) {
                case PDF -> PdfWriter.write(page.sheet(), page.imprint());
                case DOCX -> DocxWriter.write(page.sheet(), page.imprint());
            });
        } catch (RuntimeException known) {
            throw known;
        } catch (Exception broken) {
            throw new IllegalStateException("cannot write a form", broken);
        }
    }

    @Override
    public Optional<CopyFace> face(String token) {
        return transactions.reading(EVERYBODY, () -> copies.face(token));
    }
}
