package org.sanhao.server.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A later start of the product, on a database that has its packs already. */
@ServerTest
class PackLibraryTest {
    @Autowired
    Packs running;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DatabaseAddress address;

    private PackLibrary laterStart() {
        var library = new PackLibrary(transactions, jdbc);
        library.afterPropertiesSet();
        return library;
    }

    @Test
    void a_later_start_has_the_same_packs_from_their_frozen_form() {
        var shipped = running.list();

        var later = laterStart();

        assertThat(later.list())
                .usingRecursiveComparison()
                .ignoringFields("rules")
                .isEqualTo(shipped);
        assertThat(later.get(shipped.getFirst().ref()).rules().keySet())
                .isEqualTo(shipped.getFirst().rules().keySet());
    }

    @Test
    void files_that_read_otherwise_than_what_was_published_are_refused_at_every_start() throws SQLException {
        asOwner("DELETE FROM pack.shipped", "UPDATE pack.published SET hash = 'x' || hash");
        try {
            for (int start = 1; start <= 2; start++) {
                assertThatThrownBy(this::laterStart)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a published version never changes");
            }
        } finally {
            asOwner("UPDATE pack.published SET hash = substr(hash, 2)");
        }
        assertThat(laterStart().list()).hasSameSizeAs(running.list());
    }

    private void asOwner(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        address.url(), address.owner().role(), address.owner().password());
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }
}
