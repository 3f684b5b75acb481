package org.sanhao.server.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sanhao.server.support.TestPostgres;

/** The role that owns the schemas has another password than the one given. */
class OwnerRefusedTest {
    @Test
    void the_refusal_names_the_option_to_look_at_and_not_the_password() {
        var known = TestPostgres.freshDatabase();
        var address = new DatabaseAddress(
                known.url(),
                known.app(),
                new DatabaseAddress.Login(known.owner().role(), "not-the-password"));

        assertThatThrownBy(() -> Migrations.run(address))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("数据库连不上")
                .hasMessageContaining("--db-owner")
                .hasMessageNotContaining("not-the-password");
    }
}
