package org.sanhao.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a state-changing request act once, however often it arrives.
 *
 * <p>The client names each action by an {@code Idempotency-Key}. The answer is stored in the very transaction of the
 * effect, so after a crash either both exist or neither; a second request with the key waits for the first and gets its
 * answer. An answer marked {@code Cache-Control: no-store} holds a secret: its body is not kept and the repeat is told so.
 * A refusal stores nothing: nothing happened, so asking again is asking anew.
 *
 * @basis IETF draft "The Idempotency-Key HTTP Header Field"
 */
@Component
public class RequestOnce {
    public static final String HEADER = "Idempotency-Key";

    /** Set on a request that did nothing: it was answered from memory, or there was nothing left to do. */
    public static final String REPEATED = RequestOnce.class.getName() + ".repeated";

    /** The address of what the request made, where it made something. */
    public static final String MADE = RequestOnce.class.getName() + ".made";

    private final ScopedTransactions transactions;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    RequestOnce(ScopedTransactions transactions, JdbcClient jdbc, JsonMapper json) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Runs {@code work} in one transaction of {@code scope}, or answers what it answered before.
     *
     * @param actor who asks; the same key of another actor is another request
     * @param command the request as understood, compared when the key comes again
     * @throws org.sanhao.kernel.RefusedException KEY_REQUIRED without a key, KEY_REUSED when the key named something else
     */
    public <T> ResponseEntity<T> act(
            HttpServletRequest request,
            Scope scope,
            String actor,
            @Nullable Object command,
            Supplier<Outcome<ResponseEntity<T>>> work) {
        var key = key(request);
        var fingerprint = fingerprint(request, command);
        Outcome<ResponseEntity<T>> outcome = transactions.within(scope, () -> {
            lock(actor, key);
            var before = find(actor, key);
            if (before.isPresent()) {
                request.setAttribute(REPEATED, true);
                if (!Arrays.equals(before.get().fingerprint, fingerprint)) {
                    return Refusal.of(ErrorCode.KEY_REUSED).asOutcome();
                }
                return before.get().shownOnce()
                        ? Refusal.of(ErrorCode.SHOWN_ONCE).asOutcome()
                        : Outcome.done(before.get().<T>asResponse());
            }
            return work.get().map(response -> {
                store(actor, key, fingerprint, response);
                var made = response.getHeaders().getFirst(HttpHeaders.LOCATION);
                if (made != null) {
                    request.setAttribute(MADE, made);
                }
                return response;
            });
        });
        return outcome.orThrow();
    }

    /**
     * As {@link #act}, for an effect that needs long work before it: the work runs outside any transaction, and not at all
     * when the key is missing or was answered before.
     */
    public <P, T> ResponseEntity<T> actAfter(
            HttpServletRequest request,
            Scope scope,
            String actor,
            @Nullable Object command,
            Supplier<P> work,
            Function<P, Outcome<ResponseEntity<T>>> effect) {
        var key = key(request);
        boolean answered = transactions.reading(scope, () -> find(actor, key).isPresent());
        if (answered) {
            return act(request, scope, actor, command, () -> {
                throw new IllegalStateException("an answer that was there is gone");
            });
        }
        var done = work.get();
        return act(request, scope, actor, command, () -> effect.apply(done));
    }

    private static String key(HttpServletRequest request) {
        var key = request.getHeader(HEADER);
        if (key == null || key.length() < 8 || key.length() > 100) {
            throw new org.sanhao.kernel.RefusedException(Refusal.of(ErrorCode.KEY_REQUIRED));
        }
        return key;
    }

    private void lock(String actor, String key) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(actor + "\n" + key)
                .query((row, n) -> 0)
                .single();
    }

    private Optional<Stored> find(String actor, String key) {
        return jdbc.sql("""
                        SELECT fingerprint, status, headers::text, body
                        FROM http.request_answer WHERE actor = ? AND key = ?
                        """)
                .params(actor, key)
                .query((row, n) ->
                        new Stored(row.getBytes(1), row.getInt(2), headers(row.getString(3)), row.getString(4)))
                .optional();
    }

    private void store(String actor, String key, byte[] fingerprint, ResponseEntity<?> response) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : new String[] {HttpHeaders.ETAG, HttpHeaders.LOCATION, HttpHeaders.CACHE_CONTROL}) {
            var value = response.getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        jdbc.sql("""
                        INSERT INTO http.request_answer (actor, key, fingerprint, status, headers, body, answered_at)
                        VALUES (?, ?, ?, ?, ?::jsonb, ?, now())
                        """)
                .param(actor)
                .param(key)
                .param(fingerprint)
                .param(response.getStatusCode().value())
                .param(json.writeValueAsString(headers))
                .param(
                        response.getBody() == null || secret(headers)
                                ? null
                                : json.writeValueAsString(response.getBody()))
                .update();
    }

    private static boolean secret(Map<String, String> headers) {
        return headers.getOrDefault(HttpHeaders.CACHE_CONTROL, "").contains("no-store");
    }

    private byte[] fingerprint(HttpServletRequest request, @Nullable Object command) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    (request.getMethod() + " " + request.getRequestURI() + "\n").getBytes(StandardCharsets.UTF_8));
            return digest.digest(json.writeValueAsBytes(command));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> headers(String text) {
        return json.readValue(text, Map.class);
    }

    private record Stored(
            byte[] fingerprint,
            int status,
            Map<String, String> headers,
            @Nullable String body) {
        boolean shownOnce() {
            return secret(headers);
        }

        /** The bytes of the first answer, under the type they once were written from. */
        @SuppressWarnings("unchecked")
        <T> ResponseEntity<T> asResponse() {
            var builder = ResponseEntity.status(status);
            headers.forEach((name, value) -> builder.header(name, value));
            return body == null
                    ? builder.build()
                    : (ResponseEntity<T>)
                            builder.contentType(MediaType.APPLICATION_JSON).body(body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
