package org.sanhao.server.dashboard.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sanhao.server.dashboard.domain.Counts;

/** Counts as columns: every table that holds them names them alike, in this order. */
final class CountColumns {
    static final String NAMES = "institutions, clauses, untouched, graded, not_applicable, lack_c, lack_b, lack_a";

    private final List<Integer[]> columns = new ArrayList<>();

    private CountColumns(List<Counts> rows) {
        int n = rows.size();
        for (int column = 0; column < 8; column++) {
            columns.add(new Integer[n]);
        }
        for (int i = 0; i < n; i++) {
            var counts = rows.get(i);
            int[] values = {
                counts.institutions(),
                counts.clauses(),
                counts.untouched(),
                counts.graded(),
                counts.notApplicable(),
                counts.lackC(),
                counts.lackB(),
                counts.lackA()
            };
            for (int column = 0; column < 8; column++) {
                columns.get(column)[i] = values[column];
            }
        }
    }

    static CountColumns of(List<Counts> rows) {
        return new CountColumns(rows);
    }

    /** The given values, then the eight arrays. */
    List<Object> params(Object... before) {
        var params = new ArrayList<>(Arrays.asList(before));
        params.addAll(columns);
        return params;
    }

    static Counts read(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("institutions"),
                row.getInt("clauses"),
                row.getInt("untouched"),
                row.getInt("graded"),
                row.getInt("not_applicable"),
                row.getInt("lack_c"),
                row.getInt("lack_b"),
                row.getInt("lack_a"));
    }
}
