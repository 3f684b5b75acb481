package org.sanhao.server.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.sanhao.server.support.ServerProcess.Client;

/**
 * Two hundred people who save at once, each a clause of their own, version after version, and a note outside the product
 * of every save it acknowledged.
 */
final class Savers {
    private static final int PEOPLE = 200;
    private static final Map<String, String> NONE = Map.of();

    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final String round;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean stopped;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unexpected = ConcurrentHashMap.newKeySet();

    /** A clause of a sheet, and the browser of someone who may fill it. */
    record Place(Client client, String sheet, String clause) {}

    Savers(String round) {
        this.round = round;
    }

    /** What the database holds of a round, compared with what was acknowledged. */
    record Found(Set<String> lost, Set<String> twice, int acknowledged, int present) {}

    /** Saves until {@code enough} saves were acknowledged, then lets the server die in the middle of it. */
    void saveUntil(List<Place> places, int enough, Runnable fault) throws InterruptedException {
        run(places, enough, 0, true, fault);
    }

    /** Saves on through a fault that passes, until as many again were acknowledged after it. */
    void saveFor(List<Place> places, int enough, Runnable fault) throws InterruptedException {
        run(places, enough, enough, false, fault);
    }

    private void run(List<Place> places, int before, int after, boolean deadly, Runnable fault)
            throws InterruptedException {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < PEOPLE; number++) {
                var place = places.get(number % places.size());
                var name = round + "-" + number;
                if (number < places.size()) {
                    people.submit(() -> save(place, name, deadly));
                }
            }
            awaitAcknowledged(before);
            fault.run();
            awaitAcknowledged(after == 0 ? 0 : acknowledged.size() + after);
            stopped = true;
        }
    }

    private void awaitAcknowledged(int enough) {
        await(() -> acknowledged.size() >= enough, enough + " acknowledged saves");
    }

    /** Waits until so many more saves were answered with "not now". */
    void awaitRefusals(int more) {
        int before = refusals.get();
        await(() -> refusals.get() >= before + more, more + " refusals");
    }

    private void await(BooleanSupplier reached, String what) {
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > limit) {
                stopped = true;
                throw new AssertionError("no " + what + " within " + LIMIT + ", " + acknowledged.size()
                        + " acknowledged, " + refusals.get() + " refused, unexpected " + unexpected);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void save(Place place, String name, boolean deadly) {
        var path = "/api/sheets/" + place.sheet() + "/answers/" + place.clause();
        Integer seen = null;
        int turn = 1;
        while (!stopped) {
            var remark = name + "-" + turn;
            try {
                if (seen == null) {
                    seen = versionOf(place);
                }
                // What was not acknowledged is sent again word for word: if it was saved after all, it counts once.
                var answer = place.client()
                        .attempt(
                                "PUT",
                                path,
                                "{\"judged\":{\"C-1\":%s},\"remark\":\"%s\"}".formatted(turn % 2 == 0, remark),
                                Map.of("If-Match", "\"" + seen + "\""));
                if (answer.statusCode() == 200) {
                    acknowledged.add(remark);
                    seen++;
                    turn++;
                } else if (answer.statusCode() == 503) {
                    refusals.incrementAndGet();
                    comeBackLater();
                } else {
                    unexpected.add(answer.statusCode() + " " + answer.body());
                    return;
                }
            } catch (IOException serverIsGone) {
                if (deadly) {
                    return;
                }
                comeBackLater();
            }
        }
    }

    private static int versionOf(Place place) throws IOException {
        while (true) {
            var answer = place.client()
                    .attempt(
                            "GET",
                            "/api/sheets/" + place.sheet() + "/answers/" + place.clause() + "/history",
                            null,
                            NONE);
            if (answer.statusCode() == 200) {
                // The newest come first and not all come; none has been written under version 0.
                return VERSION.matcher(answer.body())
                        .results()
                        .mapToInt(found -> Integer.parseInt(found.group(1)))
                        .max()
                        .orElse(0);
            }
            comeBackLater();
        }
    }

    /** As a browser does that was told Retry-After; 136 of 200 are told so at any moment. */
    private static void comeBackLater() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(50_000_000, 250_000_000));
    }

    /** Answers that were neither yes nor "come back later". */
    Set<String> unexpected() {
        return unexpected;
    }

    Found lookAt(Connection superuser) throws SQLException {
        var times = new HashMap<String, Integer>();
        try (var statement = superuser.prepareStatement(
                "SELECT remark, count(*) FROM assessment.answer WHERE remark LIKE ? GROUP BY remark")) {
            statement.setString(1, round + "-%");
            var rows = statement.executeQuery();
            while (rows.next()) {
                times.put(rows.getString(1), rows.getInt(2));
            }
        }
        var lost = new TreeSet<>(acknowledged);
        lost.removeAll(times.keySet());
        var twice = new TreeSet<String>();
        times.forEach((remark, count) -> {
            if (count > 1) {
                twice.add(remark);
            }
        });
        return new Found(lost, twice, acknowledged.size(), times.size());
    }

    static List<Place> places(Client client, String sheet, List<String> clauses) {
        var places = new ArrayList<Place>();
        for (var clause : clauses) {
            places.add(new Place(client, sheet, clause));
        }
        return places;
    }
}
