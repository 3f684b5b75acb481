package org.sanhao.server.access;

import java.util.List;
import java.util.Set;
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

    /** An account to be opened with a password made by the product. */
    record Opening(PersonId person, String login) {}

    /** A first password, to be handed over once; it must be changed at the first sign-in. */
    record FirstPassword(String login, String password) {}

    /** Opens accounts for people of the scope. */
    Outcome<Integer> open(Scope scope, List<AccountDraft> drafts, String by);

    /** Opens accounts with random passwords, answered in the order of the openings. */
    Outcome<List<FirstPassword>> openWithFirstPasswords(Scope scope, List<Opening> openings, String by);

    /**
     * Fresh first passwords for those of the accounts that nobody has signed in to yet; the ones given out before no longer
     * open anything. Accounts used, disabled or outside the scope are left out.
     */
    List<FirstPassword> renewFirstPasswords(Scope scope, List<String> logins);

    /** Logins of the list that are taken anywhere in the deployment. Runs in a transaction of its own. */
    Set<String> taken(List<String> logins);
}
