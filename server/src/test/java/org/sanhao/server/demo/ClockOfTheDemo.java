package org.sanhao.server.demo;

import org.sanhao.server.clock.DemoClocks;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * In tests the clock of the demo is there without its story, so that the contract, the matrix and the attacks cover what a
 * demo answers, too. It moves nobody's clock but its own.
 */
@Configuration
@ConditionalOnBooleanProperty(name = "sanhao.demo", havingValue = false, matchIfMissing = true)
class ClockOfTheDemo {

    @Bean
    DemoClockController demoClockController(
            ScopedTransactions transactions, JdbcClient jdbc, Publications publications, RequestOnce once) {
        return new DemoClockController(DemoClocks.of(transactions, jdbc), publications, once);
    }
}
