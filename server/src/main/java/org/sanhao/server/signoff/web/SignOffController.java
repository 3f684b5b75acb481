package org.sanhao.server.signoff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Units;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Minutes;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sheets that go along the chain of an office. */
@RestController
class SignOffController {
    private final SignOffs signOffs;
    private final Units units;
    private final People people;
    private final RequestOnce once;

    SignOffController(SignOffs signOffs, Units units, People people, RequestOnce once) {
        this.signOffs = signOffs;
        this.units = units;
        this.people = people;
        this.once = once;
    }

    record PutBody(
            @NotBlank @CodesOf(MatterKind.class) String kind,
            @NotNull UUID subject) {}

    record MarkBody(
            boolean agreed,

            @NotNull @Size(max = 2000, message = "不超过 2000 字")
            String opinion,

            @Nullable @Valid MinutesBody minutes) {}

    /** What a meeting decided, out of its minutes. */
    record MinutesBody(
            @NotBlank(message = "填写会议纪要编号") @Size(max = 60, message = "不超过 60 字")
            String number,

            @NotNull(message = "填写会议日期") LocalDate heldOn,
            @NotNull @Size(max = 99) List<@NotBlank @Size(max = 50) String> present) {
        Minutes minutes() {
            return new Minutes(number.strip(), heldOn, present);
        }

        static MinutesBody of(Minutes minutes) {
            return new MinutesBody(minutes.number(), minutes.heldOn(), minutes.present());
        }
    }

    /** A row of what waits. */
    record WaitingRow(
            UUID id,
            @CodesOf(MatterKind.class) String kind,
            String kindTitle,
            UUID subject,
            String title,
            Instant openedAt,
            String step) {
        static WaitingRow of(SignOff sheet) {
            return new WaitingRow(
                    sheet.id().value(),
                    sheet.matter().kind().code(),
                    sheet.matter().kind().title(),
                    sheet.matter().subject(),
                    sheet.matter().title(),
                    sheet.openedAt(),
                    sheet.waitsFor().map(Chain.Step::title).orElse(""));
        }
    }

    /**
     * One step of the chain with its signature.
     *
     * @param by name of the signer, empty when it lies outside the scope; null while it is not signed
     * @param forWhom name of whoever lent the signature, null when it is their own
     * @param quorum how many have to be present where a meeting decides, null for a signature
     */
    record StepView(
            String title,
            @Nullable Boolean agreed,
            String opinion,
            @Nullable String by,
            @Nullable String postTitle,
            @Nullable Instant at,
            @Nullable String forWhom,
            @Nullable Integer quorum,
            @Nullable MinutesBody minutes,
            @Nullable PaperSignView paper) {}

    /**
     * That a signature stands on paper.
     *
     * @param enteredBy name of whoever entered it
     * @param copy number and version of the printed form
     * @param scan of the signed paper
     * @param contested what the person it is of says against it, null when nothing
     * @param mine whether it is the acting person's, to be contested by nobody else
     */
    record PaperSignView(
            LocalDate on,
            String enteredBy,
            String copy,
            UUID scan,
            @Nullable String contested,
            boolean mine) {}

    /**
     * A sheet.
     *
     * @param yours whether the acting post gives the next signature
     */
    record SignOffView(
            UUID id,
            int version,
            @CodesOf(MatterKind.class) String kind,
            String kindTitle,
            UUID subject,
            String title,
            String hash,
            @CodesOf(State.class) String state,
            String stateTitle,
            Instant openedAt,
            String openedBy,
            List<StepView> steps,
            boolean yours) {}

    /**
     * How a matter stands with its office.
     *
     * @param now whether it is to be signed now, and by the acting person's office
     * @param steps of the chain that would be gone along now
     * @param oneStep whether one signature is enough, so that nothing is put up
     */
    record StandingView(
            @CodesOf(MatterKind.class) String kind,
            String kindTitle,
            boolean now,
            List<String> steps,
            boolean oneStep,
            @Nullable SignOffView last) {}

    @GetMapping("/api/sign-offs")
    Page<WaitingRow> waiting(
            Acting acting,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        return signOffs.waiting(acting.scope(), acting.post(), cursor, limit).map(WaitingRow::of);
    }

    @GetMapping("/api/sign-offs/of/{kind}/{subject}")
    StandingView standing(Acting acting, @PathVariable String kind, @PathVariable UUID subject) {
        acting.require(Ability.READ_WORK);
        var wanted = kind(kind);
        var office = units.officeOf(acting.scope(), acting.post());
        var chain = signOffs.chain(acting.scope(), office, wanted);
        var matter = switch (signOffs.matter(acting.scope(), wanted, subject)) {
            case Outcome.Done<Matter>(var there) -> there.office().equals(office) ? there : null;
            case Outcome.Refused<Matter>(var no)
            when no.code() == ErrorCode.NOT_FOUND -> throw new RefusedException(no);
            case Outcome.Refused<Matter> notNow -> null;
        };
        return new StandingView(
                wanted.code(),
                wanted.title(),
                matter != null,
                chain.steps().stream().map(Chain.Step::title).toList(),
                chain.isUsual(),
                signOffs.last(acting.scope(), wanted, subject)
                        .map(sheet -> view(acting, asOf(matter, sheet)))
                        .orElse(null));
    }

