package org.sanhao.server.scope;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a page of a long list is found. The planner cannot know how much of a table a scope holds; it takes every scope for a
 * small one, gathers all its rows and sorts them. That is right for a county. For a scope that holds much of the table the
 * page is read off an index that has the list's order, passing over the few rows outside.
 */
@Component
public class ReadingOrder {
    /** The line, the root and one unit below: a province of a nation, a city of a province. */
    private static final int WIDE = 3;

    private final JdbcClient jdbc;

    public ReadingOrder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Runs the one statement that reads the page, inside the running transaction. It must have an index with the order of
     * the list for whatever may narrow it.
     */
    public <T> T page(Supplier<T> statement) {
        if (!isWide(ScopedTransactions.current())) {
            return statement.get();
        }
        // A page ends long before parallel workers would have begun.
        set("enable_sort", "off");
        set("max_parallel_workers_per_gather", "0");
        try {
            return statement.get();
        } finally {
            set("enable_sort", "on");
        }
    }

    private void set(String setting, String value) {
        jdbc.sql("SELECT set_config(?, ?, true)")
                .params(setting, value)
                .query(String.class)
                .single();
    }

    static boolean isWide(Scope scope) {
        return switch (scope) {
            case Scope.Everything all -> true;
            case Scope.Subtree subtree ->
                subtree.path().chars().filter(c -> c == '/').count() <= WIDE;
        };
    }
}
