package org.sanhao.server.scope;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hands out connections to running transactions only: a statement that forgot its transaction fails in every test.
 * Libraries that look at the database while the context is being built may do so; the guard closes when it stands.
 */
@Configuration
class GuardedConnections implements SmartInitializingSingleton {
    private volatile boolean closed;

    @Override
    public void afterSingletonsInstantiated() {
        closed = true;
    }

    @Bean
    static PlatformTransactionManager transactionManager(@Qualifier("connections") DataSource connections) {
        return new JdbcTransactionManager(connections);
    }

    @Bean
    @Primary
    DataSource dataSource(@Qualifier("connections") DataSource connections) {
        return new TransactionAwareDataSourceProxy(connections) {
            @Override
            public Connection getConnection() throws SQLException {
                if (closed && !TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw new IllegalStateException("no statement outside a transaction");
                }
                return super.getConnection();
            }
        };
    }
}
