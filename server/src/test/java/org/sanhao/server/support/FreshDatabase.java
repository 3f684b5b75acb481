package org.sanhao.server.support;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives each application context a database of its own. */
public class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().registerSingleton("dataFolder", TestPostgres.dataFolder());
        context.getBeanFactory().registerSingleton("databaseAddress", TestPostgres.freshDatabase());
    }
}
