package org.sanhao.server.notify;

import java.time.LocalTime;
import java.util.Map;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.PersonId;

/** How people are reached; each person sets their own, whatever post they act in. */
public interface Reaches {

    /** Whether this installation sends letters at all. */
    boolean sendsMail();

    Reach of(PersonId person);

    /**
     * Sets how each topic is told and when nothing is sent.
     *
     * @param seen the version it was changed from
     * @return refused as STALE, QUIET_HOURS_WRONG when the quiet hours leave no working hour
     */
    Outcome<Reach> set(
            PersonId person, int seen, Map<Topic, Reach.Pace> byTopic, LocalTime quietFrom, LocalTime quietUntil);

    /**
     * Sends a code to an address, which counts only once the code has come back.
     *
     * @return refused as MAIL_OFF where no letters are sent, ADDRESS_WRONG
     */
    Outcome<Reach> propose(PersonId person, String address);

    /** Takes the code; refused as ADDRESS_NOT_PENDING, ADDRESS_CODE_WRONG with the tries that are left. */
    Outcome<Reach> confirm(PersonId person, String code);

    /** Forgets the address and the one that waits. */
    Outcome<Reach> forget(PersonId person);
}
