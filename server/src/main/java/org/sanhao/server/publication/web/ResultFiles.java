package org.sanhao.server.publication.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanhao.lang.pack.result.ResultFile;
import org.sanhao.server.publication.Publications;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Result files as read from the store and as written for a download. A sealed document never changes, so both are kept;
 * reading and writing them is work for the processor and done by one thread of its own, so that other requests go on.
 */
@Component
class ResultFiles implements DisposableBean {
    private static final int DOCUMENTS = 200;
    private static final int DOWNLOADS = 20;

    private final Publications publications;
    private final Map<String, ResultFile> documents = latest(DOCUMENTS);
    private final Map<String, byte[]> downloads = latest(DOWNLOADS);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("result-files").factory());

    ResultFiles(Publications publications) {
        this.publications = publications;
    }

    Optional<ResultFile> file(String code) {
        var known = documents.get(code);
        if (known != null) {
            return Optional.of(known);
        }
        return aside(() -> {
            var read = publications.file(Publications.EVERYBODY, code);
            read.ifPresent(file -> documents.put(code, file));
            return read;
        });
    }

    byte[] json(String code) {
        var known = downloads.get(code);
        if (known != null) {
            return known;
        }
        var file = file(code).orElseThrow();
        return aside(() -> {
            var bytes = file.json().getBytes(StandardCharsets.UTF_8);
            downloads.put(code, bytes);
            return bytes;
        });
    }

    /** Any work on a file, on the thread that does nothing else. */
    <T> T aside(java.util.function.Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, worker).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static <V> Map<String, V> latest(int many) {
        return java.util.Collections.synchronizedMap(new LinkedHashMap<>(many, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > many;
            }
        });
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }
}
