package org.sanhao.server.signoff.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sanhao.kernel.AsOf;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Units;
import org.sanhao.server.notify.About;
import org.sanhao.server.notify.Messages;
import org.sanhao.server.notify.Telling;
import org.sanhao.server.notify.Topic;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOffMoved;
import org.sanhao.server.signoff.store.SignOffStore;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Tells whoever signs next, and whoever put it up how it ended. What has moved on meanwhile is told by its own event. */
@Component
class SigningNews {
    /** Who usually keeps the minutes of a meeting. */
    private static final Set<PostKind> SECRETARIES = EnumSet.of(PostKind.HANDLER, PostKind.QUALITY_OFFICER);

    private final ScopedTransactions transactions;
    private final SignOffStore sheets;
    private final Delegations delegations;
    private final Units units;
    private final Messages messages;

    SigningNews(
            ScopedTransactions transactions,
            SignOffStore sheets,
            Delegations delegations,
            Units units,
            Messages messages) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.delegations = delegations;
        this.units = units;
        this.messages = messages;
    }

    @ApplicationModuleListener
    void on(SignOffMoved moved) {
        transactions.within(Scope.SYSTEM, () -> {
            sheets.find(moved.sheet())
                    .filter(sheet -> sheet.marks().size() == moved.marks())
                    .ifPresent(sheet -> {
                        var telling = telling(sheet);
                        messages.settle(telling.about(), telling.at(), telling.said());
                        messages.tell(List.of(telling));
                        messages.tell(inked(sheet));
                    });
            return true;
        });
    }

    private Telling telling(SignOff sheet) {
        var step = sheet.waitsFor();
        if (step.isPresent()) {
            var posts = step.get() instanceof Chain.Meeting
                    ? SECRETARIES
                    : step.get().posts();
            var office =
                    units.find(Scope.SYSTEM, AsOf.NOW, sheet.matter().office()).orElseThrow();
            var told = step.get() instanceof Chain.Meeting(var meeting, var quorum)
                    ? "等" + meeting + "决定：" + title(sheet)
                    : "等你签批：" + title(sheet);
            return to(sheet, "step " + sheet.marks().size(), told, posts)
                    .alsoTo(delegations.standIns(
                            Scope.SYSTEM, office.id(), step.get().posts()))
                    .asking();
        }
        return to(sheet, sheet.state().code(), sheet.state().title() + "：" + title(sheet), Set.of())
                .alsoTo(Set.of(new PersonId(UUID.fromString(sheet.openedBy()))));
    }

    /** Whoever is said to have signed on paper hears of it, and may say that it was otherwise. */
    private static List<Telling> inked(SignOff sheet) {
        return sheet.marks().stream()
                .filter(mark -> mark.paper() != null)
                .map(mark -> new Telling(
                        Topic.SIGN_OFF,
                        about(sheet),
                        "inked " + sheet.id() + " " + mark.step(),
                        "已按纸质件录入你的签字：" + title(sheet) + "，不是你签的可以提出异议",
                        sheet.matter().office(),
                        Set.of(),
                        Set.of(new PersonId(UUID.fromString(mark.by()))),
                        null,
                        false,
                        true,
                        mark.at()))
                .toList();
    }

    private Telling to(SignOff sheet, String said, String title, Set<PostKind> posts) {
        return Telling.of(
                Topic.SIGN_OFF,
                about(sheet),
                "sign-off " + sheet.id() + " " + said,
                title,
                sheet.matter().office(),
                posts,
                at(sheet));
    }

    /** When it came to where it is. */
    private static Instant at(SignOff sheet) {
        return sheet.marks().isEmpty()
                ? sheet.openedAt()
                : sheet.marks().getLast().at();
    }

    private static String title(SignOff sheet) {
        return sheet.matter().kind().title() + "「" + sheet.matter().title() + "」";
    }

    /** It is signed where it is read: on the page of the matter. */
    private static About about(SignOff sheet) {
        var kind = sheet.matter().kind();
        return new About(
                kind == MatterKind.PUBLISH_CAMPAIGN || kind == MatterKind.CLOSE_CAMPAIGN
                        ? About.Kind.CAMPAIGN
                        : About.Kind.CASE,
                sheet.matter().subject());
    }
}
