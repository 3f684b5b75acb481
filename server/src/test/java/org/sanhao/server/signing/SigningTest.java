package org.sanhao.server.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import org.sanhao.server.scope.ScopedTransactions;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** Algorithms are chosen once; keys are handed over, kept, and never lent. */
@ServerTest
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class SigningTest {
    private static final SigningSettings SILENT = new SigningSettings(null, null);

    @Autowired
    Signing signing;

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataFolder folder;

    private Signing again(DataFolder where, SigningSettings settings) {
        return new Signing(transactions, jdbc, where, settings);
    }

    @Test
    void a_start_that_wants_other_algorithms_than_the_first_is_refused_and_says_what_was_chosen() {
        assertThat(again(folder, new SigningSettings("sha-256", "ed25519")).hash())
                .isEqualTo(HashAlgorithm.SHA_256);
        assertThatThrownBy(() -> again(folder, new SigningSettings("sm3", null)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("sha-256");
        assertThatThrownBy(() -> again(folder, new SigningSettings(null, "sm2")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("ed25519");
        assertThatThrownBy(() -> again(folder, new SigningSettings("md5", null)))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void a_key_handed_over_signs_and_one_that_replaces_a_lost_key_is_shown_as_endorsed_by_nobody(@TempDir Path temp)
            throws Exception {
        var old = signing.key();

        var ring = signing.rotate();

        assertThat(signing.key().keyId()).isNotEqualTo(old.keyId());
        assertThat(ring.find(old.keyId())).contains(old.verifying());
        assertThat(signing.ring().unendorsed()).isEmpty();
        assertThat(again(folder, SILENT).key().keyId()).isEqualTo(signing.key().keyId());
        var file = KeyFolder.of(folder.path()).path().resolve("signing");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        try (var empty = DataFolder.open(temp)) {
            var fresh = again(empty, SILENT);

            assertThat(fresh.ring().unendorsed()).containsExactly(fresh.key().keyId());
            assertThatThrownBy(() -> again(folder, SILENT))
                    .as("the key that was replaced is retired")
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("已经停用");
        }
    }
}
