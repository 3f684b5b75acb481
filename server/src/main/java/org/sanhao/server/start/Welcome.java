package org.sanhao.server.start;

import org.sanhao.server.listen.ListenSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log that the product serves, and where; a demo at the console prints a page of its own instead. */
@Component
@ConditionalOnProperty("logging.structured.format.console")
class Welcome {
    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final ListenSettings settings;

    Welcome(ListenSettings settings) {
        this.settings = settings;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        var environment = event.getApplicationContext().getEnvironment();
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            LOG.info(
                    "三好已就绪 {}://localhost:{} 数据目录 {}",
                    settings.tls().on() ? "https" : "http",
                    port,
                    environment.getProperty("sanhao.data", "data"));
        }
    }
}
