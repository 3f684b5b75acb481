package org.sanhao.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** The connections: twelve for people, four for everything that happens behind their back. */
@Configuration
class Pools {
    static final int WEB = 12;
    static final int BACKGROUND = 4;

    /** Longer than any burst of short transactions, shorter than people wait before they press again. */
    private static final int WAIT_MILLIS = 2_000;

    @Bean(destroyMethod = "close")
    HikariDataSource webPool(DatabaseAddress address) {
        return pool(address, "web", WEB, 30);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource backgroundPool(DatabaseAddress address) {
        return pool(address, "background", BACKGROUND, 600);
    }

    /** The pool that fits whoever asks. Only the transaction manager and the scope module may hold it. */
    @Bean
    DataSource connections(HikariDataSource webPool, HikariDataSource backgroundPool) {
        var router = new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
                return Background.isCurrent();
            }
        };
        router.setTargetDataSources(Map.of(false, webPool, true, backgroundPool));
        router.setDefaultTargetDataSource(webPool);
        return router;
    }

    private static HikariDataSource pool(DatabaseAddress address, String name, int size, int seconds) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(address.app().role());
        config.setPassword(address.app().password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "sanhao-" + name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // The detail of a server error quotes the row, and with it people; it would end up in the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // No statement, no wait for a lock and no forgotten transaction holds one of few connections for long.
        config.addDataSourceProperty(
                "options",
                "-c statement_timeout=" + seconds + "s -c lock_timeout=5s -c idle_in_transaction_session_timeout="
                        + 2 * seconds + "s");
        config.addDataSourceProperty("socketTimeout", Integer.toString(2 * seconds));
        return new HikariDataSource(config);
    }
}
