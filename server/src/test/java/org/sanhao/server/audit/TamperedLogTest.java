package org.sanhao.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanhao.server.audit.service.Checker;
import org.sanhao.server.audit.service.Sealer;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** The database administrator at work: every change to rows or seals is found and named. */
@ServerTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class TamperedLogTest {
    @Autowired
    AuditLog log;

    @Autowired
    Sealer sealer;

    @Autowired
    Checker checker;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    DatabaseAddress address;

    @BeforeEach
    void three_batches() {
        sealer.stop();
        for (int batch = 0; batch < 3; batch++) {
            transactions.within(Scope.SYSTEM, () -> {
                for (int row = 0; row < 3; row++) {
                    log.ownAct("test", "thing", "r" + row, "");
                }
                return true;
            });
            sealer.seal();
        }
    }

    private void attack(String sql) {
        try (var superuser = TestPostgres.superuser(address);
                var statement = superuser.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Tampers, checks, repairs: the attacks share one database. */
    private String found(String tamper, String repair) {
        attack(tamper);
        var finding = checker.check("test").finding();
        attack(repair);
        assertThat(checker.check("test").finding()).as("after the repair").isNull();
        assertThat(finding).as(tamper).isNotNull();
        return finding;
    }

    @Test
    void everything_a_database_administrator_can_do_is_found_and_named() {
        assertThat(checker.check("test").finding()).isNull();
        attack("CREATE TABLE IF NOT EXISTS public.kept_entry AS SELECT * FROM audit.entry WITH DATA");
        attack("CREATE TABLE IF NOT EXISTS public.kept_batch AS SELECT * FROM audit.batch WITH DATA");
        var last = "(SELECT max(number) FROM public.kept_batch)";
        var entries = "INSERT INTO audit.entry SELECT * FROM public.kept_entry ON CONFLICT DO NOTHING";
        var batches = "INSERT INTO audit.batch SELECT * FROM public.kept_batch ON CONFLICT DO NOTHING";

        assertThat(
                        found(
                                "UPDATE audit.entry SET subject_id = 'other' WHERE id = (SELECT min(id::text)::uuid FROM audit.entry)",
                                "UPDATE audit.entry e SET subject_id = k.subject_id FROM public.kept_entry k WHERE k.id = e.id"))
                .contains("第 1 批")
                .contains("被改动");
        assertThat(found("DELETE FROM audit.entry WHERE id = (SELECT min(id::text)::uuid FROM audit.entry)", entries))
                .contains("第 1 批")
                .contains("被删除");
        assertThat(found("""
                        INSERT INTO audit.entry (id, era, xact, at, act, result, path)
                        SELECT gen_random_uuid(), era, xact, at, act, result, path FROM audit.entry LIMIT 1
                        """, "DELETE FROM audit.entry WHERE id NOT IN (SELECT id FROM public.kept_entry)"))
                .contains("后加的");
        assertThat(found("DELETE FROM audit.batch WHERE number = 2", batches)).contains("第 2 批缺失");
        assertThat(found("DELETE FROM audit.batch WHERE number = " + last, batches))
                .contains("截断");
        assertThat(
                        found(
                                "UPDATE audit.batch SET leaves = leaves || leaves WHERE number = 2",
                                "UPDATE audit.batch b SET leaves = k.leaves FROM public.kept_batch k WHERE k.number = b.number"))
                .contains("第 2 批的逐行哈希");
        assertThat(found(
                        "UPDATE audit.batch b SET line = (SELECT line FROM public.kept_batch WHERE number = 1) WHERE number = 2",
                        "UPDATE audit.batch b SET line = k.line FROM public.kept_batch k WHERE k.number = b.number"))
                .contains("第 2 批");
        assertThat(found(
                        "UPDATE audit.batch b SET line = regexp_replace(line, '\"size\":[0-9]+', '\"size\":999999') WHERE number = 2",
                        "UPDATE audit.batch b SET line = k.line FROM public.kept_batch k WHERE k.number = b.number"))
                .contains("第 2 批的签名");
    }

    /** As after a restore: rows of the old cluster bear higher numbers than the new one has given out. */
    @Test
    void rows_of_an_earlier_cluster_are_sealed_before_all_later_ones_in_the_order_of_their_numbers() {
        attack("INSERT INTO audit.era (era, began_at) SELECT max(era) + 1, now() FROM audit.era");
        for (var number : new String[] {"10000000000", "9999999999"}) {
            attack("""
                    INSERT INTO audit.entry (id, era, xact, at, act, result, path)
                    VALUES (gen_random_uuid(), 1, '%s', now(), 'of the old cluster', 'done', '')
                    """.formatted(number));
        }
        attack("UPDATE audit.entry SET at = date_trunc('milliseconds', at) WHERE act = 'of the old cluster'");

        sealer.seal();
        transactions.within(Scope.SYSTEM, () -> {
            log.ownAct("test", "thing", "of the new cluster", "");
            return true;
        });
        sealer.seal();

        var found = checker.check("test");
        assertThat(found.finding()).isNull();
        assertThat(found.rows()).isGreaterThanOrEqualTo(12);
    }
}
