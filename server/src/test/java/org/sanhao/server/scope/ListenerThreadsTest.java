package org.sanhao.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sanhao.server.support.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Whoever listens after commit takes the connections of the background, however many events come at once. */
@ServerTest
@Import(ListenerThreadsTest.Listener.class)
class ListenerThreadsTest {
    private static final int FLOOD = 40;
    private static final ConcurrentHashMap<String, Integer> POOLS = new ConcurrentHashMap<>();
    private static final CountDownLatch ALL = new CountDownLatch(FLOOD);

    @Autowired
    ScopedTransactions transactions;

    @Autowired
    ApplicationEventPublisher events;

    /** Something happened. */
    record Happened(int number) {}

    @Component
    static class Listener {
        private final JdbcClient jdbc;

        Listener(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @ApplicationModuleListener
        void on(Happened happened) {
            var pool = jdbc.sql("SELECT current_setting('application_name')")
                    .query(String.class)
                    .single();
            POOLS.merge(pool, 1, Integer::sum);
            ALL.countDown();
        }
    }

    @Test
    void a_flood_of_events_never_takes_a_connection_of_the_users() throws InterruptedException {
        transactions.within(Scope.SYSTEM, () -> {
            for (int i = 0; i < FLOOD; i++) {
                events.publishEvent(new Happened(i));
            }
            return true;
        });

        assertThat(ALL.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(POOLS).containsOnlyKeys("sanhao-background");
    }
}
