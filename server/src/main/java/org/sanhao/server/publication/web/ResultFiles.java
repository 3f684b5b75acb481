package org.sanhao.server.publication.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.server.publication.Publications;
import org.sanhao.server.workers.Workers;
import org.springframework.stereotype.Component;

/**
 * Result files as read from the store and as written for a download. A sealed document never changes, so both are kept;
 * reading and writing them is work for the processor.
 */
@Component
class ResultFiles {
    private static final int DOCUMENTS = 200;
    private static final int DOWNLOADS = 20;

    private final Publications publications;
    private final Workers workers;
    private final Map<String, ResultFile> documents = latest(DOCUMENTS);
    private final Map<String, byte[]> downloads = latest(DOWNLOADS);

    ResultFiles(Publications publications, Workers workers) {
        this.publications = publications;
        this.workers = workers;
    }

    Optional<ResultFile> file(String code) {
        var known = documents.get(code);
        if (known != null) {
            return Optional.of(known);
        }
        var read = publications.file(Publications.EVERYBODY, code);
        read.ifPresent(file -> documents.put(code, file));
        return read;
    }

    byte[] json(String code) {
        var known = downloads.get(code);
        if (known != null) {
            return known;
        }
        var bytes = bytes(file(code).orElseThrow());
        downloads.put(code, bytes);
        return bytes;
    }

    /** A file as it is written. */
    byte[] bytes(ResultFile file) {
        return workers.brief(() -> file.json().getBytes(StandardCharsets.UTF_8));
    }

    private static <V> Map<String, V> latest(int many) {
        return java.util.Collections.synchronizedMap(new LinkedHashMap<>(many, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > many;
            }
        });
    }
}
