package org.sanhao.server.dashboard.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.dashboard.domain.WorkItem;
import org.sanhao.server.dashboard.service.ProgressPages;
import org.sanhao.server.dashboard.store.InstitutionRows.Row;
import org.sanhao.server.dashboard.store.InstitutionRows.Wish;
import org.sanhao.server.dashboard.web.ProgressViews.ProgrammeView;
import org.sanhao.server.institution.PostKind;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an officer has to do, by when, and what is new. */
@RestController
class WorkbenchController {
    private static final int LIMIT = 200;

    private final ProgressPages pages;
    private final ProgressReader reader;
    private final BusinessClock clock;

    WorkbenchController(ProgressPages pages, ProgressReader reader, BusinessClock clock) {
        this.pages = pages;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Something to do.
     *
     * @param kind what; the screen has the words
     * @param mine for the acting post; otherwise somebody else is at it
     */
    record ItemView(
            String kind,
            boolean mine,
            UUID enrolmentId,
            String unit,
            @Nullable String tierTitle,
            @Nullable UUID caseId,
            @Nullable UUID sheetId,
            @Nullable String clause,
            @Nullable LocalDate due,
            Instant since) {}

    record NewsView(UUID enrolmentId, UUID caseId, String unit, String state, Instant at) {}

    record DeskView(
            String level, LocalDate today, List<ItemView> items, List<NewsView> news, List<ProgrammeView> programmes) {}

    @GetMapping("/api/workbench")
    DeskView desk(Acting acting) {
        acting.require(Ability.REVIEW);
        var own = acting.post().actsWithin();
        var desk = pages.desk(acting.scope(), own, LIMIT)
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        boolean head = acting.post().kind() != PostKind.HANDLER;
        var items = new ArrayList<ItemView>();
        desk.held().forEach(row -> held(row, head).ifPresent(items::add));
        desk.toFile().forEach(row -> items.add(item("FILE", true, row, null)));
        desk.wishes().forEach(wish -> items.add(wish(wish)));
        items.sort(Comparator.comparing((ItemView item) -> item.due() == null ? LocalDate.MAX : item.due())
                .thenComparing(ItemView::since));
        return new DeskView(
                desk.level(),
                clock.today(),
                items,
                desk.news().stream().flatMap(row -> news(row).stream()).toList(),
                desk.programmes().stream().map(reader::programme).toList());
    }

    private Optional<ItemView> held(Row row, boolean head) {
        return WorkItem.of(row.state()).map(work -> {
            boolean over = row.due() != null && row.due().isBefore(clock.today());
            boolean mine = switch (work) {
                // Theirs until the limit has passed, then somebody has to ask.
                case AWAIT_SUPPLEMENT -> over && !head;
                // A notice runs by itself until its last day is over.
                case ANNOUNCE -> over && head;
                case ACCEPT,
                        OPEN_DESK,
                        REVIEW,
                        VISIT,
                        SIGN_OPINION,
                        PASS_ON,
                        SIGN_RECEIPT,
                        OPEN_NOTICE,
                        ANSWER_OBJECTION -> work.isForHead() == head;
            };
            return item(work.name(), mine, row, row.due());
        });
    }

    private ItemView item(String kind, boolean mine, Row row, @Nullable LocalDate due) {
        return new ItemView(
                kind,
                mine,
                row.enrolment(),
                row.unitName(),
                reader.tierTitle(row.pack(), row.caseTier()),
                row.caseId(),
                null,
                null,
                due,
                row.movedAt() == null ? row.lastAt() : row.movedAt());
    }

    private static ItemView wish(Wish wish) {
        return new ItemView(
                "RULE_NOT_APPLICABLE",
                true,
                wish.enrolment(),
                wish.unitName(),
                null,
                null,
                wish.sheet(),
                wish.clause(),
                null,
                wish.at());
    }

    private static Optional<NewsView> news(Row row) {
        return row.caseId() == null || row.movedAt() == null
                ? Optional.empty()
                : Optional.of(new NewsView(row.enrolment(), row.caseId(), row.unitName(), row.state(), row.movedAt()));
    }
}
