package org.sanhao.server.evidence.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.evidence.EvidenceSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands a file to the customer's own scanner, over its input and not as a file. While the scanner does not run, nothing is
 * taken in: whoever set one up means it.
 */
@Component
class Scan {
    private static final Logger LOG = LoggerFactory.getLogger(Scan.class);

    private final EvidenceSettings settings;

    Scan(EvidenceSettings settings) {
        this.settings = settings;
    }

    boolean isOn() {
        return !settings.scan().isEmpty();
    }

    /** Null when the file is clean. */
    @Nullable
    Refusal look(String name, InputStream bytes) throws InterruptedException {
        Process scanner;
        try {
            scanner = new ProcessBuilder(settings.scan())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException missing) {
            LOG.error("the scanner does not start: {}", missing.getMessage());
            return Refusal.of(ErrorCode.SCAN_DOWN);
        }
        var feeder = Thread.ofVirtual().start(() -> {
            try (var in = scanner.getOutputStream()) {
                bytes.transferTo(in);
            } catch (IOException stopped) {
                // It has seen enough; its answer counts.
            }
        });
        try {
            if (!scanner.waitFor(settings.scanLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("the scanner gave no answer in {}", settings.scanLimit());
                return Refusal.of(ErrorCode.SCAN_DOWN);
            }
            feeder.join();
            return switch (scanner.exitValue()) {
                case 0 -> null;
                case 1 -> Refusal.of(ErrorCode.SCAN_FOUND, name);
                default -> {
                    LOG.error("the scanner ended with {}", scanner.exitValue());
                    yield Refusal.of(ErrorCode.SCAN_DOWN);
                }
            };
        } finally {
            scanner.destroyForcibly();
        }
    }
}
