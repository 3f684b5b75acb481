package org.sanhao.server.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a page of a long list is found. The planner cannot know how much of a table a scope holds. For a scope that holds much
 * of it the page is read off an index that has the list's order, passing over the few rows outside. For a county, whose rows
 * may lie anywhere in that order, they are gathered and sorted.
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

    /**
     * The keys of a page.
     *
     * @param selection the store's own statement that selects them, with what the order names, without order and limit
     * @param few whether what it asks for bears few rows in any scope, which are better gathered
     * @param orderBy by columns of the selection; whatever may narrow it leaves an index with this order
     */
    public <T> List<T> keys(
            String selection, List<?> params, boolean few, String orderBy, int limit, RowMapper<T> key) {
        var all = new ArrayList<Object>(params);
        all.add(limit);
        boolean gathered = few || !isWide(ScopedTransactions.current());
        var statement = gathered
                ? "WITH gathered AS MATERIALIZED (" + selection + ") SELECT * FROM gathered ORDER BY " + orderBy
                        + " LIMIT ?"
                : selection + " ORDER BY " + orderBy + " LIMIT ?";
        Supplier<List<T>> page =
                () -> jdbc.sql(statement).params(all).query(key).list();
        return gathered ? page.get() : page(page);
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
