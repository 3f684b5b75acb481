package org.sanhao.server.signoff.service;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Colleague;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Delegation;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffMoved;
import org.sanhao.server.signoff.SignOffs;
import org.sanhao.server.signoff.SignedAct;
import org.sanhao.server.signoff.domain.Signing;
import org.sanhao.server.signoff.store.ChainStore;
import org.sanhao.server.signoff.store.SignOffStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The door of the module. */
@Service
class SignOffDesk implements SignOffs {
    private static final String PRODUCT = "product";

    private final ScopedTransactions transactions;
    private final ChainStore chains;
    private final SignOffStore sheets;
    private final Units units;
    private final People people;
    private final Delegations delegations;
    private final PaperSignatures paper;
    private final BusinessClock clock;
    private final ObjectProvider<SignedAct> acts;
    private final ApplicationEventPublisher events;

    SignOffDesk(
            ScopedTransactions transactions,
            ChainStore chains,
            SignOffStore sheets,
            Units units,
            People people,
            Delegations delegations,
            PaperSignatures paper,
            BusinessClock clock,
            ObjectProvider<SignedAct> acts,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.chains = chains;
        this.sheets = sheets;
        this.units = units;
        this.people = people;
        this.delegations = delegations;
        this.paper = paper;
        this.clock = clock;
        this.acts = acts;
        this.events = events;
    }

    @Override
    public Chain chain(Scope scope, UnitId office, MatterKind kind) {
        return transactions.reading(scope, () -> chains.chain(office, kind).orElseGet(() -> Chain.usual(kind, 0)));
    }

    @Override
    public Map<MatterKind, Chain> chains(Scope scope, UnitId office) {
        return transactions.reading(scope, () -> {
            var all = new EnumMap<MatterKind, Chain>(MatterKind.class);
            units.find(scope, AsOf.NOW, office).ifPresent(unit -> {
                for (var kind : MatterKind.values()) {
                    if (kind.fits(unit.level())) {
                        all.put(kind, chain(scope, office, kind));
                    }
                }
            });
            return all;
        });
    }

