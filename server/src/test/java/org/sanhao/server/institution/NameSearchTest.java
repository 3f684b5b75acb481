package org.sanhao.server.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.support.TestPostgres;

/** The search table: quick, and no way around the fence. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NameSearchTest {
    private DatabaseAddress address;

    @BeforeAll
    void twenty_thousand_institutions() throws SQLException {
        address = TestPostgres.freshDatabase();
        try (var superuser = TestPostgres.superuser(address);
                var statement = superuser.createStatement()) {
            statement.execute("""
                    INSERT INTO institution.unit (id, version, recorded_at, recorded_by, current, label, level, type,
                                                  name, pinyin, scope_path)
                    SELECT gen_random_uuid(), 1, now(), 'test', true, 'u' || n, 'institution', 'clinic',
                           CASE WHEN n = 77 THEN '澄溪桥头卫生院' ELSE '第' || n || '号卫生院' END, 'p' || n,
                           'adm/c' || n % 10 || '/u' || n || '/'
                    FROM generate_series(1, 20000) AS n
                    """);
            statement.execute("ANALYZE institution.name");
        }
    }

    @Test
    void a_name_of_three_characters_is_found_through_the_trigram_index() throws SQLException {
        try (var superuser = TestPostgres.superuser(address)) {
            superuser.setAutoCommit(false);
            scope(superuser, "system");

            assertThat(search(superuser, "", "\udbff\udfff", "溪桥头")).hasSize(1);
            assertThat(scansOf(superuser, "name_by_trigram")).isEqualTo(1);
        }
    }

    @Test
    void a_name_of_two_characters_is_found_through_the_grams() throws SQLException {
        try (var superuser = TestPostgres.superuser(address)) {
            superuser.setAutoCommit(false);
            scope(superuser, "system");

            assertThat(search(superuser, "", "\udbff\udfff", "桥头")).hasSize(1);
            assertThat(scansOf(superuser, "name_by_gram")).isEqualTo(1);
        }
    }

    @Test
    void a_search_stays_within_its_bounds_and_wider_bounds_are_an_error() throws SQLException {
        try (var app = app()) {
            scope(app, "adm/c7/");
            assertThat(search(app, "adm/c7/", "adm/c70", "溪桥头")).hasSize(1);
        }
        try (var app = app()) {
            scope(app, "adm/c6/");
            assertThat(search(app, "adm/c6/", "adm/c60", "溪桥头")).isEmpty();
        }
        try (var app = app()) {
            scope(app, "adm/c6/");
            assertThatThrownBy(() -> search(app, "adm/c6/", "adm/c70", "溪桥头")).hasMessageContaining("wider");
        }
    }

    @Test
    void canary_the_table_itself_is_closed_to_the_application() throws SQLException {
        try (var app = app();
                var statement = app.createStatement()) {
            scope(app, "system");
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM institution.name"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void percent_and_underscore_are_letters_like_any_other() throws SQLException {
        try (var app = app()) {
            scope(app, "system");
            assertThat(search(app, "", "\udbff\udfff", "第_号卫")).isEmpty();
            assertThat(search(app, "", "\udbff\udfff", "%%%")).isEmpty();
            assertThat(search(app, "", "\udbff\udfff", "'; DROP")).isEmpty();
        }
    }

    /** Frequent and rare, at the beginning and inside, one character and many: whichever way leads there. */
    @Test
    void the_pages_of_any_list_are_those_a_plain_look_at_every_name_would_give() throws SQLException {
        try (var superuser = TestPostgres.superuser(address)) {
            superuser.setAutoCommit(false);
            scope(superuser, "system");
            for (var bounds : List.of("", "adm/c7/", "adm/c7/u7/", "adm/c7/!")) {
                var high = switch (bounds) {
                    case "" -> "\udbff\udfff";
                    case "adm/c7/u7/" -> "adm/c7/u70";
                    default -> "adm/c70";
                };
                for (var part :
                        new String[] {null, "卫", "第", "7", "第7", "77", "号卫生院", "第19", "澄溪", "澄溪桥头卫", "9号卫生", "没有", "院"
                        }) {
                    var expected = all(
                            superuser,
                            "SELECT id FROM institution.name WHERE what = 'unit' AND path >= ? AND path < ?"
                                    + " AND (?::text IS NULL OR position(? IN name) > 0) ORDER BY pinyin, id",
                            bounds,
                            high,
                            part,
                            part);
                    var found = new ArrayList<String>();
                    String pinyin = null;
                    String id = null;
                    do {
                        var page = all(
                                superuser,
                                "SELECT pinyin || ' ' || id FROM institution.search_names('unit', ?, ?, ?, NULL, NULL, ?, ?::uuid, 1999)",
                                bounds,
                                high,
                                part,
                                pinyin,
                                id);
                        pinyin = page.isEmpty() ? null : page.getLast().split(" ", 2)[0];
                        id = page.isEmpty() ? null : page.getLast().split(" ", 2)[1];
                        page.forEach(row -> found.add(row.split(" ", 2)[1]));
                    } while (id != null);
                    assertThat(found).as(part + " within " + bounds).isEqualTo(expected);
                }
            }
        }
    }

    private static List<String> all(Connection connection, String query, String... params) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < params.length; i++) {
                statement.setString(i + 1, params[i]);
            }
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }

    private static List<String> search(Connection connection, String low, String high, String part)
            throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT id FROM institution.search_names('unit', ?, ?, ?, NULL, NULL, NULL, NULL, 50)")) {
            statement.setString(1, low);
            statement.setString(2, high);
            statement.setString(3, part);
            try (var rows = statement.executeQuery()) {
                var ids = new ArrayList<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }

    /** Index scans of the running transaction. */
    private static int scansOf(Connection connection, String index) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_stat_get_xact_numscans(?::regclass)")) {
            statement.setString(1, "institution." + index);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void scope(Connection connection, String scope) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT set_config('sanhao.scope', ?, true)")) {
            statement.setString(1, scope);
            statement.execute();
        }
    }

    private Connection app() throws SQLException {
        var app = DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password());
        app.setAutoCommit(false);
        return app;
    }
}
