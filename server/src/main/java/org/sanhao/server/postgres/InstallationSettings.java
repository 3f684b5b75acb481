package org.sanhao.server.postgres;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an installation keeps its things.
 *
 * @param data folder of the database, the keys and the evidence files
 * @param db JDBC address of your own PostgreSQL with the application role, as {@code
 *     jdbc:postgresql://host:port/database?user=…&password=…}; absent: the PostgreSQL inside the product
 * @param dbOwner the same database with the role that owns the schemas
 */
@ConfigurationProperties("sanhao")
public record InstallationSettings(
        @DefaultValue("data") Path data,
        @Nullable String db,
        @Nullable String dbOwner) {}
