package org.sanhao.server.publication.service;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.server.campaign.CampaignId;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.ObjectionId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Service;

/** Keeps the promises of the module: each subject has a desk of its own behind this one. */
@Service
class PublicationDesk implements Publications {
    private final NoticeDesk notices;
    private final ResultDesk results;
    private final ObjectionDesk objections;

    PublicationDesk(NoticeDesk notices, ResultDesk results, ObjectionDesk objections) {
        this.notices = notices;
        this.results = results;
        this.objections = objections;
    }

    @Override
    public Optional<PublicNotice> notice(Scope scope, String code) {
        return notices.notice(scope, code);
    }

    @Override
    public Optional<PublicNotice> noticeOf(Scope scope, CaseId reviewCase) {
        return notices.noticeOf(scope, reviewCase);
    }

    @Override
    public Page<PublicNotice> running(Scope scope, @Nullable String cursor, int limit) {
        return notices.running(scope, cursor, limit);
    }

    @Override
    public Optional<PublishedResult> result(Scope scope, String code) {
        return results.result(scope, code);
    }

    @Override
    public Optional<PublishedResult> resultOf(Scope scope, CaseId reviewCase) {
        return results.resultOf(scope, reviewCase);
    }

    @Override
    public Map<CaseId, PublicNotice> noticesOf(Scope scope, List<CaseId> cases) {
        return notices.noticesOf(scope, cases);
    }

    @Override
    public Map<CaseId, PublishedResult> resultsOf(Scope scope, List<CaseId> cases) {
        return results.resultsOf(scope, cases);
    }

    @Override
    public Page<PublishedResult> inForce(Scope scope, Wanted wanted, @Nullable String cursor, int limit) {
        return results.inForce(scope, wanted, cursor, limit);
    }

    @Override
    public List<PublishedResult> ofUnit(Scope scope, UnitId unit) {
        return results.ofUnit(scope, unit);
    }

    @Override
    public List<String> tierTitles(Scope scope) {
        return results.tierTitles(scope);
    }

    @Override
    public Optional<ResultFile> file(Scope scope, String code) {
        return results.file(scope, code);
    }

    @Override
    public Optional<ResultFile> wholeFile(Scope scope, String code) {
        return results.wholeFile(scope, code);
    }

    @Override
    public List<Effect> effects(Scope scope, UnitId unit) {
        return results.effects(scope, unit);
    }

    @Override
    public Optional<List<AtEnd>> atEnd(Scope scope, CampaignId campaign) {
        return results.atEnd(scope, campaign);
    }

    @Override
    public Outcome<String> object(String noticeCode, String formKey, Objection.Mode mode, Objection.Said said) {
        return objections.object(noticeCode, formKey, mode, said);
    }

    @Override
    public Optional<Objection.Followed> follow(String code) {
        return objections.follow(code);
    }

    @Override
    public List<Objection> objections(Scope scope, CaseId reviewCase) {
        return objections.objections(scope, reviewCase);
    }

    @Override
    public Outcome<Objection> open(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return objections.open(scope, reviewCase, id, who, why, by);
    }

    @Override
    public Outcome<Objection> answer(
            Scope scope, CaseId reviewCase, ObjectionId id, Who who, boolean upheld, String reason, String by) {
        return objections.answer(scope, reviewCase, id, who, upheld, reason, by);
    }

    @Override
    public Outcome<Objection> erase(Scope scope, CaseId reviewCase, ObjectionId id, Who who, String why, String by) {
        return objections.erase(scope, reviewCase, id, who, why, by);
    }

    @Override
    public int eraseAnswered(LocalDate today) {
        return objections.eraseAnswered(today);
    }

    @Override
    public int settle(LocalDate today) {
        return results.settle(today);
    }
}
