package org.sanhao.server.access;

import java.util.Set;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.Post;
import org.sanhao.server.scope.Scope;

/** Who asks, and as what: the signed-in person in one of their posts. */
public record Acting(AccountId account, PersonId person, String personName, Post post) implements Caller {

    @Override
    public Scope scope() {
        return Scope.of(post.actsWithin());
    }

    @Override
    public Set<Ability> abilities() {
        return Abilities.of(post.kind());
    }

    /** The person, not the account, for accounts come and go. */
    @Override
    public String by() {
        return person.toString();
    }

    @Override
    public Ids ids() {
        return new Ids(person.value(), post.id().value(), account.value());
    }
}
