package org.sanhao.server.postgres;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
            "http",
            "clock",
            "audit",
            "institution",
            "access",
            "pack",
            "campaign",
            "evidence",
            "assessment",
            "review",
            "publication",
            "dashboard",
            "demo");

    private Migrations() {}

    /** Runs the migrations as the owning role; {@code app} is the role that receives the grants. */
    public static void run(DatabaseAddress address) {
        for (var module : ORDER) {
            var folder = "db/migration/" + module;
            if (Migrations.class.getClassLoader().getResource(folder) == null) {
                continue;
            }
            var result = Flyway.configure()
                    .dataSource(
                            address.url(),
                            address.owner().role(),
                            address.owner().password())
                    .schemas(module)
                    .table("schema_history")
                    .locations("classpath:" + folder)
                    .placeholders(Map.of("app", address.app().role()))
                    .connectRetries(3)
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info("schema {}: {} migrations", module, result.migrationsExecuted);
            }
        }
    }
}
