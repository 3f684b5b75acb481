package org.sanhao.server.imports.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Page;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The lists of units and people as tables, with the filters of the screen; a page is read while the one before is sent. */
@RestController
class ListFiles {
    private final Units units;
    private final People people;

    ListFiles(Units units, People people) {
        this.units = units;
        this.people = people;
    }

    @GetMapping("/api/units.xlsx")
    void units(
            Caller caller,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable @Size(max = 50) String type,
            @RequestParam(required = false) @Nullable String level)
            throws IOException {
        caller.require(Ability.READ_REGISTER);
        var query = new UnitQuery(blankToNull(q), blankToNull(type), levelOf(level), null);
        try (var table = Tables.begin(
                response,
                "机构.xlsx",
                "机构",
                List.of("机构代码", "名称", "级别", "类型", "床位", "职工", "卫技人员", "服务人口"),
                List.of(22, 30, 8, 20, 8, 8, 10, 10))) {
            pages(cursor -> units.list(caller.scope(), query, cursor, Page.LIMIT), unit -> {
                var facts = unit.attributes();
                table.row(Arrays.asList(
                        unit.code(),
                        unit.name(),
                        unit.level().title(),
                        unit.type(),
                        facts.get("beds"),
                        facts.get("staff"),
                        facts.get("medicalStaff"),
                        facts.get("population")));
            });
        }
    }

    @GetMapping("/api/people.xlsx")
    void people(
            Caller caller,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable @Size(max = 50) String q,
            @RequestParam(required = false) @Nullable UUID unit)
            throws IOException {
        caller.require(Ability.MANAGE_PEOPLE);
        try (var table = Tables.begin(response, "人员.xlsx", "人员", List.of("姓名", "工号", "单位或科室"), List.of(14, 14, 36))) {
            pages(
                    cursor -> people.list(
                            caller.scope(), unit == null ? null : new UnitId(unit), blankToNull(q), cursor, Page.LIMIT),
                    person -> table.row(Arrays.asList(person.name(), person.staffNo(), person.unitName())));
        }
    }

    private static <T> void pages(Function<@Nullable String, Page<T>> next, java.util.function.Consumer<T> each) {
        String cursor = null;
        do {
            var page = next.apply(cursor);
            page.items().forEach(each);
            cursor = page.next();
        } while (cursor != null);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable Level levelOf(@Nullable String code) {
        if (code == null || code.isEmpty()) {
            return null;
        }
        try {
            return Level.of(code);
        } catch (IllegalArgumentException unknown) {
            throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("level", "没有「" + code + "」这个级别"));
        }
    }
}
