package org.sanhao.server.scope;

import java.util.concurrent.Executor;
import org.sanhao.server.postgres.Background;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Where modules hear of each other after commit: a few threads with connections of the background. A flood of events waits in
 * memory, and in the registry, never for the users' connections.
 */
@Configuration
class ListenerThreads implements AsyncConfigurer {
    private static final int THREADS = 2;

    @Override
    public Executor getAsyncExecutor() {
        var pool = new ThreadPoolTaskExecutor();
        pool.setCorePoolSize(THREADS);
        pool.setThreadNamePrefix("listener-");
        pool.setDaemon(true);
        pool.setWaitForTasksToCompleteOnShutdown(false);
        pool.setTaskDecorator(work -> () -> Background.run(work));
        pool.initialize();
        return pool;
    }
}