    @Override
    public Outcome<Chain> set(
            Scope scope, UnitId office, MatterKind kind, int seen, List<Chain.Step> steps, String by) {
        return transactions.within(scope, () -> {
            var unit = units.find(scope, AsOf.NOW, office).filter(found -> scope.covers(found.scopePath()));
            if (unit.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            if (!kind.fits(unit.get().level())) {
                return Refusal.of(ErrorCode.CHAIN_KIND_UNFIT, kind.title()).asOutcome();
            }
            var bar = barsSteps(scope, unit.get(), steps);
            if (bar.isPresent()) {
                return bar.get().asOutcome();
            }
            return chains.write(office, kind, seen + 1, steps, unit.get().scopePath(), clock.now(), by)
                    ? Outcome.done(chain(scope, office, kind))
                    : Refusal.of(ErrorCode.STALE).asOutcome();
        });
    }

    private Optional<Refusal> barsSteps(Scope scope, Unit office, List<Chain.Step> steps) {
        if (steps.stream()
                .anyMatch(step -> step instanceof Chain.Meeting meeting
                        && (meeting.name().isBlank() || meeting.quorum() < 2 || meeting.quorum() > 99))) {
            return Optional.of(Refusal.of(ErrorCode.CHAIN_MEETING_INCOMPLETE).at("steps", "人数下限为 2 至 99"));
        }
        var posts = steps.stream()
                .filter(Chain.Signature.class::isInstance)
                .flatMap(step -> step.posts().stream())
                .toList();
        var fitting = Chain.postsAt(office.level());
        var stranger = posts.stream().filter(post -> !fitting.contains(post)).findFirst();
        if (stranger.isPresent()) {
            return Optional.of(
                    Refusal.of(ErrorCode.CHAIN_POST_UNFIT, stranger.get().title())
                            .at("steps", "选择本单位有的岗位"));
        }
        if (steps.stream().map(Chain.Step::title).distinct().count() != steps.size()) {
            return Optional.of(Refusal.of(ErrorCode.CHAIN_POST_TWICE).at("steps", "每一步只出现一次"));
        }
        var held = people.heldIn(scope, office, clock.today());
        return posts.stream()
                .filter(post -> !held.contains(post))
                .findFirst()
                .map(vacant ->
                        Refusal.of(ErrorCode.CHAIN_POST_VACANT, vacant.title()).at("steps", "选择有人担任的岗位"));
    }

    @Override
    public Outcome<SignOff> put(Scope scope, MatterKind kind, UUID subject, Post by) {
        return transactions.within(
                scope,
                () -> act(kind).matter(scope, subject).flatMap(matter -> {
                    if (!matter.office().equals(units.officeOf(scope, by))) {
                        return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
                    }
                    var chain = chain(scope, matter.office(), kind);
                    return chain.isUsual()
                            ? Refusal.of(
                                            ErrorCode.SIGN_OFF_ONE_STEP,
                                            chain.steps().getFirst().title())
                                    .asOutcome()
                            : put(scope, matter, chain, by.person().toString());
                }));
    }

    @Override
    public Outcome<Boolean> begin(Scope scope, Matter matter, String by) {
        return transactions.within(scope, () -> {
            var chain = chain(scope, matter.office(), matter.kind());
            return chain.isUsual()
                    ? Outcome.done(false)
                    : put(scope, matter, chain, by).map(sheet -> true);
        });
    }

    private Outcome<SignOff> put(Scope scope, Matter matter, Chain chain, String by) {
        var standing = sheets.last(matter.kind(), matter.subject()).filter(sheet -> sheet.state() == State.OPEN);
        if (standing.isPresent()
                && standing.get().matter().hash().equals(matter.hash())
                && standing.get().chain().equals(chain)) {
            return Outcome.done(standing.get());
        }
        standing.ifPresent(this::overtake);
        var office = units.find(scope, AsOf.NOW, matter.office()).orElseThrow();
        var sheet = new SignOff(
                SignOffId.next(), matter, chain, List.of(), State.OPEN, clock.now(), by, office.scopePath());
        return sheets.put(sheet)
                ? told(sheet)
                : Refusal.of(ErrorCode.SIGN_OFF_STALE).asOutcome();
    }

    private Outcome<SignOff> told(SignOff sheet) {
        events.publishEvent(new SignOffMoved(sheet.id(), sheet.marks().size()));
        return Outcome.done(sheet);
    }

    private SignedAct act(MatterKind kind) {
        return acts.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody carries out " + kind));
    }

    @Override
    public void overtake(Scope scope, MatterKind kind, UUID subject) {
        transactions.within(scope, () -> {
            sheets.last(kind, subject)
                    .filter(sheet -> sheet.state() == State.OPEN)
                    .ifPresent(this::overtake);
            return subject;
        });
    }

    private void overtake(SignOff sheet) {
        sheets.overtake(sheet.with(sheet.marks(), State.OVERTAKEN), clock.now(), PRODUCT);
    }

    @Override
    public Optional<Refusal> bars(Scope scope, Matter matter) {
        return bars(scope, matter, State.AGREED);
    }

    @Override
    public Optional<Refusal> barsReturn(Scope scope, Matter matter) {
        return bars(scope, matter, State.SENT_BACK);
    }

    private Optional<Refusal> bars(Scope scope, Matter matter, State needed) {
        return transactions.reading(scope, () -> {
            var sheet = sheets.last(matter.kind(), matter.subject())
                    .filter(last -> last.matter().hash().equals(matter.hash()));
            if (sheet.filter(last -> last.state() == needed).isPresent()) {
                return Optional.empty();
            }
            var chain = chain(scope, matter.office(), matter.kind());
            return chain.isUsual()
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            ErrorCode.SIGN_OFF_NEEDED,
                            matter.kind().title(),
                            chain.steps().stream().map(Chain.Step::title).collect(Collectors.joining("、"))));
        });
    }

    @Override
    public Outcome<Matter> matter(Scope scope, MatterKind kind, UUID subject) {
        return transactions.reading(scope, () -> act(kind).matter(scope, subject));
    }

    @Override
    public Optional<SignOff> last(Scope scope, MatterKind kind, UUID subject) {
        return transactions.reading(scope, () -> sheets.last(kind, subject));
    }

    @Override
    public Outcome<SignOff> sign(
            Scope scope,
            SignOffId id,
            int seen,
            boolean agreed,
            String opinion,
            SignOff.@Nullable Minutes minutes,
            Post signer) {
        return transactions.within(
                scope,
                () -> standing(scope, id, seen, signer)
                        .flatMap(sheet -> delegations
                                .signer(scope, sheet.matter().office(), sheet, signer)
                                .flatMap(who -> Signing.sign(
                                        sheet,
                                        who,
                                        new Signing.Word(agreed, opinion, minutes),
                                        clock.today(),
                                        clock.now())))
                        .flatMap(after -> sheets.sign(after)
                                ? carried(scope, after)
                                : Refusal.of(ErrorCode.SIGN_OFF_STALE).asOutcome()));
    }

    /** The sheet as the person of its office saw it, over a matter that still stands. */
    private Outcome<SignOff> standing(Scope scope, SignOffId id, int seen, Post post) {
        var office = units.officeOf(scope, post);
        var sheet = sheets.find(id).filter(found -> found.matter().office().equals(office));
        if (sheet.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        if (sheet.get().marks().size() != seen) {
            return Refusal.of(ErrorCode.SIGN_OFF_STALE).asOutcome();
        }
        return stands(scope, sheet.get())
                ? Outcome.done(sheet.get())
                : Refusal.of(ErrorCode.SIGN_OFF_CHANGED).asOutcome();
    }

    private Outcome<SignOff> carried(Scope scope, SignOff after) {
        return consequence(scope, after, after.marks().getLast().by()).flatMap(done -> told(after));
    }

    @Override
    public Optional<SignOff> find(Scope scope, SignOffId id) {
        return transactions.reading(scope, () -> sheets.find(id));
    }

    @Override
    public List<List<Colleague>> mayHaveSigned(Scope scope, SignOff sheet) {
        return transactions.reading(scope, () -> paper.candidates(scope, sheet));
    }

    @Override
    public Outcome<SignOff> signOnPaper(
            Scope scope, SignOffId id, int seen, List<Inked> signatures, String copy, UUID scan, Post enteredBy) {
        return transactions.within(
                scope,
                () -> standing(scope, id, seen, enteredBy)
                        .flatMap(sheet -> paper.sign(scope, sheet, signatures, copy, scan, enteredBy))
                        .flatMap(after -> carried(scope, after)));
    }

    @Override
    public Outcome<SignOff> contest(Scope scope, SignOffId id, int step, String why, Post by) {
        return transactions.within(scope, () -> {
            var sheet = sheets.find(id).filter(found -> found.matter().office().equals(units.officeOf(scope, by)));
            if (sheet.isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            return paper.contest(sheet.get(), step, why, by)
                    .flatMap(after -> after.state() == sheet.get().state()
                            ? Outcome.done(after)
                            : consequence(scope, after, by.person().toString()).flatMap(done -> told(after)));
        });
    }

    @Override
    public List<SignOff.Contest> contests(Scope scope, SignOffId id) {
        return transactions.reading(scope, () -> paper.contests(id));
    }

    /** Whether what was put up is still what there is to sign; a sheet that is over goes on to be told so. */
    private boolean stands(Scope scope, SignOff sheet) {
        return sheet.state() != State.OPEN
                || act(sheet.matter().kind()).matter(scope, sheet.matter().subject())
                                instanceof Outcome.Done<Matter>(var now)
                        && now.hash().equals(sheet.matter().hash());
    }

    @Override
    public boolean isFor(Scope scope, SignOff sheet, Post signer) {
        return transactions.reading(scope, () -> {
            var office = units.officeOf(scope, signer);
            return sheet.matter().office().equals(office)
                    && sheet.waitsFor()
                            .filter(step -> delegations.posts(scope, office, signer).stream()
                                    .anyMatch(step::isFor))
                            .isPresent();
        });
    }

    @Override
    public List<Colleague> standIns(Scope scope, Post from) {
        return transactions.reading(
                scope,
                () -> delegations.standIns(
                        scope,
                        units.find(scope, AsOf.NOW, units.officeOf(scope, from)).orElseThrow(),
                        from));
    }

    @Override
    public List<Delegation> delegations(Scope scope, UnitId office) {
        return transactions.reading(scope, () -> delegations.standing(office));
    }

    @Override
    public Outcome<Delegation> delegate(Scope scope, Post from, PersonId to, Instant since, Instant until, String why) {
        return transactions.within(scope, () -> {
            var office =
                    units.find(scope, AsOf.NOW, units.officeOf(scope, from)).orElseThrow();
            return delegations.lend(scope, office, from, new Delegations.Absence(to, since, until, why));
        });
    }

    @Override
    public Outcome<Delegation> takeBack(Scope scope, UUID id, Post from) {
        return transactions.within(scope, () -> delegations.takeBack(id, from));
    }

    private Outcome<Boolean> consequence(Scope scope, SignOff after, String by) {
        return switch (after.state()) {
            case OPEN, OVERTAKEN -> Outcome.done(false);
            case AGREED -> act(after.matter().kind()).carryOut(scope, after.matter(), by);
            case SENT_BACK ->
                act(after.matter().kind())
                        .sendBack(scope, after.matter(), after.marks().getLast().opinion(), by);
        };
    }

    @Override
    public Page<SignOff> waiting(Scope scope, Post signer, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.MOMENT, Cursor.Part.ID);
        return transactions.reading(scope, () -> {
            var office = units.officeOf(scope, signer);
            return sheets.waiting(office, delegations.posts(scope, office, signer), after, limit);
        });
    }
}