    /** What has changed since it was put up is told as overtaken before anybody puts it up anew. */
    private static SignOff asOf(@Nullable Matter matter, SignOff sheet) {
        return sheet.state() == State.OPEN
                        && (matter == null
                                || !matter.hash().equals(sheet.matter().hash()))
                ? sheet.with(sheet.marks(), State.OVERTAKEN)
                : sheet;
    }

    @PostMapping("/api/sign-offs")
    ResponseEntity<SignOffView> put(Acting acting, @Valid @RequestBody PutBody body, HttpServletRequest request) {
        var wanted = kind(body.kind());
        acting.require(wanted == MatterKind.APPLICATION ? Ability.APPLY : Ability.DECIDE);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> signOffs.put(acting.scope(), wanted, body.subject(), acting.post())
                        .map(sheet -> answer(acting, sheet)));
    }

    @PostMapping("/api/sign-offs/{id}/marks")
    ResponseEntity<SignOffView> sign(
            Acting acting,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody MarkBody body,
            HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        int seen = IfMatch.version(version);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> signOffs.sign(
                                acting.scope(),
                                new SignOffId(id),
                                seen,
                                body.agreed(),
                                body.opinion(),
                                body.minutes() == null ? null : body.minutes().minutes(),
                                acting.post())
                        .map(sheet -> answer(acting, sheet)));
    }

    private ResponseEntity<SignOffView> answer(Acting acting, SignOff sheet) {
        return ResponseEntity.ok().eTag(IfMatch.tag(sheet.marks().size())).body(view(acting, sheet));
    }

    private SignOffView view(Acting acting, SignOff sheet) {
        var names = people.namesOf(
                acting.scope(),
                Stream.concat(
                                Stream.of(sheet.openedBy()),
                                sheet.marks().stream().flatMap(SignOff.Mark::people))
                        .distinct()
                        .toList());
        var matter = sheet.matter();
        return new SignOffView(
                sheet.id().value(),
                sheet.marks().size(),
                matter.kind().code(),
                matter.kind().title(),
                matter.subject(),
                matter.title(),
                matter.hash(),
                sheet.state().code(),
                sheet.state().title(),
                sheet.openedAt(),
                names.getOrDefault(sheet.openedBy(), ""),
                steps(acting, sheet, names),
                signOffs.isFor(acting.scope(), sheet, acting.post()));
    }

    private List<StepView> steps(Acting acting, SignOff sheet, Map<String, String> names) {
        var contests = sheet.marks().stream().anyMatch(mark -> mark.paper() != null)
                ? signOffs.contests(acting.scope(), sheet.id())
                : List.<SignOff.Contest>of();
        var all = new ArrayList<StepView>();
        for (int i = 0; i < sheet.chain().steps().size(); i++) {
            var step = sheet.chain().steps().get(i);
            var quorum = step instanceof Chain.Meeting meeting ? meeting.quorum() : null;
            if (i >= sheet.marks().size()) {
                all.add(new StepView(step.title(), null, "", null, null, null, null, quorum, null, null));
                continue;
            }
            var mark = sheet.marks().get(i);
            all.add(new StepView(
                    step.title(),
                    mark.agreed(),
                    mark.opinion(),
                    names.getOrDefault(mark.by(), ""),
                    mark.postTitle(),
                    mark.at(),
                    mark.forWhom() == null ? null : names.getOrDefault(mark.forWhom(), ""),
                    quorum,
                    mark.minutes() == null ? null : MinutesBody.of(mark.minutes()),
                    paper(acting, mark, names, contests)));
        }
        return all;
    }

    private static @Nullable PaperSignView paper(
            Acting acting, SignOff.Mark mark, Map<String, String> names, List<SignOff.Contest> contests) {
        var paper = mark.paper();
        return paper == null
                ? null
                : new PaperSignView(
                        paper.on(),
                        names.getOrDefault(paper.enteredBy(), ""),
                        paper.copy(),
                        paper.scan(),
                        contests.stream()
                                .filter(each -> each.step() == mark.step())
                                .map(SignOff.Contest::why)
                                .findFirst()
                                .orElse(null),
                        mark.by().equals(acting.by()));
    }

    static MatterKind kind(String code) {
        for (var each : MatterKind.values()) {
            if (each.code().equals(code)) {
                return each;
            }
        }
        throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
    }
}
