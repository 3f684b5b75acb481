package org.sanhao.server.scope;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the catalogue for tables without forced row-level security and views that look with their owner's eyes. */
final class Fences {
    /** Tables that need no fence, each with the reason. */
    static final Map<String, String> UNSCOPED = Map.ofEntries(
            Map.entry(
                    "events.event_publication", "ids of events on their way to listeners; holds no rows of the field"),
            Map.entry("jobs.job", "names and times of recurring work; holds no rows of the field"),
            Map.entry("notify.reminded", "one day; holds no rows of the field"),
            Map.entry("http.request_answer", "read only by actor and key, both secrets of the asking client"),
            Map.entry("pack.published", "packs are the same for everybody"),
            Map.entry("pack.shipped", "packs are the same for everybody"),
            Map.entry("clock.demo_offset", "how far a demo runs ahead; the same for everybody"),
            Map.entry(
                    "institution.name", "closed to the application; read through search_names, which takes the bounds"),
            Map.entry(
                    "access.security_policy", "rules of the door, the same for everybody; holds no rows of the field"),
            Map.entry("access.session", "read before anybody knows whose it is, by its random id only"),
            Map.entry("access.session_attributes", "belongs to access.session"),
            Map.entry("signing.choice", "one row about the installation itself"),
            Map.entry("signing.key", "public keys, shown to everybody"),
            Map.entry("audit.era", "when the log came into another database cluster; holds no rows of the field"),
            Map.entry("audit.batch", "seals over rows: hashes, numbers and times only"),
            Map.entry("audit.check_run", "what checks of the whole log found; holds no rows of the field"));

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
