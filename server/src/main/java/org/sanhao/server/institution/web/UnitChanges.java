package org.sanhao.server.institution.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.http.StaleVersion;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitDraft;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.Units;
import org.sanhao.server.institution.Units.Correction;
import org.sanhao.server.institution.Units.Move;
import org.sanhao.server.institution.web.UnitController.UnitView;
import org.sanhao.server.scope.Scope;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of the register of units: each adds to the record, none overwrites it. */
@RestController
@RequestMapping("/api/units")
class UnitChanges {
    private final Units units;
    private final RequestOnce once;
    private final BusinessClock clock;

    UnitChanges(Units units, RequestOnce once, BusinessClock clock) {
        this.units = units;
        this.once = once;
        this.clock = clock;
    }

    record NewUnit(
            @NotNull(message = "选择上级单位") UUID parent,
            @NotBlank(message = "选择级别") String level,

            @NotBlank(message = "填写类型") @Size(max = 50, message = "不超过 50 个字符")
            String type,

            @NotBlank(message = "填写名称") @Size(max = 100, message = "不超过 100 个字")
            String name,

            @Nullable @Size(max = 50, message = "不超过 50 个字符")
            String code,

            @Nullable @Size(max = 50, message = "不超过 50 项") Map<String, Object> attributes,
            @Nullable LocalDate from) {}

    @PostMapping
    ResponseEntity<UnitView> register(Caller caller, HttpServletRequest request, @Valid @RequestBody NewUnit body) {
        requireFor(caller, UnitController.levelOf(body.level()));
        return once.act(request, caller.scope(), caller.by(), body, () -> {
            var id = UnitId.next();
            var draft = new UnitDraft(
                    id,
                    new UnitId(body.parent()),
                    UnitController.levelOf(body.level()),
                    body.type().strip(),
                    body.name().strip(),
                    blankToNull(body.code()),
                    body.attributes() == null ? Map.of() : body.attributes());
            return units.register(
                            caller.scope(),
                            List.of(draft),
                            body.from() == null ? clock.today() : body.from(),
                            caller.by())
                    .map(count -> ResponseEntity.created(URI.create("/api/units/" + id))
                            .eTag(IfMatch.tag(1))
                            .body(UnitView.of(
                                    units.find(caller.scope(), AsOf.NOW, id).orElseThrow())));
        });
    }

    record UnitCorrection(
            @NotBlank(message = "填写类型") @Size(max = 50, message = "不超过 50 个字符")
            String type,

            @NotBlank(message = "填写名称") @Size(max = 100, message = "不超过 100 个字")
            String name,

            @Nullable @Size(max = 50, message = "不超过 50 个字符")
            String code,

            @Nullable @Size(max = 50, message = "不超过 50 项") Map<String, Object> attributes) {}

    @PutMapping("/{id}")
    ResponseEntity<UnitView> correct(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody UnitCorrection body) {
        requireFor(caller, id);
        var correction = new Correction(
                body.name().strip(),
                body.type().strip(),
                blankToNull(body.code()),
                body.attributes() == null ? Map.of() : body.attributes());
        return versioned(
                caller,
                id,
                units.correct(caller.scope(), new UnitId(id), IfMatch.version(seen), correction, caller.by()));
    }

