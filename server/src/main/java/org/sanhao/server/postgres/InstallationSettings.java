package org.sanhao.server.postgres;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
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
        @DefaultValue("data") @Explained(value = "数据目录：内置数据库、密钥、佐证材料", example = "/var/lib/sanhao/data")
        Path data,

        @Explained(
                value = "自己的 PostgreSQL（15–18），应用角色；不写则用内置数据库",
                example = "jdbc:postgresql://10.1.2.4/sanhao?user=sanhao_app&password=…",
                secret = true)
        @Nullable
        String db,

        @Explained(
                value = "同一个库，拥有模式的角色；与 sanhao.db 同时写",
                example = "jdbc:postgresql://10.1.2.4/sanhao?user=sanhao_owner&password=…",
                secret = true)
        @Nullable
        String dbOwner) {}
