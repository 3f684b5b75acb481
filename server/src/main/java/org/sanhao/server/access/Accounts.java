package org.sanhao.server.access;

import java.util.List;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.scope.Scope;

/** What others may ask about accounts. */
public interface Accounts {

    /**
     * An account to be opened.
     *
     * @param login lower-case letters, digits, dot, dash; unique in the deployment
     * @param password first password
     * @param mustChange whether the first sign-in must set another one
     */
    record AccountDraft(PersonId person, String login, String password, boolean mustChange) {}

    /** Opens accounts for people of the scope. */
    Outcome<Integer> open(Scope scope, List<AccountDraft> drafts, String by);
}
