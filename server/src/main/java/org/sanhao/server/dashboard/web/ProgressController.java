package org.sanhao.server.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.dashboard.domain.Programme;
import org.sanhao.server.dashboard.service.ProgressPages;
import org.sanhao.server.dashboard.store.InstitutionRows.Filter;
import org.sanhao.server.dashboard.store.InstitutionRows.Order;
import org.sanhao.server.dashboard.store.InstitutionRows.Row;
import org.sanhao.server.dashboard.web.ProgressViews.ClausesView;
import org.sanhao.server.dashboard.web.ProgressViews.InstitutionRow;
import org.sanhao.server.dashboard.web.ProgressViews.ProgrammeView;
import org.sanhao.server.dashboard.web.ProgressViews.ProgressView;
import org.sanhao.server.dashboard.web.ProgressViews.RankedView;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far the institutions of the acting scope have come. */
@RestController
@RequestMapping("/api/progress")
class ProgressController {
    private static final String WORD = "[A-Za-z0-9-]{1,60}";
    private static final String PART = "[0-9A-Za-z.-]{1,60}";

    private final ProgressPages pages;
    private final ProgressReader reader;
    private final ProgressExport export;

    ProgressController(ProgressPages pages, ProgressReader reader, ProgressExport export) {
        this.pages = pages;
        this.reader = reader;
        this.export = export;
    }

    /** Programmes with institutions in the scope, the latest edition first. */
    @GetMapping
    List<ProgrammeView> programmes(Acting acting) {
        acting.require(Ability.READ_WORK);
        return pages.programmes(acting.scope(), own(acting)).stream()
                .map(reader::programme)
                .toList();
    }

    @GetMapping("/{packId}/{edition}")
    ProgressView overview(
            Acting acting,
            @PathVariable @Pattern(regexp = WORD) String packId,
            @PathVariable int edition,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable LocalDate day) {
        acting.require(Ability.READ_WORK);
        return reader.overview(
                pages.overview(acting.scope(), own(acting), new Programme(packId, edition), unit, day)
                        .orThrow(),
                day);
    }

    /** Institutions that take part, furthest from their target first unless asked otherwise. */
    @GetMapping("/{packId}/{edition}/institutions")
    Page<InstitutionRow> institutions(
            Acting acting,
            @PathVariable @Pattern(regexp = WORD) String packId,
            @PathVariable int edition,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String step,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String without,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String target,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String state,
            @RequestParam(required = false) @Pattern(regexp = PART) @Nullable String part,
            @RequestParam(required = false) @Pattern(regexp = "[ABC]") @Nullable String lack,
            @RequestParam(defaultValue = "-gap") @Pattern(regexp = "-?(gap|name|due)") String sort,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        var narrowed = new Narrowed(unit, new Filter(step, without, target, state, part, lack));
        return page(acting, new Programme(packId, edition), narrowed, sort, cursor, limit);
    }

    private Page<InstitutionRow> page(
            Acting acting, Programme programme, Narrowed narrowed, String sort, @Nullable String cursor, int limit) {
        Page<Row> found = pages.institutions(
                        acting.scope(),
                        own(acting),
                        programme,
                        narrowed.unit(),
                        narrowed.filter(),
                        Order.valueOf(sort.replace("-", "").toUpperCase(java.util.Locale.ROOT)),
                        sort.startsWith("-"),
                        cursor,
                        limit)
                .orThrow();
        var parts = pages.parts(acting.scope(), programme, found.items());
        return found.map(row -> reader.row(
                row,
                parts.getOrDefault(row.scopePath(), java.util.Map.of()),
                narrowed.filter().lack()));
    }

    /** The same list as a workbook, however long. */
    @GetMapping("/{packId}/{edition}/institutions.xlsx")
    void workbook(
            Acting acting,
            @PathVariable @Pattern(regexp = WORD) String packId,
            @PathVariable int edition,
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String step,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String without,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String target,
            @RequestParam(required = false) @Pattern(regexp = WORD) @Nullable String state,
            @RequestParam(required = false) @Pattern(regexp = PART) @Nullable String part,
            @RequestParam(required = false) @Pattern(regexp = "[ABC]") @Nullable String lack,
            @RequestParam(defaultValue = "-gap") @Pattern(regexp = "-?(gap|name|due)") String sort,
            HttpServletResponse response)
            throws IOException {
        acting.require(Ability.READ_WORK);
        var programme = new Programme(packId, edition);
        var narrowed = new Narrowed(unit, new Filter(step, without, target, state, part, lack));
        // Asked for before the first byte, so that a refusal is a problem and not half a file.
        var first = page(acting, programme, narrowed, sort, null, Page.LIMIT);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"progress-" + edition + ".xlsx\"");
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        export.write(
                response.getOutputStream(),
                first,
                cursor -> page(acting, programme, narrowed, sort, cursor, Page.LIMIT));
    }

    /** Units of a level by their share of clauses at C or better, the highest first. */
    @GetMapping("/{packId}/{edition}/ranking")
    List<RankedView> ranking(
            Acting acting,
            @PathVariable @Pattern(regexp = WORD) String packId,
            @PathVariable int edition,
            @RequestParam @Pattern(regexp = "province|city|county|institution") String level,
            @RequestParam(defaultValue = "50") @Min(1) @Max(Page.LIMIT) int limit) {
        acting.require(Ability.READ_WORK);
        return pages
                .ranking(acting.scope(), own(acting), new Programme(packId, edition), level, limit)
                .orThrow()
                .stream()
                .map(ranked -> reader.ranked(ranked, level))
                .toList();
    }

    /** The clauses of one institution, each with the grade that counts and where it comes from. */
    @GetMapping("/enrolments/{id}/clauses")
    ClausesView clauses(
            Acting acting,
            @PathVariable UUID id,
            @RequestParam(required = false) @Pattern(regexp = PART) @Nullable String part,
            @RequestParam(required = false) @Pattern(regexp = "[ABC]") @Nullable String lack,
            @RequestParam(required = false) @Nullable LocalDate day) {
        acting.require(Ability.READ_WORK);
        return reader.clauses(pages.sheet(acting.scope(), own(acting), id, day).orThrow(), part, lack, day);
    }

    private static String own(Acting acting) {
        return acting.post().actsWithin();
    }

    /** How the list is narrowed. */
    private record Narrowed(@Nullable UUID unit, Filter filter) {}
}
