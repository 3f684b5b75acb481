package org.sanhao.server.institution.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sanhao.server.audit.NameBook;
import org.sanhao.server.institution.People;
import org.sanhao.server.scope.Scope;
import org.springframework.stereotype.Service;

/** Tells an auditor whom an id of the log stands for. */
@Service
class AuditNames implements NameBook {
    private static final int MOST = 20;

    private final People people;

    AuditNames(People people) {
        this.people = people;
    }

    @Override
    public Map<UUID, String> people(Scope scope, Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        people.namesOf(scope, ids.stream().map(UUID::toString).toList())
                .forEach((id, name) -> names.put(UUID.fromString(id), name));
        return names;
    }

    @Override
    public List<UUID> search(Scope scope, String name) {
        return people.list(scope, null, name, null, MOST).items().stream()
                .map(person -> person.id().value())
                .toList();
    }
}
