package org.sanhao.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestPostgres;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people get when the database has nothing to give, and that it passes. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExhaustionTest {
    @Autowired
    World world;

    @Autowired
    Browser.Maker browsers;

    @Autowired
    HikariDataSource webPool;

    @Autowired
    DatabaseAddress address;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    Browser officer;

    @BeforeAll
    void somebody_is_signed_in() {
        world.aSmallProvince();
        officer = browsers.signedIn("county.handler", password());
    }

    @Test
    void without_a_free_connection_the_answer_is_503_soon_and_the_next_one_is_good_again() throws Exception {
        var taken = new ArrayList<Connection>();
        try {
            for (int i = 0; i < webPool.getMaximumPoolSize(); i++) {
                taken.add(webPool.getConnection());
            }
            long from = System.nanoTime();
            var refused = officer.get("/api/session");

            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.text("/code")).isEqualTo("SH-1010");
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        assertThat(officer.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void somebody_elses_lock_is_waited_for_five_seconds_and_not_for_ever() throws Exception {
        var unit = world.unit("望溪县").value();
        try (var people = Executors.newVirtualThreadPerTaskExecutor();
                var holder = TestPostgres.superuser(address);
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE institution.unit IN ACCESS EXCLUSIVE MODE");
            var waiting = people.submit(() -> officer.get("/api/units/" + unit));

            var answer = waiting.get();
            holder.rollback();

            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.text("/code")).isEqualTo("SH-1010");
        }
        assertThat(officer.get("/api/session").status()).isEqualTo(200);
    }

    @Test
    void a_connection_the_database_dropped_is_told_as_away_and_the_next_one_is_good_again() throws Exception {
        var unit = world.unit("望溪县").value();
        for (int round = 0; round < 5; round++) {
            assertThat(officer.get("/api/units/" + unit).status()).isEqualTo(200);
            try (var superuser = TestPostgres.superuser(address);
                    var statement = superuser.createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE usename = 'sanhao_app' AND datname = current_database()");
            }
            Browser.Answer answer;
            int asked = 0;
            do {
                answer = officer.get("/api/units/" + unit);
                assertThat(answer.status()).as(answer.body()).isIn(200, 503);
            } while (answer.status() != 200 && ++asked < 20);
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void every_connection_has_limits_for_statements_locks_and_forgotten_transactions() {
        var limits = transactions.reading(
                Scope.SYSTEM,
                () -> List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout").stream()
                        .map(name -> jdbc.sql("SELECT current_setting('" + name + "')")
                                .query(String.class)
                                .single())
                        .toList());

        assertThat(limits).containsExactly("30s", "5s", "1min");
    }
}
