package org.sanhao.server.institution.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of units, as far as the acting post sees it. */
@RestController
@RequestMapping("/api/units")
class UnitController {
    private final Units units;

    UnitController(Units units) {
        this.units = units;
    }

    record UnitView(
            UUID id,
            int version,
            String name,
            String level,
            String type,
            @Nullable String code,
            Map<String, Object> attributes) {
        static UnitView of(Unit unit) {
            return new UnitView(
                    unit.id().value(),
                    unit.version(),
                    unit.name(),
                    unit.level().code(),
                    unit.type(),
                    unit.code(),
                    unit.attributes());
        }
    }

    @GetMapping
    Page<UnitView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable @Size(max = 50) String type,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable UUID below,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        caller.require(Ability.READ_REGISTER);
        var query =
                new UnitQuery(q, type, level == null ? null : levelOf(level), below == null ? null : new UnitId(below));
        return units.list(caller.scope(), query, cursor, limit).map(UnitView::of);
    }

    /** How many units of each level the acting post sees. */
    @GetMapping("/counts")
    Map<String, Integer> counts(Caller caller) {
        caller.require(Ability.READ_REGISTER);
        var counts = new java.util.TreeMap<String, Integer>();
        units.countByLevel(caller.scope()).forEach((level, count) -> counts.put(level.code(), count));
        return counts;
    }

    @GetMapping("/{id}")
    ResponseEntity<UnitView> find(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable Instant at) {
        caller.require(Ability.READ_REGISTER);
        var unit = units.find(caller.scope(), at == null ? AsOf.NOW : AsOf.at(at), new UnitId(id))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        return tagged(unit);
    }

    record AboveView(UUID id, String name, String level) {}

    /** The units above on the administrative line, nearest first. */
    @GetMapping("/{id}/above")
    List<AboveView> above(Caller caller, @PathVariable UUID id) {
        caller.require(Ability.READ_REGISTER);
        known(caller, id);
        return units.above(caller.scope(), new UnitId(id)).stream()
                .map(unit -> new AboveView(
                        unit.id().value(), unit.name(), unit.level().code()))
                .toList();
    }

    record PlacementView(
            String line,
            @Nullable UUID under,
            @Nullable String underName,
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable String reason) {}

    /** Where the unit stood on every line; {@code on} narrows to the placements that held on that day. */
    @GetMapping("/{id}/placements")
    List<PlacementView> placements(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable LocalDate on) {
        caller.require(Ability.READ_REGISTER);
        var all = units.placements(caller.scope(), new UnitId(id));
        if (all.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return all.stream()
                .filter(each -> on == null || each.heldOn(on))
                .map(each -> new PlacementView(
                        each.line().code(),
                        each.under() == null ? null : each.under().value(),
                        each.underName(),
                        each.from(),
                        each.until(),
                        each.reason()))
                .toList();
    }

    record VersionView(
            int version,
            String name,
            String type,
            @Nullable String code,
            Instant recordedAt,
            @Nullable String voidedWhy) {}

    @GetMapping("/{id}/versions")
    List<VersionView> versions(Caller caller, @PathVariable UUID id) {
        caller.require(Ability.READ_REGISTER);
        var all = units.versions(caller.scope(), new UnitId(id));
        if (all.isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return all.stream()
                .map(each -> new VersionView(
                        each.unit().version(),
                        each.unit().name(),
                        each.unit().type(),
                        each.unit().code(),
                        each.recordedAt(),
                        each.voidedWhy()))
                .toList();
    }

    private void known(Caller caller, UUID id) {
        if (units.find(caller.scope(), AsOf.NOW, new UnitId(id)).isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
    }

    static ResponseEntity<UnitView> tagged(Unit unit) {
        return ResponseEntity.ok().eTag(IfMatch.tag(unit.version())).body(UnitView.of(unit));
    }

    static Level levelOf(String code) {
        try {
            return Level.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("level", "没有「" + code + "」这个级别"));
        }
    }
}
