package org.sanhao.server.institution.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.http.StaleVersion;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.Person;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.PostTerm;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.scope.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People and their posts, as far as the acting post reaches. */
@RestController
@RequestMapping("/api")
class PeopleController {
    private final People people;
    private final RequestOnce once;
    private final BusinessClock clock;

    PeopleController(People people, RequestOnce once, BusinessClock clock) {
        this.people = people;
        this.once = once;
        this.clock = clock;
    }

    record PersonView(
            UUID id, int version, String name, @Nullable String staffNo, UUID unit, String unitName) {
        static PersonView of(Person person) {
            return new PersonView(
                    person.id().value(),
                    person.version(),
                    person.name(),
                    person.staffNo(),
                    person.unit().value(),
                    person.unitName());
        }
    }

    record PostView(
            UUID id,
            UUID unit,
            String unitName,
            String line,
            String kind,
            String title,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String endedWhy) {
        static PostView of(PostTerm term) {
            return new PostView(
                    term.id().value(),
                    term.unit().value(),
                    term.unitName(),
                    term.line().code(),
                    term.kind().code(),
                    term.title(),
                    term.from(),
                    term.until(),
                    term.endedWhy());
        }
    }

    @GetMapping("/people")
    Page<PersonView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        caller.require(Ability.READ_REGISTER);
        return people.list(caller.scope(), unit == null ? null : new UnitId(unit), q, cursor, limit)
                .map(PersonView::of);
    }

    /** How many people the acting post sees, and how many of them hold a post today. */
    @GetMapping("/people/counts")
    People.Headcount counts(Caller caller) {
        caller.require(Ability.READ_REGISTER);
        return people.headcount(caller.scope(), clock.today());
    }

    @GetMapping("/people/{id}")
    ResponseEntity<PersonView> find(Caller caller, @PathVariable UUID id) {
        caller.require(Ability.READ_REGISTER);
        return tagged(known(caller, id));
    }

    /** Every post the person held, holds or will hold within the scope, the latest first. */
    @GetMapping("/people/{id}/posts")
    List<PostView> posts(Caller caller, @PathVariable UUID id) {
        if (!caller.can(Ability.MANAGE_SECURITY)) {
            caller.require(Ability.READ_REGISTER);
        }
        known(caller, id);
        return people.terms(caller.scope(), new PersonId(id)).stream()
                .map(PostView::of)
                .toList();
    }

    record NewPerson(
            @NotNull(message = "选择单位或科室") UUID unit,

            @NotBlank(message = "填写姓名") @Size(max = 50, message = "不超过 50 个字")
            String name,

            @Nullable @Size(max = 30, message = "不超过 30 个字符")
            String staffNo) {}

    @PostMapping("/people")
    ResponseEntity<PersonView> register(Caller caller, HttpServletRequest request, @Valid @RequestBody NewPerson body) {
        caller.require(Ability.MANAGE_PEOPLE);
        return once.act(request, caller.scope(), caller.by(), body, () -> {
            var id = PersonId.next();
            var draft = new PersonDraft(id, new UnitId(body.unit()), body.name().strip(), blankToNull(body.staffNo()));
            return people.register(caller.scope(), List.of(draft), caller.by())
                    .map(count -> ResponseEntity.created(URI.create("/api/people/" + id))
                            .eTag(IfMatch.tag(1))
                            .body(PersonView.of(people.find(caller.scope(), id).orElseThrow())));
        });
    }

    record PersonCorrection(
            @NotBlank(message = "填写姓名") @Size(max = 50, message = "不超过 50 个字")
            String name,

            @Nullable @Size(max = 30, message = "不超过 30 个字符")
            String staffNo) {}

    @PutMapping("/people/{id}")
    ResponseEntity<PersonView> correct(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody PersonCorrection body) {
        caller.require(Ability.MANAGE_PEOPLE);
        var outcome = people.correct(
                caller.scope(),
                new PersonId(id),
                IfMatch.version(seen),
                body.name().strip(),
                blankToNull(body.staffNo()),
                caller.by());
        return versioned(caller, id, outcome);
    }

    record TransferRequest(@NotNull(message = "选择调入的单位或科室") UUID unit) {}

    @PutMapping("/people/{id}/unit")
    ResponseEntity<PersonView> transfer(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody TransferRequest body) {
        caller.require(Ability.MANAGE_PEOPLE);
        return versioned(
                caller,
                id,
                people.transfer(
                        caller.scope(), new PersonId(id), IfMatch.version(seen), new UnitId(body.unit()), caller.by()));
    }

    record WhyRequest(
            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    @PostMapping("/people/{id}/leave")
    ResponseEntity<PersonView> leave(
            Caller caller,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody WhyRequest body) {
        caller.require(Ability.MANAGE_PEOPLE);
        int version = IfMatch.version(seen);
        return once.act(
                request,
                Scope.SYSTEM,
                caller.by(),
                body,
                () -> people.leave(
                                caller.scope(),
                                new PersonId(id),
                                version,
                                body.why().strip(),
                                caller.by())
                        .map(person -> ResponseEntity.ok(PersonView.of(person))));
    }

    record NewPost(
            @NotNull(message = "选择单位或科室") UUID unit,
            @NotBlank(message = "选择岗位类别") String kind,

            @NotBlank(message = "填写岗位名称") @Size(max = 50, message = "不超过 50 个字")
            String title,

            @Nullable LocalDate from) {}

    @PostMapping("/people/{id}/posts")
    ResponseEntity<PostView> appoint(
            Caller caller, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody NewPost body) {
        var kind = kindOf(body.kind());
        requireFor(caller, kind);
        if (caller.by().equals(id.toString())) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_ONESELF));
        }
        return once.act(request, caller.scope(), caller.by(), body, () -> {
            if (people.find(caller.scope(), new PersonId(id)).isEmpty()) {
                return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
            }
            var misfit = people.misfit(caller.scope(), new UnitId(body.unit()), kind);
            if (misfit.isPresent()) {
                return misfit.get().asOutcome();
            }
            var post = PostId.next();
            var draft = new PostDraft(
                    post,
                    new PersonId(id),
                    new UnitId(body.unit()),
                    Line.ADMINISTRATIVE,
                    kind,
                    body.title().strip());
            return people.appoint(
                            caller.scope(),
                            List.of(draft),
                            body.from() == null ? clock.today() : body.from(),
                            caller.by())
                    .map(count -> ResponseEntity.status(201)
                            .body(people.terms(caller.scope(), new PersonId(id)).stream()
                                    .filter(term -> term.id().equals(post))
                                    .map(PostView::of)
                                    .findFirst()
                                    .orElseThrow()));
        });
    }

    record EndRequest(
            @NotNull(message = "填写免去的日期") LocalDate until,

            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    @PostMapping("/posts/{id}/end")
    ResponseEntity<PostView> end(
            Caller caller, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody EndRequest body) {
        if (!caller.can(Ability.MANAGE_SECURITY)) {
            caller.require(Ability.MANAGE_PEOPLE);
        }
        var term = people.term(caller.scope(), new PostId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        requireFor(caller, term.kind());
        return once.act(
                request,
                caller.scope(),
                caller.by(),
                body,
                () -> people.endPost(
                                caller.scope(),
                                new PostId(id),
                                body.until(),
                                body.why().strip(),
                                caller.by())
                        .map(ended -> ResponseEntity.ok(PostView.of(ended))));
    }

    /** The three administrators are the security administrator's to appoint, all other posts are not. */
    private static void requireFor(Caller caller, PostKind kind) {
        if (!kind.isDeploymentAdministrator()) {
            caller.require(Ability.MANAGE_PEOPLE);
        } else if (caller.can(Ability.MANAGE_PEOPLE)) {
            throw new RefusedException(Refusal.of(ErrorCode.ADMINISTRATOR_BY_SECURITY));
        } else {
            caller.require(Ability.MANAGE_SECURITY);
        }
    }

    private Person known(Caller caller, UUID id) {
        return people.find(caller.scope(), new PersonId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static ResponseEntity<PersonView> tagged(Person person) {
        return ResponseEntity.ok().eTag(IfMatch.tag(person.version())).body(PersonView.of(person));
    }

    /** 200 with the new version, or 412 with the version that stands beside the problem. */
    private ResponseEntity<PersonView> versioned(Caller caller, UUID id, Outcome<Person> outcome) {
        return switch (outcome) {
            case Outcome.Done<Person>(var person) -> tagged(person);
            case Outcome.Refused<Person>(var no)
            when no.code() == ErrorCode.STALE ->
                throw people.find(caller.scope(), new PersonId(id))
                        .map(PersonView::of)
                        .<RuntimeException>map(standing -> new StaleVersion(no, standing))
                        .orElseGet(() -> new RefusedException(no));
            case Outcome.Refused<Person>(var no) -> throw new RefusedException(no);
        };
    }

    private static PostKind kindOf(String code) {
        try {
            return PostKind.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("kind", "没有「" + code + "」这类岗位"));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
