package org.sanhao.server.notify;

import java.util.UUID;

/** The matter a message is about, by the page on which it is read. */
public record About(Kind kind, UUID id) {

    /** On which page. */
    public enum Kind {
        CAMPAIGN("campaign"),
        SHEET("sheet"),
        CASE("case");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public static Kind of(String code) {
            for (var kind : values()) {
                if (kind.code.equals(code)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no page for " + code);
        }
    }
}
