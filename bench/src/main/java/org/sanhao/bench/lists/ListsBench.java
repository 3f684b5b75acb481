package org.sanhao.bench.lists;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanhao.bench.Ground;
import org.sanhao.bench.Latencies;
import org.sanhao.bench.Measure;
import org.sanhao.bench.OpenLoop;
import org.sanhao.bench.Result;
import org.sanhao.kernel.Cursor;
import org.sanhao.server.access.service.AccountDesk;
import org.sanhao.server.access.store.AccountList.Which;
import org.sanhao.server.audit.store.AuditStore;
import org.sanhao.server.audit.store.AuditStore.Wanted;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.UnitQuery;
import org.sanhao.server.institution.Units;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.scope.ScopedTransactions;

/**
 * 8 users ask for pages of the register of units, of people, of accounts and of the log, a million rows each: the first and
 * a later one, with each filter and each kind of name search, as the nation, a province, a city and a county. Reach: 95 of
 * 100 within 50 ms. The value is that of the slowest kind of page.
 */
public final class ListsBench implements Measure {
    private static final double REACH_MILLIS = 50;
    private static final double PAGES_PER_SECOND = Double.parseDouble(System.getProperty("bench.pages", "60"));
    private static final double SECONDS = Double.parseDouble(System.getProperty("bench.seconds", "60"));
    private static final int USERS = 8;
    private static final int PAGE = 50;

    /** One kind of page; {@code number} makes it one of many. */
    private record Kind(String name, Asking asking) {}

    @FunctionalInterface
    private interface Asking {
        void ask(Scope scope, int number);
    }

    private record Samples(
            List<Scope> scopes,
            List<String> units,
            List<String> people,
            List<String> logins,
            List<String> persons,
            List<String> requests) {}

    @Override
    public Result run() throws Exception {
        int rows = Integer.getInteger("bench.rows", 1_000_000);
        try (var ground = Ground.make()) {
            Samples samples;
            try (var superuser = ground.superuser()) {
                Crowd.write(superuser, rows);
                samples = samples(superuser);
            }
            System.err.printf("lists: %,d rows each%n", rows);
            var kinds = Stream.of(
                            units(ground, samples),
                            people(ground, samples),
                            accounts(ground, samples),
                            log(ground, samples))
                    .flatMap(List::stream)
                    .toList();
            return measure(ground, samples, kinds);
        }
    }

    private static Result measure(Ground ground, Samples samples, List<Kind> kinds)
            throws InterruptedException, SQLException {
        OpenLoop.Work work = number -> {
            int round = number / kinds.size();
            var scope = samples.scopes().get(round % samples.scopes().size());
            kinds.get(number % kinds.size()).asking().ask(scope, round);
        };
        OpenLoop.run(PAGES_PER_SECOND, USERS, SECONDS / 4, work); // warm
        var latencies = kinds.stream().map(kind -> new Latencies()).toList();
        OpenLoop.run(PAGES_PER_SECOND, USERS, SECONDS, latencies, work);
        double worst = 0;
        int failures = 0;
        for (int kind = 0; kind < kinds.size(); kind++) {
            System.err.println(latencies.get(kind).told(kinds.get(kind).name()));
            worst = Math.max(worst, latencies.get(kind).percentile(0.95));
            failures += latencies.get(kind).failures();
        }
        var rival = Rival.pages(ground, samples.scopes());
        System.err.println(rival.told("rival: OFFSET and LIKE"));
        var result = Result.atMost("lists", worst, "ms p95", REACH_MILLIS, rival.percentile(0.95));
        return failures == 0
                ? result
                : new Result("lists", worst, "ms p95", REACH_MILLIS, false, result.rival(), result.ratio());
    }

    private static Samples samples(Connection superuser) throws SQLException {
        var scopes = new ArrayList<Scope>();
        for (int i = 0; i < 31; i++) {
            for (var level : List.of("nation", "province", "city", "county")) {
                var paths = Crowd.texts(
                        superuser,
                        "SELECT path FROM bench.place WHERE level = '" + level
                                + "' ORDER BY number % 37, number OFFSET " + (level.equals("nation") ? 0 : i)
                                + " LIMIT 1");
                scopes.add(Scope.of(paths.getFirst()));
            }
        }
        return new Samples(
                scopes,
                Crowd.texts(superuser, place("unit")),
                Crowd.texts(superuser, place("person")),
                Crowd.texts(superuser, "SELECT login FROM access.account TABLESAMPLE SYSTEM (0.1) LIMIT 500"),
                Crowd.texts(superuser, "SELECT person::text FROM audit.entry TABLESAMPLE SYSTEM (0.1) LIMIT 500"),
                Crowd.texts(superuser, "SELECT request::text FROM audit.entry TABLESAMPLE SYSTEM (0.1) LIMIT 500"));
    }

    private static String place(String what) {
        return "SELECT pinyin || chr(31) || id FROM institution.name TABLESAMPLE SYSTEM (0.1) WHERE what = '" + what
                + "' LIMIT 500";
    }

