package org.sanhao.server.access.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.workers.Workers;

/** Slow hashes leave the threads of the requests. */
class PasswordsTest {
    @Test
    void every_slow_hash_is_made_by_the_workers() {
        var workers = new Workers();
        var passwords = new Passwords(workers);
        var hash = passwords.hash("Mountains-9-rivers");
        assertThat(passwords.matches("Mountains-9-rivers", hash)).isTrue();
        assertThat(passwords.matches("Mountains-9-river", hash)).isFalse();

        workers.destroy();

        assertThatThrownBy(() -> passwords.hash("another")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> passwords.matches("Mountains-9-rivers", hash)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> passwords.matchesNobodys("anything")).isInstanceOf(RefusedException.class);
    }
}
