package org.sanhao.server.http;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;

/**
 * So many attempts per key and minute, refilled evenly. Keeps the keys seen last; who is forgotten starts anew, which a
 * lockout in the database makes harmless.
 */
public final class RateLimit {
    private static final int KEYS = 50_000;

    private final int perMinute;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    public RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /**
     * Takes one attempt of the key.
     *
     * @throws RefusedException TOO_MANY_REQUESTS, with the seconds to wait
     */
    public void take(String key) {
        Bucket bucket;
        synchronized (buckets) {
            bucket = buckets.computeIfAbsent(
                    key,
                    unused -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .build());
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Math.max(
                    1,
                    Duration.ofNanos(probe.getNanosToWaitForRefill() + 999_999_999L)
                            .toSeconds());
            throw new RefusedException(Refusal.of(ErrorCode.TOO_MANY_REQUESTS, seconds));
        }
    }
}
