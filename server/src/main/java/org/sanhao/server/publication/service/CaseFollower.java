package org.sanhao.server.publication.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Ids;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.lang.pack.Id;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.NoticeId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.ResultId;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.publication.store.NoticeStore;
import org.sanhao.server.publication.store.ObjectionStore;
import org.sanhao.server.publication.store.ResultStore;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what a move of a case means to the public, in the transaction of the move: a result is either announced and
 * published or neither.
 */
@Component
class CaseFollower {
    private static final int CODE = 12;

    private final Reviews reviews;
    private final Campaigns campaigns;
    private final Packs packs;
    private final Units units;
    private final NoticeStore notices;
    private final ResultStore results;
    private final ObjectionStore objections;
    private final Consequences consequences;
    private final ResultWriter writer;
    private final ResultKey key;
    private final Words words;
    private final BusinessClock clock;

    CaseFollower(
            Reviews reviews,
            Campaigns campaigns,
            Packs packs,
            Units units,
            NoticeStore notices,
            ResultStore results,
            ObjectionStore objections,
            Consequences consequences,
            ResultWriter writer,
            ResultKey key,
            Words words,
            BusinessClock clock) {
        this.reviews = reviews;
        this.campaigns = campaigns;
        this.packs = packs;
        this.units = units;
        this.notices = notices;
        this.results = results;
        this.objections = objections;
        this.consequences = consequences;
        this.writer = writer;
        this.key = key;
        this.words = words;
        this.clock = clock;
    }

    @EventListener
    void follow(CaseMoved moved) {
        var scope = ScopedTransactions.current();
        switch (moved.event()) {
            case "PublicNoticeOpened" -> open(scope, moved);
            case "ApplicationWithdrawn" -> end(moved, "withdrawn");
            case "ObjectionUpheld" -> uphold(moved);
            case "OpinionGiven", "ObjectionDismissed" -> allAnswered(moved);
            case "RecognitionAnnounced" -> announce(scope, moved);
            case "ResultFiled" -> file(scope, moved);
            default -> ResultState.after(moved.event()).ifPresent(state -> become(scope, moved, state));
        }
    }

    private void open(Scope scope, CaseMoved moved) {
        var review = reviews.find(scope, moved.reviewCase()).orElseThrow();
        var shown = (CaseState.PublicNotice) review.review().state();
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var pack = packs.get(campaign.pack()).pack();
        var above = units.above(scope, review.unit());
        var body = above.stream()
                .filter(unit -> unit.level() == shown.at())
                .findFirst()
                .orElseThrow();
        var title = pack.tier(new Id(shown.tier())).orElseThrow().title().zh();
        var notice = new PublicNotice(
                NoticeId.next(),
                Ids.token(CODE),
                review.id(),
                shown.first(),
                shown.last(),
                shown.tier(),
                title,
                campaign.title(),
                pack.sample(),
                review.unit(),
                review.unitName(),
                region(above),
                body.id(),
                body.name(),
                0,
                0,
                0,
                null,
                review.scopePath());
        notices.open(notice, moved.version(), "product", clock.now());
    }

    /** The places from the province down, as the register names them. */
    private static String region(List<Unit> above) {
        var places = new ArrayList<String>();
        for (var unit : above.reversed()) {
            if (unit.level() != Level.NATION) {
                var place = unit.attributes().get("place");
                places.add(place == null ? unit.name() : place.toString());
            }
        }
        return String.join("", places);
    }

    private void end(CaseMoved moved, String how) {
        notices.ofCase(moved.reviewCase())
                .filter(notice -> notice.ended() == null)
                .ifPresent(notice -> notices.end(notice, how, clock.now()));
    }

    /** A case goes back because of an answer that says so, never past the objection. */
    private void uphold(CaseMoved moved) {
        if (notices.ofCase(moved.reviewCase())
                .filter(notice -> notice.upheld() > 0)
                .isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.OBJECTIONS_WAIT, objections.waiting(moved.reviewCase())));
        }
        end(moved, "upheld");
    }

    /** Whoever judges again after an upheld objection has read every other one, too. */
    private void allAnswered(CaseMoved moved) {
        int waiting = objections.waiting(moved.reviewCase());
        if (waiting > 0) {
            throw new RefusedException(Refusal.of(ErrorCode.OBJECTIONS_WAIT, waiting));
        }
    }

    private void announce(Scope scope, CaseMoved moved) {
        allAnswered(moved);
        var review = reviews.find(scope, moved.reviewCase()).orElseThrow();
        var announced = (CaseState.Announced) review.review().state();
        var notice = notices.ofCase(review.id()).orElseThrow();
        var campaign = campaigns.find(scope, AsOf.NOW, review.campaign()).orElseThrow();
        var validity = packs.get(campaign.pack()).pack().validity();
        var until = announced
                .on()
                .plusYears(validity == null ? 1 : validity.years())
                .minusDays(1);
        var code = Ids.token(CODE);
        var written = writer.write(scope, review, announced, notice, code, until);
        var result = new PublishedResult(
                ResultId.next(),
                code,
                review.id(),
                notice.id(),
                notice.tier(),
                notice.tierTitle(),
                notice.campaignTitle(),
                notice.sample(),
                notice.unit(),
                review.unitName(),
                notice.region(),
                notice.bodyName(),
                announced.number(),
                announced.on(),
                announced.on(),
                until,
                ResultState.ANNOUNCED,
                announced.on(),
                null,
                review.scopePath());
        var stored = new ResultStore.Stored(
                result.id(), written.document().json(), key.seal(written.document()), campaign.pack());
        results.announce(result, stored, "product", clock.now());
        results.become(
                result.id(), ResultState.ANNOUNCED, announced.on(), announced.on(), clock.now(), result.scopePath());
        var sealed = new HashMap<String, byte[]>();
        written.withheld().forEach((commitment, said) -> sealed.put(commitment, words.seal(said, commitment)));
        results.withhold(result.id(), sealed, result.scopePath());
        notices.end(notice, "announced", clock.now());
    }

    private void file(Scope scope, CaseMoved moved) {
        var review = reviews.find(scope, moved.reviewCase()).orElseThrow();
        var level = review.review().route().record();
        results.ofCase(moved.reviewCase())
                .filter(result -> level != null)
                .ifPresent(result -> results.file(
                        result,
                        clock.today(),
                        java.util.Objects.requireNonNull(level).code(),
                        clock.now()));
    }

    private void become(Scope scope, CaseMoved moved, ResultState state) {
        var result = results.ofCase(moved.reviewCase()).orElse(null);
        if (result == null) {
            return;
        }
        LocalDate today = clock.today();
        // The day after the last is the first on which the result no longer counts.
        var due = state.holds() ? result.until().plusDays(1) : null;
        results.become(result.id(), state, today, due, clock.now(), result.scopePath());
        if (state == ResultState.IN_FORCE && result.state() == ResultState.ANNOUNCED) {
            consequences.begin(scope, reviews.find(scope, moved.reviewCase()).orElseThrow(), result);
        }
        if (state == ResultState.REVOKED || state == ResultState.REMOVED) {
            consequences.cut(result, today, state);
        }
    }
}
