package org.sanhao.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings every module's schema up to date, each with a history of its own, in the order of knowledge: a foreign key may
 * point only to a module that comes before.
 */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** The schemas in the order in which they may know each other. */
    public static final List<String> ORDER = List.of(
            "scope",
            "events",
            "jobs",
            "http",
            "clock",
            "signing",
            "audit",
            "institution",
            "access",
            "imports",
            "pack",
            "campaign",
            "plan",
            "evidence",
            "notify",
            "signoff",
            "assessment",
            "review",
            "publication",
            "document",
            "dashboard",
            "demo");

    private Migrations() {}

    /** Runs the migrations as the owning role; {@code app} is the role that receives the grants. */
    public static void run(DatabaseAddress address) {
        var stamp = SchemaStamp.ofProgram(address.app().role());
        try (var connections = connections(address)) {
            if (stamp.isOn(connections)) {
                return;
            }
            ORDER.forEach(module -> run(connections, address, module, null));
            stamp.putOn(connections);
        }
    }

    /** Runs them up to a version per module, and not at all for a module that is not named. */
    public static void run(DatabaseAddress address, Map<String, String> targets) {
        try (var connections = connections(address)) {
            ORDER.stream()
                    .filter(targets::containsKey)
                    .forEach(module -> run(connections, address, module, targets.get(module)));
        }
    }

    /**
     * A few for all modules: signing in costs more than finding that there is nothing to do.
     *
     * @throws StartRefused when the owning role is not let in
     */
    static HikariDataSource connections(DatabaseAddress address) {
        var config = new HikariConfig();
        config.setPoolName("migrations");
        config.setJdbcUrl(address.url());
        config.setUsername(address.owner().role());
        config.setPassword(address.owner().password());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException refused) {
            var reason = refused.getCause() == null ? refused : refused.getCause();
            throw new StartRefused("数据库连不上：" + reason.getMessage() + "。核对 --db-owner 的用户和口令。", refused);
        }
    }

    private static void run(
            HikariDataSource connections, DatabaseAddress address, String module, @Nullable String target) {
        if (!exists(module)) {
            return;
        }
        var flyway = Flyway.configure()
                .dataSource(connections)
                .schemas(module)
                .table("schema_history")
                .locations(folder(module))
                .placeholders(Map.of("app", address.app().role()));
        if (target != null) {
            flyway.target(target);
        }
        var result = flyway.load().migrate();
        if (result.migrationsExecuted > 0) {
            LOG.info("schema {}: {} migrations", module, result.migrationsExecuted);
        }
    }

    /** The versions this program has for a module. */
    public static Set<String> known(String module) {
        try {
            var versions = new HashSet<String>();
            for (var file : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:db/migration/" + module + "/V*.sql")) {
                var name = String.valueOf(file.getFilename());
                versions.add(MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")))
                        .getVersion());
            }
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folder(String module) {
        return "classpath:db/migration/" + module;
    }

    private static boolean exists(String module) {
        return Migrations.class.getClassLoader().getResource("db/migration/" + module) != null;
    }
}
