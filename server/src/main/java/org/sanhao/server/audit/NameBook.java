package org.sanhao.server.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sanhao.server.scope.Scope;

/** Puts names to the ids of the log, for the eyes of an auditor and only while he looks. Kept by the register. */
public interface NameBook {

    /** Names of people of the scope by id; others are missing. */
    Map<UUID, String> people(Scope scope, Collection<UUID> ids);

    /** People of the scope whose name contains the text, at most twenty. */
    List<UUID> search(Scope scope, String name);
}
