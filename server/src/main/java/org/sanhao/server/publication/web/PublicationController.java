package org.sanhao.server.publication.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.publication.Effect;
import org.sanhao.server.publication.Objection;
import org.sanhao.server.publication.ObjectionId;
import org.sanhao.server.publication.PublicNotice;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.publication.PublishedResult;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.Reviews;
import org.sanhao.server.review.domain.Who;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What officers see of notices, objections and results, and what an institution sees of its own. */
@RestController
class PublicationController {
    private final Publications publications;
    private final Reviews reviews;
    private final Units units;
    private final ResultFiles files;
    private final RequestOnce once;

    PublicationController(
            Publications publications, Reviews reviews, Units units, ResultFiles files, RequestOnce once) {
        this.publications = publications;
        this.reviews = reviews;
        this.units = units;
        this.files = files;
        this.once = once;
    }

    /** A notice as officers and institutions see it. */
    record NoticeView(
            String code,
            LocalDate first,
            LocalDate last,
            String tierTitle,
            String bodyName,
            int objections,
            int waiting,
            @Nullable String ended) {
        static NoticeView of(PublicNotice notice) {
            return new NoticeView(
                    notice.code(),
                    notice.first(),
                    notice.last(),
                    notice.tierTitle(),
                    notice.bodyName(),
                    notice.objections(),
                    notice.objections() - notice.upheld() - notice.dismissed(),
                    notice.ended());
        }
    }

    /** A result as officers and institutions see it. */
    record ResultView(
            String code,
            UUID caseId,
            String campaignTitle,
            boolean sample,
            String tierTitle,
            String bodyName,
            String number,
            LocalDate announcedOn,
            LocalDate from,
            LocalDate until,
            String state,
            LocalDate stateOn,
            @Nullable LocalDate filedOn) {
        static ResultView of(PublishedResult result) {
            return new ResultView(
                    PublicWords.grouped(result.code()),
                    result.reviewCase().value(),
                    result.campaignTitle(),
                    result.sample(),
                    result.tierTitle(),
                    result.bodyName(),
                    result.number(),
                    result.announcedOn(),
                    result.from(),
                    result.until(),
                    result.state().code(),
                    result.stateOn(),
                    result.filedOn());
        }
    }

    /** A case on the desk of the deciding body, from its proposal on. */
    record DeskRow(
            UUID id,
            String unit,
            String state,
            @Nullable NoticeView notice,
            @Nullable ResultView result) {}

    /** Everything published about one case. */
    record CasePublication(
            @Nullable NoticeView notice,
            @Nullable ResultView result,
            List<ObjectionView> objections,
            boolean mayAnswer) {}

    /** An objection; the name only as far as it may be seen. */
    record ObjectionView(
            UUID id,
            String mode,
            LocalDate receivedOn,
            @Nullable String name,
            @Nullable String contact,
            @Nullable String words,
            @Nullable LocalDate erasedOn,
            @Nullable String erasedWhy,
            @Nullable LocalDate answeredOn,
            @Nullable Boolean upheld,
            @Nullable String reason) {
        static ObjectionView of(Objection objection) {
            return new ObjectionView(
                    objection.id().value(),
                    objection.mode().code(),
                    objection.receivedOn(),
                    objection.name(),
                    objection.contact(),
                    objection.words(),
                    objection.erasedOn(),
                    objection.erasedWhy(),
                    objection.answeredOn(),
                    objection.upheld(),
                    objection.reason());
        }
    }

    /** What an institution reached, and what that opens and bars. */
    record UnitResults(List<ResultView> results, List<Effect> effects) {}

    record AnswerBody(
            @NotNull(message = "选择成立或不成立") Boolean upheld,

            @NotBlank(message = "写明理由") @Size(max = 2000, message = "不超过 2000 字")
            String reason) {}

    record ReasonBody(
            @NotBlank(message = "写明理由") @Size(max = 2000, message = "不超过 2000 字")
            String reason) {}