    record StrikeRequest(
            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    @PostMapping("/{id}/strike")
    ResponseEntity<UnitView> strike(
            Caller caller,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @Valid @RequestBody StrikeRequest body) {
        requireEither(caller);
        int version = IfMatch.version(seen);
        return once.act(request, caller.scope(), caller.by(), body, () -> {
            // Asked inside: a repeat of the request finds the answer, though the unit is struck by now.
            requireFor(caller, id);
            return units.strike(
                            caller.scope(), new UnitId(id), version, body.why().strip(), caller.by())
                    .map(unit -> ResponseEntity.ok(UnitView.of(unit)));
        });
    }

    record MoveRequest(
            @NotBlank(message = "选择哪条线") String line,
            @Nullable UUID under,
            @NotNull(message = "填写变动日期") LocalDate from,

            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    /** Places the unit under another one; without {@code under} it heads the line. */
    @PostMapping("/{id}/move")
    ResponseEntity<UnitView> move(
            Caller caller, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody MoveRequest body) {
        caller.require(Ability.MANAGE_UNITS);
        var move = new Move(
                new UnitId(id),
                lineOf(body.line()),
                body.under() == null ? null : new UnitId(body.under()),
                body.from(),
                body.why().strip());
        return once.act(
                request,
                Scope.SYSTEM,
                caller.by(),
                body,
                () -> units.move(caller.scope(), move, caller.by()).map(unit -> ResponseEntity.ok(UnitView.of(unit))));
    }

    record LeaveRequest(
            @NotBlank(message = "选择哪条线") String line,
            @NotNull(message = "填写日期") LocalDate until,

            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    @PostMapping("/{id}/leave")
    ResponseEntity<UnitView> leave(
            Caller caller, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody LeaveRequest body) {
        caller.require(Ability.MANAGE_UNITS);
        var line = lineOf(body.line());
        return once.act(
                request,
                Scope.SYSTEM,
                caller.by(),
                body,
                () -> units.leave(
                                caller.scope(),
                                new UnitId(id),
                                line,
                                body.until(),
                                body.why().strip(),
                                caller.by())
                        .map(unit -> ResponseEntity.ok(UnitView.of(unit))));
    }

    record MergeRequest(
            @NotNull(message = "选择并入的机构") UUID into,
            @NotNull(message = "填写合并日期") LocalDate on,

            @NotBlank(message = "写明理由") @Size(max = 500, message = "不超过 500 个字")
            String why) {}

    @PostMapping("/{id}/merge")
    ResponseEntity<UnitView> merge(
            Caller caller, HttpServletRequest request, @PathVariable UUID id, @Valid @RequestBody MergeRequest body) {
        caller.require(Ability.MANAGE_UNITS);
        return once.act(
                request,
                Scope.SYSTEM,
                caller.by(),
                body,
                () -> units.merge(
                                caller.scope(),
                                new UnitId(id),
                                new UnitId(body.into()),
                                body.on(),
                                body.why().strip(),
                                caller.by())
                        .map(unit -> ResponseEntity.ok(UnitView.of(unit))));
    }

    /** Departments belong to whoever manages the people in them; all other units to the system administrator. */
    private static void requireFor(Caller caller, Level level) {
        if (level != Level.DEPARTMENT || !caller.can(Ability.MANAGE_PEOPLE)) {
            caller.require(Ability.MANAGE_UNITS);
        }
    }

    private static void requireEither(Caller caller) {
        if (!caller.can(Ability.MANAGE_PEOPLE)) {
            caller.require(Ability.MANAGE_UNITS);
        }
    }

    private void requireFor(Caller caller, UUID id) {
        requireEither(caller);
        requireFor(
                caller,
                units.find(caller.scope(), AsOf.NOW, new UnitId(id))
                        .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)))
                        .level());
    }

    /** 200 with the new version, or 412 with the version that stands beside the problem. */
    private ResponseEntity<UnitView> versioned(Caller caller, UUID id, Outcome<Unit> outcome) {
        return switch (outcome) {
            case Outcome.Done<Unit>(var unit) -> UnitController.tagged(unit);
            case Outcome.Refused<Unit>(var no)
            when no.code() == ErrorCode.STALE ->
                throw units.find(caller.scope(), AsOf.NOW, new UnitId(id))
                        .map(UnitView::of)
                        .<RuntimeException>map(standing -> new StaleVersion(no, standing))
                        .orElseGet(() -> new RefusedException(no));
            case Outcome.Refused<Unit>(var no) -> throw new RefusedException(no);
        };
    }

    private static Line lineOf(String code) {
        try {
            return Line.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("line", "没有「" + code + "」这条线"));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
