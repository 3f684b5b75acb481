package org.sanhao.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sanhao.server.support.TestPostgres;

/** What a database says about the migrations it has been through. */
class SchemaStampTest {
    private final DatabaseAddress address = TestPostgres.freshDatabase();

    private final HikariDataSource owner = Migrations.connections(address);

    @AfterEach
    void close() {
        owner.close();
    }

    private String tablesOfPacks() throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            var row = statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'pack'");
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String statements) throws SQLException {
        try (var connection = owner.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    @Test
    void a_migrated_database_says_so_and_only_for_its_own_role() {
        assertThat(SchemaStamp.ofProgram(address.app().role()).isOn(owner)).isTrue();
        assertThat(SchemaStamp.ofProgram("another_role").isOn(owner)).isFalse();
    }

    @Test
    void without_the_word_every_module_is_brought_up_to_date() throws SQLException {
        var complete = tablesOfPacks();
        execute("DROP SCHEMA pack CASCADE; COMMENT ON SCHEMA scope IS 'sanhao migrations of an older program'");

        Migrations.run(address);

        assertThat(tablesOfPacks()).isEqualTo(complete);
        assertThat(SchemaStamp.ofProgram(address.app().role()).isOn(owner)).isTrue();
    }

    @Test
    void two_nodes_that_start_at_once_both_leave_it() throws Exception {
        var stamp = SchemaStamp.ofProgram(address.app().role());
        var together = new CyclicBarrier(2);
        Callable<Boolean> node = () -> {
            for (int i = 0; i < 30; i++) {
                together.await();
                stamp.putOn(owner);
            }
            return stamp.isOn(owner);
        };
        try (var nodes = Executors.newFixedThreadPool(2)) {
            var one = nodes.submit(node);
            var other = nodes.submit(node);
            assertThat(one.get()).isTrue();
            assertThat(other.get()).isTrue();
        }
    }
}
