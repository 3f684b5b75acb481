package org.sanhao.server.publication;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;

/** What others may ask about notices, results, objections and effects. */
public interface Publications {
    /** Whoever has not signed in: sees what is published and not one row more. */
    Scope EVERYBODY = Scope.of("public/");

    /** Which results to list; absent parts do not filter. */
    record Wanted(
            @Nullable String name,
            @Nullable String tier,
            @Nullable String region) {
        public static final Wanted ALL = new Wanted(null, null, null);
    }

    Optional<PublicNotice> notice(Scope scope, String code);

    /** The notice a case stands or stood in last. */
    Optional<PublicNotice> noticeOf(Scope scope, CaseId reviewCase);

    /** Notices that run on the day, the one ending first first. */
    Page<PublicNotice> running(Scope scope, @Nullable String cursor, int limit);

    Optional<PublishedResult> result(Scope scope, String code);

    Optional<PublishedResult> resultOf(Scope scope, CaseId reviewCase);

    /** The latest notice of each of many cases, where there is one. */
    Map<CaseId, PublicNotice> noticesOf(Scope scope, List<CaseId> cases);

    /** The result of each of many cases, where there is one. */
    Map<CaseId, PublishedResult> resultsOf(Scope scope, List<CaseId> cases);

    /** Results that count, the latest announced first. */
    Page<PublishedResult> inForce(Scope scope, Wanted wanted, @Nullable String cursor, int limit);

    /** Every result of a unit of the scope, whatever became of it, the latest first. */
    List<PublishedResult> ofUnit(Scope scope, UnitId unit);

    /** The titles of the tiers that stand in published results. */
    List<String> tierTitles(Scope scope);

    /** The file for everybody. */
    Optional<ResultFile> file(Scope scope, String code);

    /** The file with the words behind its commitments, for whoever has the institution in scope. */
    Optional<ResultFile> wholeFile(Scope scope, String code);

    /** What results open, bar or tilt for a unit of the scope, those that hold on the day first. */
    List<Effect> effects(Scope scope, UnitId unit);

    /**
     * What begins for whom when a campaign ends.
     *
     * @param institutions in pinyin order
     */
    record AtEnd(String consequence, Effect effect, List<Unit> institutions) {}

    /** What would begin if a campaign of the scope ended today; empty for one outside of it. */
    Optional<List<AtEnd>> atEnd(Scope scope, CampaignId campaign);

    /**
     * Takes an objection to a notice and halts the case until it is answered.
     *
     * @param formKey of the form; the same form sent twice is one objection
     * @return the code with which the person follows it; refused when the notice is over
     */
    Outcome<String> object(String noticeCode, String formKey, Objection.Mode mode, Objection.Said said);

    /** What became of an objection; empty for an unknown code. */
    Optional<Objection.Followed> follow(String code);

    /** The objections to a case that the scope reaches: the deciding body's and those above. */
    List<Objection> objections(Scope scope, CaseId reviewCase);

    /** Shows the name of a sealed objection; who asks and why is kept. */
    Outcome<Objection> open(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by);

    /** Answers an objection; the last answer lets the case go on, an upheld one sends it back to the desk. */
    Outcome<Objection> answer(
            Scope scope, CaseId reviewCase, ObjectionId id, Who who, boolean upheld, String reason, String by);

    /** Erases name, contact and words of an answered objection; that there was one, and what was decided, stays. */
    Outcome<Objection> erase(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by);

    /** Erases what people said whose answers are old enough on the day; answers how many, nothing when run again. */
    int eraseAnswered(LocalDate today);

    /** Lets results enter force and expire as of the business day; running it again changes nothing. */
    int settle(LocalDate today);
}
