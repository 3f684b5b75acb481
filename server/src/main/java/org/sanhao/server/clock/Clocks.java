package org.sanhao.server.clock;

import org.sanhao.kernel.BusinessClock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Outside a demo the business clock is the real one. */
@Configuration
class Clocks {

    @Bean
    @ConditionalOnBooleanProperty(name = "sanhao.demo", havingValue = false, matchIfMissing = true)
    BusinessClock businessClock() {
        return BusinessClock.REAL;
    }
}
