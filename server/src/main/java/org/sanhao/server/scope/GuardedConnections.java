package org.sanhao.server.scope;

import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.jdbc.config.annotation.SpringSessionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Hands out connections to running transactions only: a statement that forgot its transaction fails in every test. */
@Configuration
class GuardedConnections {

    @Bean
    PlatformTransactionManager transactionManager(@Qualifier("connections") DataSource connections) {
        return new JdbcTransactionManager(connections);
    }

    @Bean
    @Primary
    DataSource dataSource(@Qualifier("connections") DataSource connections) {
        return new TransactionAwareDataSourceProxy(connections) {
            @Override
            public Connection getConnection() throws java.sql.SQLException {
                if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw new IllegalStateException("no statement outside a transaction");
                }
                return super.getConnection();
            }
        };
    }

    /** Sessions are read before anybody knows whose they are; their tables hold no rows of the field. */
    @Bean
    @SpringSessionDataSource
    DataSource sessionDataSource(@Qualifier("webPool") DataSource webPool) {
        return webPool;
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate jdbcTemplate) {
        return JdbcClient.create(jdbcTemplate);
    }
}
