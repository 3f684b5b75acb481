package org.sanhao.server.assessment;

import java.util.Map;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;

/**
 * An answer as a frozen copy has it.
 *
 * @param version of the answer that was sent
 * @param grade that stood: not applicable where that had been approved before
 */
public record FrozenAnswer(int version, Grade grade, String remark, Map<LineId, Boolean> judged) {
    public FrozenAnswer {
        judged = Map.copyOf(judged);
    }
}
