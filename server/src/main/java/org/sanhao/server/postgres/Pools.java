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

    @Bean(destroyMethod = "close")
    HikariDataSource webPool(DatabaseAddress address) {
        return pool(address, "web", WEB);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource backgroundPool(DatabaseAddress address) {
        return pool(address, "background", BACKGROUND);
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

    private static HikariDataSource pool(DatabaseAddress address, String name, int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(address.url());
        config.setUsername(address.app().role());
        config.setPassword(address.app().password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(5_000);
        config.setAutoCommit(false);
        config.addDataSourceProperty("ApplicationName", "sanhao-" + name);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }
}
