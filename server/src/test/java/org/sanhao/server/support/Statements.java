package org.sanhao.server.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is asked of the database while something runs. */
public final class Statements {
    private static final String EACH = "Executing prepared SQL statement";

    private Statements() {}

    /** The statements sent meanwhile, by whatever thread; the sealer's and the jobs' are among them. */
    public static List<String> during(Runnable work) {
        return during(work, thread -> true);
    }

    /** The statements the work sends from this thread, in their order. */
    public static List<String> of(Runnable work) {
        return during(work, Thread.currentThread().getName()::equals);
    }

    private static List<String> during(Runnable work, Predicate<String> thread) {
        var sent = new CopyOnWriteArrayList<String>();
        var listener = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (thread.test(event.getThreadName())
                        && event.getFormattedMessage().startsWith(EACH)) {
                    sent.add(event.getFormattedMessage());
                }
            }
        };
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var before = logger.getLevel();
        boolean told = logger.isAdditive();
        listener.setContext(logger.getLoggerContext());
        listener.start();
        logger.addAppender(listener);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
        try {
            work.run();
        } finally {
            logger.setLevel(before);
            logger.setAdditive(told);
            logger.detachAppender(listener);
        }
        return List.copyOf(sent);
    }
}