    @GetMapping("/api/publication/desk")
    Page<DeskRow> desk(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.REVIEW);
        var page = reviews.decided(acting.scope(), units.levelOf(acting.scope(), acting.post()), cursor, limit);
        var ids = page.items().stream().map(CaseRecord::id).toList();
        var notices = publications.noticesOf(acting.scope(), ids);
        var results = publications.resultsOf(acting.scope(), ids);
        return page.map(review -> {
            var notice = notices.get(review.id());
            var result = results.get(review.id());
            return new DeskRow(
                    review.id().value(),
                    review.unitName(),
                    review.review().state().getClass().getSimpleName(),
                    notice == null ? null : NoticeView.of(notice),
                    result == null ? null : ResultView.of(result));
        });
    }

    @GetMapping("/api/cases/{id}/publication")
    CasePublication ofCase(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var review = caseOf(acting, id);
        var who = who(acting);
        boolean decides = who.level() == review.review().route().decidedAt();
        return new CasePublication(
                publications
                        .noticeOf(acting.scope(), review.id())
                        .map(NoticeView::of)
                        .orElse(null),
                publications
                        .resultOf(acting.scope(), review.id())
                        .map(ResultView::of)
                        .orElse(null),
                decides
                        ? publications.objections(acting.scope(), review.id()).stream()
                                .map(ObjectionView::of)
                                .toList()
                        : List.of(),
                decides && who.head());
    }

    @PostMapping("/api/cases/{id}/objections/{objection}/answer")
    ResponseEntity<ObjectionView> answer(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable UUID objection,
            @Valid @RequestBody AnswerBody body,
            HttpServletRequest request) {
        return act(
                acting,
                id,
                body,
                request,
                review -> publications
                        .answer(
                                acting.scope(),
                                review.id(),
                                new ObjectionId(objection),
                                who(acting),
                                body.upheld(),
                                body.reason(),
                                acting.by())
                        .map(PublicationController::bare));
    }

    @PostMapping("/api/cases/{id}/objections/{objection}/opening")
    ResponseEntity<ObjectionView> open(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable UUID objection,
            @Valid @RequestBody ReasonBody body,
            HttpServletRequest request) {
        return act(
                acting,
                id,
                body,
                request,
                review -> publications
                        .open(
                                acting.scope(),
                                review.id(),
                                new ObjectionId(objection),
                                who(acting),
                                body.reason(),
                                acting.by())
                        .map(opened -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(ObjectionView.of(opened))));
    }

    @PostMapping("/api/cases/{id}/objections/{objection}/erasure")
    ResponseEntity<ObjectionView> erase(
            Acting acting,
            @PathVariable UUID id,
            @PathVariable UUID objection,
            @Valid @RequestBody ReasonBody body,
            HttpServletRequest request) {
        return act(
                acting,
                id,
                body,
                request,
                review -> publications
                        .erase(
                                acting.scope(),
                                review.id(),
                                new ObjectionId(objection),
                                who(acting),
                                body.reason(),
                                acting.by())
                        .map(PublicationController::bare));
    }

    /** What is kept beside the request holds no word of a person; a name that is opened is shown and kept nowhere. */
    private ResponseEntity<ObjectionView> act(
            Acting acting,
            UUID id,
            Object body,
            HttpServletRequest request,
            Function<CaseRecord, Outcome<ResponseEntity<ObjectionView>>> work) {
        acting.require(Ability.DECIDE);
        var review = caseOf(acting, id);
        return once.act(request, acting.scope(), acting.by(), body, () -> work.apply(review));
    }

    private static ResponseEntity<ObjectionView> bare(Objection objection) {
        return ResponseEntity.ok(new ObjectionView(
                objection.id().value(),
                objection.mode().code(),
                objection.receivedOn(),
                null,
                null,
                null,
                objection.erasedOn(),
                objection.erasedWhy(),
                objection.answeredOn(),
                objection.upheld(),
                objection.reason()));
    }

    @GetMapping("/api/my/results")
    UnitResults mine(Acting acting) {
        acting.require(Ability.READ_WORK);
        return of(acting, units.officeOf(acting.scope(), acting.post()));
    }

    @GetMapping("/api/units/{id}/results")
    UnitResults ofUnit(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        if (units.find(acting.scope(), AsOf.NOW, new UnitId(id)).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return of(acting, new UnitId(id));
    }

    private UnitResults of(Acting acting, UnitId unit) {
        return new UnitResults(
                publications.ofUnit(acting.scope(), unit).stream()
                        .map(ResultView::of)
                        .toList(),
                publications.effects(acting.scope(), unit));
    }

    /** The file with the words behind its commitments; for the parties only. */
    @GetMapping("/api/results/{code}/file")
    ResponseEntity<byte[]> whole(Acting acting, @PathVariable String code) {
        acting.require(Ability.READ_WORK);
        var file = publications
                .wholeFile(acting.scope(), code)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        var bytes = files.bytes(file);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"result.json\"")
                .body(bytes);
    }

    private CaseRecord caseOf(Acting acting, UUID id) {
        return reviews.find(acting.scope(), new CaseId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private Who who(Acting acting) {
        var kind = acting.post().kind();
        boolean head =
                kind == PostKind.PRINCIPAL || kind == PostKind.LEADER_IN_CHARGE || kind == PostKind.DIVISION_HEAD;
        return head || kind == PostKind.HANDLER
                ? Who.authority(units.levelOf(acting.scope(), acting.post()), head)
                : Who.PUBLIC;
    }
}
