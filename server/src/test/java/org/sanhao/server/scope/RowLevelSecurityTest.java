package org.sanhao.server.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.support.TestPostgres;

/** The fence in the database, attacked with plain SQL as the application role. Each canary is a fence left open. */
class RowLevelSecurityTest {
    private static final String FORGETFUL_POLICY =
            "CREATE POLICY read ON canary.paper USING (scope_path LIKE current_setting('sanhao.scope', true) || '%')";

    private DatabaseAddress address;

    @BeforeEach
    void a_table_with_papers_of_two_counties() throws SQLException {
        address = TestPostgres.freshDatabase();
        superuser("CREATE SCHEMA canary AUTHORIZATION sanhao_owner");
        owner("GRANT USAGE ON SCHEMA canary TO sanhao_app");
        owner("CREATE TABLE canary.paper (name text, scope_path text COLLATE \"C\")");
        owner("GRANT SELECT, INSERT ON canary.paper TO sanhao_app");
        owner(
                "INSERT INTO canary.paper VALUES ('east', 'adm/p/east/'), ('west', 'adm/p/west/'), ('easter', 'adm/p/easter/')");
        owner("ALTER TABLE canary.paper ENABLE ROW LEVEL SECURITY");
        owner("ALTER TABLE canary.paper FORCE ROW LEVEL SECURITY");
    }

    @Test
    void a_county_sees_its_own_subtree_and_not_the_neighbour_whose_label_begins_alike() throws SQLException {
        fence();

        assertThat(seenBy("adm/p/east/")).containsExactly("east");
    }

    @Test
    void the_province_sees_both_counties() throws SQLException {
        fence();

        assertThat(seenBy("adm/p/")).containsExactly("east", "easter", "west");
    }

    @Test
    void another_line_over_the_same_units_sees_nothing() throws SQLException {
        fence();

        assertThat(seenBy("party/p/")).isEmpty();
    }

    @Test
    void a_transaction_without_scope_is_an_error_and_not_an_empty_answer() throws SQLException {
        fence();

        assertThatThrownBy(() -> seenBy(null)).hasMessageContaining("no scope");
    }

    @Test
    void an_empty_scope_is_an_error() throws SQLException {
        fence();

        assertThatThrownBy(() -> seenBy("")).hasMessageContaining("no scope");
    }

    @Test
    void a_connection_reused_after_commit_has_no_scope() throws SQLException {
        fence();

        try (var app = app()) {
            setScope(app, "adm/p/east/");
            names(app);
            app.commit();

            assertThatThrownBy(() -> names(app)).hasMessageContaining("no scope");
        }
    }

    @Test
    void nobody_writes_into_another_subtree() throws SQLException {
        fence();

        try (var app = app()) {
            setScope(app, "adm/p/east/");
            assertThatThrownBy(() -> execute(app, "INSERT INTO canary.paper VALUES ('forged', 'adm/p/west/')"))
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void canary_the_obvious_policy_shows_everything_on_a_reused_connection() throws SQLException {
        owner(FORGETFUL_POLICY);

        try (var app = app()) {
            setScope(app, "adm/p/east/");
            app.commit();

            assertThat(names(app)).hasSize(3);
        }
    }

    @Test
    void canary_a_dropped_policy_or_an_owners_view_is_found_by_the_house_check() throws SQLException {
        fence();
        assertThat(Fences.openIn(TestPostgres.superuser(address))).isEmpty();

        owner("CREATE VIEW canary.all_papers AS SELECT * FROM canary.paper");
        owner("CREATE TABLE canary.unfenced (name text)");
        owner("CREATE TABLE canary.half (name text, scope_path text)");
        owner("ALTER TABLE canary.half ENABLE ROW LEVEL SECURITY");

        assertThat(Fences.openIn(TestPostgres.superuser(address)))
                .containsExactly("canary.all_papers", "canary.half", "canary.unfenced");
    }

    @Test
    void every_table_of_every_module_is_fenced_or_on_the_list_with_its_reason() throws SQLException {
        superuser("DROP SCHEMA canary CASCADE");

        assertThat(Fences.openIn(TestPostgres.superuser(address))).isEmpty();
        assertThat(Fences.unfencedIn(TestPostgres.superuser(address))).containsAll(Fences.UNSCOPED.keySet());
    }

    private void fence() throws SQLException {
        owner("""
                CREATE POLICY read ON canary.paper USING (
                    scope_path >= (SELECT scope.low()) AND scope_path < (SELECT scope.high()))
                """);
    }

    private List<String> seenBy(String scope) throws SQLException {
        try (var app = app()) {
            if (scope != null) {
                setScope(app, scope);
            }
            return names(app);
        }
    }

    private static List<String> names(Connection app) throws SQLException {
        try (var statement = app.createStatement();
                var rows = statement.executeQuery("SELECT name FROM canary.paper ORDER BY name")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void setScope(Connection app, String scope) throws SQLException {
        try (var statement = app.prepareStatement("SELECT set_config('sanhao.scope', ?, true)")) {
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

    private void owner(String sql) throws SQLException {
        try (var owner = DriverManager.getConnection(
                address.url(), address.owner().role(), address.owner().password())) {
            execute(owner, sql);
        }
    }

    private void superuser(String sql) throws SQLException {
        try (var superuser = TestPostgres.superuser(address)) {
            execute(superuser, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
