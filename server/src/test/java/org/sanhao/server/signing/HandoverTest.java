package org.sanhao.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.audit.OfflineHandover;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A new key while the product stands still, also when the power goes on the way. */
@ServerTest
class HandoverTest {
    private static final SigningSettings SILENT = new SigningSettings(null, null);

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataFolder folder;

    @Autowired
    DatabaseAddress address;

    private Signing restarted() {
        return new Signing(transactions, jdbc, folder, SILENT);
    }

    @Test
    void what_was_signed_before_still_verifies_after_the_key_was_handed_over_offline_and_the_log_says_so()
            throws Exception {
        var document = "公示".getBytes(StandardCharsets.UTF_8);
        var before = restarted().sign(document);

        try (var app = app()) {
            OfflineHandover.run(app, KeyFolder.of(folder.path()));
        }

        var next = restarted();
        var after = next.sign(document);
        assertThat(after.keyId()).isNotEqualTo(before.keyId());
        var ring = next.ring();
        assertThat(ring.unendorsed()).isEmpty();
        for (var signed : List.of(before, after)) {
            assertThat(ring.find(signed.keyId()).orElseThrow().verifies(document, signed.signature()))
                    .isTrue();
        }
        assertThat(transactions.reading(
                        Scope.SYSTEM,
                        () -> jdbc.sql("SELECT subject_id FROM audit.entry WHERE act = 'OWN keys/rotate'")
                                .query(String.class)
                                .list()))
                .contains(after.keyId());
    }

    @Test
    void a_handover_cut_off_before_the_commit_leaves_the_old_key_and_after_it_the_new_one() throws Exception {
        var keys = KeyFolder.of(folder.path());
        var inUse = restarted().key();
        try (var app = app()) {
            app.setAutoCommit(false);
            var cutOff = new OfflineKeys(scoped(app), keys);
            cutOff.handOver();
            app.rollback();
        }
        assertThat(restarted().key().keyId()).isEqualTo(inUse.keyId());

        String next;
        try (var app = app()) {
            app.setAutoCommit(false);
            next = new OfflineKeys(scoped(app), keys).handOver().current().key().keyId();
            app.commit();
        }
        assertThat(restarted().key().keyId()).isEqualTo(next);
        assertThat(restarted().ring().unendorsed()).isEmpty();
    }

    @Test
    void without_the_key_in_use_nothing_is_handed_over(@TempDir Path temp) throws Exception {
        try (var app = app()) {
            assertThatThrownBy(() -> OfflineHandover.run(app, KeyFolder.of(temp)))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("没有现用的签名密钥");
        }
    }

    private Connection app() throws SQLException {
        return DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password());
    }

    private static JdbcClient scoped(Connection app) {
        var client = JdbcClient.create(new SingleConnectionDataSource(app, true));
        client.sql("SELECT set_config('sanhao.scope', 'system', true)")
                .query(String.class)
                .single();
        return client;
    }
}
