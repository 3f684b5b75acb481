package org.sanhao.server.dashboard.service;

import java.util.concurrent.Executor;
import org.sanhao.server.postgres.Background;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** A few threads for events: a flood of them waits in memory (and in the registry), never for the users' connections. */
@Configuration
class ProgressThreads {
    static final String NAME = "progressExecutor";

    private static final int THREADS = 2;

    @Bean(name = NAME, defaultCandidate = false)
    Executor progressExecutor() {
        var pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(THREADS);
        pool.setThreadNamePrefix("progress-");
        pool.setDaemon(true);
        pool.setWaitForTasksToCompleteOnShutdown(false);
        pool.setTaskDecorator(work -> () -> Background.run(work));
        return pool;
    }
}
