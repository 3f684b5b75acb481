package org.sanhao.server.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the jobs stand, over all nodes. */
public interface Jobs {

    /** The names of the jobs of this program. */
    List<String> names();

    /** Every job of this program that a node has taken up yet, by name. */
    List<Standing> standing();

    /**
     * How a job stands.
     *
     * @param due when it is run next; in the past while it runs
     * @param running whether a node has it in hand at the moment
     * @param done its last good end, null when there is none
     * @param doneAgo seconds since then by the database's clock, -1 when there is none
     * @param failures bad ends in a row since then
     * @param problem what the last bad end was called, null after a good one
     */
    record Standing(
            String name,
            Instant due,
            boolean running,
            @Nullable Instant done,
            double doneAgo,
            int failures,
            @Nullable String problem) {}
}
