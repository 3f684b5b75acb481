package org.sanhao.server.assessment;

import java.util.List;
import org.sanhao.lang.pack.missing.Missing;
import org.sanhao.lang.pack.score.TierEvaluation;

/**
 * What grades come to: every tier with its reasons, and what lies between here and each tier not reached.
 *
 * @param missing per tier of the pack, ascending
 */
public record Standing(TierEvaluation evaluation, List<Missing> missing) {
    public Standing {
        missing = List.copyOf(missing);
    }
}
