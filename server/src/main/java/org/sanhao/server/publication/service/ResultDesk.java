package org.sanhao.server.publication.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.Cursor;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.result.ResultDocument;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.lang.pack.result.ResultFile.Opening;
import org.sanhao.lang.pack.source.YamlText;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.campaign.Campaigns;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.Publications.Wanted;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.publication.domain.ResultState;
import org.sanhao.server.publication.store.EffectStore;
import org.sanhao.server.publication.store.ResultStore;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.workers.Workers;
import org.springframework.stereotype.Component;

/** Shows results with their files and effects, and lets their days pass. */
@Component
class ResultDesk {
    private static final String PRODUCT = "product";
    private static final int AT_ONCE = 100;

    private final ScopedTransactions transactions;
    private final ResultStore results;
    private final EffectStore effects;
    private final Consequences consequences;
    private final Campaigns campaigns;
    private final Reviews reviews;
    private final Packs packs;
    private final Words words;
    private final Workers workers;
    private final BusinessClock clock;

    ResultDesk(
            ScopedTransactions transactions,
            ResultStore results,
            EffectStore effects,
            Consequences consequences,
            Campaigns campaigns,
            Reviews reviews,
            Packs packs,
            Words words,
            Workers workers,
            BusinessClock clock) {
        this.transactions = transactions;
        this.results = results;
        this.effects = effects;
        this.consequences = consequences;
        this.campaigns = campaigns;
        this.reviews = reviews;
        this.packs = packs;
        this.words = words;
        this.workers = workers;
        this.clock = clock;
    }

    Optional<PublishedResult> result(Scope scope, String code) {
        return transactions.reading(scope, () -> results.byCode(Codes.tidy(code)));
    }

    Optional<PublishedResult> resultOf(Scope scope, CaseId reviewCase) {
        return transactions.reading(scope, () -> results.ofCase(reviewCase));
    }

    Map<CaseId, PublishedResult> resultsOf(Scope scope, List<CaseId> cases) {
        return transactions.reading(
                scope,
                () -> results.ofCases(cases).stream()
                        .collect(Collectors.toMap(PublishedResult::reviewCase, Function.identity())));
    }

    Page<PublishedResult> inForce(Scope scope, Wanted wanted, @Nullable String cursor, int limit) {
        var after = Cursor.parse(cursor, Cursor.Part.DAY, Cursor.Part.TEXT);
        return transactions.reading(scope, () -> results.inForce(wanted, after, limit));
    }

    List<PublishedResult> ofUnit(Scope scope, UnitId unit) {
        return transactions.reading(
                scope,
                () -> results.ofUnit(unit).stream()
                        .filter(result -> scope.covers(result.scopePath()))
                        .toList());
    }

    List<String> tierTitles(Scope scope) {
        return transactions.reading(scope, results::tierTitles);
    }

    Optional<ResultFile> file(Scope scope, String code) {
        return transactions
                .reading(scope, () -> results.document(Codes.tidy(code)))
                .map(stored -> file(stored, List.of()));
    }

    private record Whole(ResultStore.Stored stored, List<Opening> openings) {}

    Optional<ResultFile> wholeFile(Scope scope, String code) {
        return transactions
                .reading(
                        scope,
                        () -> results.byCode(Codes.tidy(code))
                                .filter(result -> scope.covers(result.scopePath()))
                                .flatMap(result -> results.document(result.code()))
                                .map(stored -> new Whole(
                                        stored,
                                        results.withheld(stored.id()).stream()
                                                .map(this::opening)
                                                .toList())))
                .map(whole -> file(whole.stored(), whole.openings()));
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
        return new ResultFile(
                ResultFile.KIND,
                workers.brief(() -> read(stored.document())),
                packs.get(stored.pack()).pack(),
                stored.seal(),
                openings);
    }

    private static ResultDocument read(String document) {
        var root = YamlText.readCanonical("document", document).root().orElseThrow();
        return Objects.requireNonNull(
                Language1.SHAPE.bind(ResultDocument.class, root).value());
    }

    List<Effect> effects(Scope scope, UnitId unit) {
        return transactions.reading(scope, () -> effects.of(unit, clock.today()));
    }

    Optional<List<Publications.AtEnd>> atEnd(Scope scope, CampaignId campaign) {
        return transactions.reading(
                scope,
                () -> campaigns
                        .find(scope, AsOf.NOW, campaign)
                        .filter(found -> scope.covers(found.scopePath()))
                        .map(found -> consequences.atEnd(scope, campaign)));
    }

    int settle(LocalDate today) {
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
