package org.sanhao.server.notify.store;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Up to which business day people were reminded. */
@Repository
public class ReminderStore {
    private final JdbcClient jdbc;

    ReminderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<LocalDate> last() {
        return jdbc.sql("SELECT day FROM notify.reminded")
                .query(LocalDate.class)
                .optional();
    }

    public void reminded(LocalDate day) {
        jdbc.sql(
                        "INSERT INTO notify.reminded (one, day) VALUES (true, ?) ON CONFLICT (one) DO UPDATE SET day = excluded.day")
                .param(day)
                .update();
    }
}
