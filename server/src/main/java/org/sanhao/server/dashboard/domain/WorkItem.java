package org.sanhao.server.dashboard.domain;

import java.util.Optional;

/** What a case waits for while a level holds it, and whether the head or a worker of that level does it. */
public enum WorkItem {
    ACCEPT(false),
    OPEN_DESK(false),
    REVIEW(false),
    VISIT(false),
    SIGN_OPINION(true),
    PASS_ON(false),
    AWAIT_SUPPLEMENT(false),
    SIGN_RECEIPT(false),
    OPEN_NOTICE(false),
    ANNOUNCE(true),
    ANSWER_OBJECTION(true);

    private final boolean head;

    WorkItem(boolean head) {
        this.head = head;
    }

    /** Done by whoever may sign for the level. */
    public boolean isForHead() {
        return head;
    }

    /** What a state asks of the level that holds it; empty when it asks nothing. */
    public static Optional<WorkItem> of(String state) {
        return Optional.ofNullable(
                switch (state) {
                    case "Submitted", "Forwarded" -> ACCEPT;
                    case "Accepted" -> OPEN_DESK;
                    case "DeskReview", "PanelConcluded" -> REVIEW;
                    case "PanelDrawn", "OnSite", "Feedback" -> VISIT;
                    case "OpinionGiven" -> SIGN_OPINION;
                    case "OpinionSigned" -> PASS_ON;
                    case "SupplementAsked" -> AWAIT_SUPPLEMENT;
                    case "NotPassed" -> SIGN_RECEIPT;
                    case "Proposed" -> OPEN_NOTICE;
                    case "PublicNotice" -> ANNOUNCE;
                    case "Objected" -> ANSWER_OBJECTION;
                    default -> null;
                });
    }
}
