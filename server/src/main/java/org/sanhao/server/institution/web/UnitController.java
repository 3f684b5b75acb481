package org.sanhao.server.institution.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
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
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
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

    @GetMapping("/{id}")
    UnitView find(Caller caller, @PathVariable UUID id) {
        caller.require(Ability.READ_REGISTER);
        return units.find(caller.scope(), AsOf.NOW, new UnitId(id))
                .map(UnitView::of)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
    }

    private static Level levelOf(String code) {
        try {
            return Level.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("level", "没有「" + code + "」这个级别"));
        }
    }
}
