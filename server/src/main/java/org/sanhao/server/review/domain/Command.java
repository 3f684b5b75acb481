package org.sanhao.server.review.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody asks for: a move, the reason where one is needed, and what the move must know. */
public sealed interface Command {
    Move move();

    /** Why; empty where no reason is needed. */
    default String reason() {
        return "";
    }

    /** A move that needs nothing but itself. */
    record Plain(Move move, String reason) implements Command {
        public Plain(Move move) {
            this(move, "");
        }
    }

    /** The papers that are missing. */
    record AskSupplement(List<String> items, String reason) implements Command {
        public AskSupplement {
            items = List.copyOf(items);
        }

        @Override
        public Move move() {
            return Move.ASK_SUPPLEMENT;
        }
    }

    /** The level's opinion: the tier it finds, or null for not passed. */
    record GiveOpinion(@Nullable String tier, String reason) implements Command {
        @Override
        public Move move() {
            return Move.GIVE_OPINION;
        }
    }

    /** Not passed, with the reason of each clause that fails. */
    record Refuse(Map<String, String> reasonsByClause, String reason) implements Command {
        public Refuse {
            reasonsByClause = Map.copyOf(reasonsByClause);
        }

        @Override
        public Move move() {
            return Move.REFUSE;
        }
    }

    /** The document by which the result is announced. */
    record Announce(String number, LocalDate on) implements Command {
        @Override
        public Move move() {
            return Move.ANNOUNCE;
        }
    }

    /** What must be mended by when. */
    record OrderRectification(LocalDate by, String reason) implements Command {
        @Override
        public Move move() {
            return Move.ORDER_RECTIFICATION;
        }
    }
}
