package org.sanhao.server.document;

import java.time.Instant;
import java.time.LocalDate;

/**
 * That something was received.
 *
 * @param version counts corrections of this tick
 * @param on the day it was received
 * @param by whoever ticked it
 */
public record Receipt(Kind kind, int version, LocalDate on, String by, Instant at) {

    /** The two that are never one: paper may lie there without a file, and a file without the paper. */
    public enum Kind {
        PAPER("paper", "收到纸质件"),
        FILE("file", "收到电子件");

        private final String code;
        private final String title;

        Kind(String code, String title) {
            this.code = code;
            this.title = title;
        }

        public String code() {
            return code;
        }

        public String title() {
            return title;
        }

        public static Kind of(String code) {
            return code.equals(PAPER.code) ? PAPER : FILE;
        }
    }
}