    private static <T> T one(List<T> some, int number) {
        return some.get(new Random(number).nextInt(some.size()));
    }

    private static String later(List<String> places, int number) {
        return Cursor.at((Object[]) one(places, number).split("\u001f", -1)).text();
    }

    private static List<Kind> units(Ground ground, Samples samples) {
        var units = ground.bean(Units.class);
        var names = List.of("永", "桥", "卫生院", "永山", "溪镇", "安平镇", "社区卫生", "中医科", "没有的");
        return List.of(
                new Kind("units", (scope, n) -> units.list(scope, UnitQuery.ALL, null, PAGE)),
                new Kind(
                        "units, a later page",
                        (scope, n) -> units.list(scope, UnitQuery.ALL, later(samples.units(), n), PAGE)),
                new Kind(
                        "units of a level",
                        (scope, n) -> units.list(
                                scope, new UnitQuery(null, null, one(List.of(Level.values()), n), null), null, PAGE)),
                new Kind(
                        "units of a type",
                        (scope, n) -> units.list(
                                scope,
                                new UnitQuery(
                                        null,
                                        one(List.of("village-clinic", "health-bureau", "department"), n),
                                        null,
                                        null),
                                later(samples.units(), n),
                                PAGE)),
                new Kind(
                        "units by name",
                        (scope, n) -> units.list(scope, new UnitQuery(one(names, n), null, null, null), null, PAGE)));
    }

    private static List<Kind> people(Ground ground, Samples samples) {
        var people = ground.bean(People.class);
        var names = List.of("王", "赵", "明", "王伟", "伟明", "李芳娜", "丽", "欧阳");
        return List.of(
                new Kind("people", (scope, n) -> people.list(scope, null, null, null, PAGE)),
                new Kind(
                        "people, a later page",
                        (scope, n) -> people.list(scope, null, null, later(samples.people(), n), PAGE)),
                new Kind("people by name", (scope, n) -> people.list(scope, null, one(names, n), null, PAGE)));
    }

    private static List<Kind> accounts(Ground ground, Samples samples) {
        var desk = ground.bean(AccountDesk.class);
        return List.of(
                new Kind("accounts", (scope, n) -> desk.list(scope, Which.ALL, null, null, PAGE)),
                new Kind(
                        "accounts in a state",
                        (scope, n) -> desk.list(
                                scope, one(List.of(Which.values()), n), null, account(one(samples.logins(), n)), PAGE)),
                new Kind(
                        "accounts by name or login",
                        (scope, n) -> desk.list(
                                scope,
                                Which.ALL,
                                n % 2 == 0
                                        ? one(List.of("王", "李芳娜", "伟明"), n)
                                        : one(samples.logins(), n).substring(0, 6),
                                null,
                                PAGE)));
    }

    private static String account(String login) {
        return Cursor.at(login, new UUID(0, 0)).text();
    }

    private static List<Kind> log(Ground ground, Samples samples) {
        var store = ground.bean(AuditStore.class);
        var transactions = ground.bean(ScopedTransactions.class);
        interface Log {
            void page(Scope scope, Wanted wanted, @Nullable String cursor);
        }
        Log log = (scope, wanted, cursor) -> transactions.reading(scope, () -> store.list(scope, wanted, cursor, PAGE));
        var all = new Wanted(null, null, null, null, null, null, null);
        return List.of(
                new Kind("log", (scope, n) -> log.page(scope, all, null)),
                new Kind(
                        "log, a later page",
                        (scope, n) -> log.page(
                                scope,
                                all,
                                Cursor.at(daysAgo(n), new UUID(0, 0)).text())),
                new Kind(
                        "log of an act",
                        (scope, n) -> log.page(
                                scope,
                                new Wanted(null, null, one(List.of("answer", "unit.move"), n), null, null, null, null),
                                null)),
                new Kind(
                        "log of a person or thing",
                        (scope, n) -> log.page(
                                scope,
                                n % 2 == 0
                                        ? new Wanted(
                                                null,
                                                null,
                                                null,
                                                List.of(UUID.fromString(one(samples.persons(), n))),
                                                null,
                                                null,
                                                null)
                                        : new Wanted(null, null, null, null, one(samples.persons(), n), null, null),
                                null)),
                new Kind(
                        "log: refused, request, days",
                        (scope, n) -> log.page(
                                scope,
                                switch (n % 3) {
                                    case 0 -> new Wanted(null, null, null, null, null, null, true);
                                    case 1 ->
                                        new Wanted(
                                                null,
                                                null,
                                                null,
                                                null,
                                                null,
                                                UUID.fromString(one(samples.requests(), n)),
                                                null);
                                    default -> new Wanted(daysAgo(n + 9), daysAgo(n + 2), null, null, null, null, null);
                                },
                                null)));
    }

    private static Instant daysAgo(int number) {
        return Instant.now().minus(number % 200, ChronoUnit.DAYS);
    }
}
