package org.sanhao.server.scope;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the catalogue for tables without forced row-level security and views that look with their owner's eyes. */
final class Fences {
    /** Tables that need no fence, each with the reason. */
    static final Map<String, String> UNSCOPED = Map.of(
            "events.event_publication", "ids of events on their way to listeners; holds no rows of the field",
            "http.request_answer", "read only by actor and key, both secrets of the asking client",
            "pack.published", "packs are the same for everybody",
            "clock.demo_offset", "how far a demo runs ahead; the same for everybody",
            "institution.name", "closed to the application; read through search_names, which takes the bounds",
            "access.security_policy", "rules of the door, the same for everybody; holds no rows of the field",
            "access.session", "read before anybody knows whose it is, by its random id only",
            "access.session_attributes", "belongs to access.session");

    private Fences() {}

    /** What stands open and is not on the list. */
    static List<String> openIn(Connection superuser) throws SQLException {
        return unfencedIn(superuser).stream()
                .filter(table -> !UNSCOPED.containsKey(table))
                .toList();
    }

    static List<String> unfencedIn(Connection superuser) throws SQLException {
        try (superuser;
                var statement = superuser.createStatement();
                var rows = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'public')
                          AND c.relname <> 'schema_history'
                          AND (c.relkind IN ('r', 'p')
                               AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                                        AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))
                            OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)
                            OR c.relkind = 'm')
                        ORDER BY 1
                        """)) {
            var open = new ArrayList<String>();
            while (rows.next()) {
                open.add(rows.getString(1));
            }
            return open;
        }
    }
}
