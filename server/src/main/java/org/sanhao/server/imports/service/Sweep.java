package org.sanhao.server.imports.service;

import java.io.IOException;
import java.nio.file.Files;
import org.sanhao.server.postgres.DataFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Tidies up at the start: files nobody will read any more, imports whose worker died with the process. */
@Component
class Sweep implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final ImportDesk desk;
    private final DataFolder data;

    Sweep(ImportDesk desk, DataFolder data) {
        this.desk = desk;
        this.data = data;
    }

    @Override
    public void run(ApplicationArguments args) throws IOException {
        int interrupted = desk.interruptSilent();
        if (interrupted > 0) {
            LOG.info("{} imports were interrupted by the last stop", interrupted);
        }
        try (var left = Files.list(data.resolve("imports"))) {
            for (var file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
