package org.sanhao.server.publication.domain;

import java.util.Optional;

/** What became of an announced result. */
public enum ResultState {
    ANNOUNCED("announced", "已认定，待生效"),
    IN_FORCE("in-force", "有效"),
    MUST_RECTIFY("must-rectify", "有效，限期整改中"),
    EXPIRED("expired", "已到期"),
    REVOKED("revoked", "已撤销"),
    REMOVED("removed", "已核减");

    private final String code;
    private final String title;

    ResultState(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** As stored and sent. */
    public String code() {
        return code;
    }

    /** As printed. */
    public String title() {
        return title;
    }

    /** Whether the result counts. */
    public boolean holds() {
        return this == IN_FORCE || this == MUST_RECTIFY;
    }

    public static ResultState of(String code) {
        for (var state : values()) {
            if (state.code.equals(code)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a result: " + code);
    }

    /** What an event of the case makes of its result; empty when it changes nothing. */
    public static Optional<ResultState> after(String event) {
        return switch (event) {
            case "RecognitionAnnounced" -> Optional.of(ANNOUNCED);
            case "ResultInForce", "ReCheckKept" -> Optional.of(IN_FORCE);
            case "ReCheckRectify" -> Optional.of(MUST_RECTIFY);
            case "ReCheckRevoked" -> Optional.of(REVOKED);
            case "ResultRemoved" -> Optional.of(REMOVED);
            case "ResultExpired" -> Optional.of(EXPIRED);
            default -> Optional.empty();
        };
    }
}
