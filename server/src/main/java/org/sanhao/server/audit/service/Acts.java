package org.sanhao.server.audit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.proof.audit.AuditRow;
import org.springframework.stereotype.Component;

/** How acts and results are called when people read the log. A new state-changing address gets a line in the list. */
@Component
public class Acts {
    static final String LIST = "/audit/acts.tsv";

    private final Map<String, String> titles = new LinkedHashMap<>();
    private final Map<String, String> results = new LinkedHashMap<>();

    Acts() {
        try (var in = Acts.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(line -> titles.put(line[0], line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        results.put(AuditRow.DONE, "成功");
        for (var code : ErrorCode.values()) {
            results.put(code.code(), code.sentence().replaceAll("[（「]?\\{\\d}[）」]?", "…"));
        }
    }

    /** Every act by its code, in the order of the list. */
    public Map<String, String> all() {
        return titles;
    }

    /** The act in Chinese; its code where it has no name (a read that was refused, an address of an older release). */
    public String title(String act) {
        return titles.getOrDefault(act, act.startsWith("GET ") ? "查看 " + act.substring(4) : act);
    }

    public String result(String result) {
        return results.getOrDefault(result, result);
    }
}
