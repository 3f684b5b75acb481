package org.sanhao.server.start;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.postgres.InstallationSettings;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine.Option;

/** Where an installation keeps its things; each option has its twin in {@code sanhao.yaml}, and the option wins. */
final class Place {
    @Option(names = "--data", paramLabel = "目录", description = "数据目录：数据库、密钥、佐证材料")
    @Nullable
    Path data;

    @Option(
            names = "--db",
            paramLabel = "地址",
            description = "自己的 PostgreSQL（15–18），应用角色：jdbc:postgresql://主机/库?user=…&password=…")
    @Nullable
    String db;

    @Option(names = "--db-owner", paramLabel = "地址", description = "同一个库，拥有模式的角色")
    @Nullable
    String dbOwner;

    /** The options in Spring's form, only those that were given. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        if (data != null) {
            given.put("sanhao.data", data.toString());
        }
        if (db != null) {
            given.put("sanhao.db", db);
        }
        if (dbOwner != null) {
            given.put("sanhao.db-owner", dbOwner);
        }
        return given;
    }

    /** Options, then the environment, then {@code sanhao.yaml}, then what is built in. */
    InstallationSettings settings() {
        // A command speaks in its own words; the libraries below it speak up only when something is wrong.
        LoggingSystem.get(Place.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("commandLineArgs", new LinkedHashMap<>(given())));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment).bindOrCreate("sanhao", InstallationSettings.class);
    }
}
