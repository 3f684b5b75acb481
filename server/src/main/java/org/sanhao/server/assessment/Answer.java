package org.sanhao.server.assessment;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;

/**
 * What an assessor found of a clause, in one version.
 *
 * @param judged lines judged met (true) or not (false)
 * @param grade what the cascade makes of them
 * @param naReason why the clause should be left out, null when that is not asked
 * @param ruling the managing level's word on this version's request, null while there is none
 * @param by the person who wrote this version
 */
public record Answer(
        ClauseCode clause,
        int version,
        Map<LineId, Boolean> judged,
        Grade grade,
        String remark,
        @Nullable String naReason,
        @Nullable Ruling ruling,
        Look look,
        String by,
        Instant at) {

    public Answer {
        judged = Map.copyOf(judged);
    }

    /** Approved or refused, by which level and why. */
    public record Ruling(boolean approved, String level, String reason, String by, Instant at) {}

    /** The grade that stands: not applicable once approved, else what the lines give. */
    public Grade standing() {
        return naReason != null && ruling != null && ruling.approved() ? Grade.NA : grade;
    }
}
