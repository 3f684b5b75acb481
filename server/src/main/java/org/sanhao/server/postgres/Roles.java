package org.sanhao.server.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/** The two roles, and what a role of the running product must never be. */
public final class Roles {
    public static final String OWNER = "sanhao_owner";
    public static final String APP = "sanhao_app";

    private Roles() {}

    static void create(Connection superuser, String appPassword, String ownerPassword) throws SQLException {
        createRole(superuser, OWNER, ownerPassword);
        createRole(superuser, APP, appPassword);
    }

    private static void createRole(Connection superuser, String role, String password) throws SQLException {
        try (var statement = superuser.createStatement()) {
            var exists = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'");
            if (!exists.next()) {
                statement.execute("CREATE ROLE " + role
                        + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOREPLICATION PASSWORD '" + password
                        + "'");
            }
        }
    }

    static void createDatabase(Connection superuser, String database) throws SQLException {
        try (var statement = superuser.createStatement()) {
            var exists = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'");
            if (!exists.next()) {
                statement.execute("CREATE DATABASE " + database + " OWNER " + OWNER);
            }
        }
    }

    static void prepareDatabase(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute("REVOKE ALL ON DATABASE " + superuser.getCatalog() + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + superuser.getCatalog() + " TO " + APP);
            statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public");
            statement.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public");
        }
    }

    /**
     * Refuses a database that would let the product see or lose what it must not.
     *
     * @throws StartRefused when the role is too powerful, the server too old or not durable
     */
    public static void check(Connection app) throws SQLException {
        try (var statement = app.createStatement()) {
            var role = statement.executeQuery("""
                    SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole,
                           EXISTS (SELECT 1 FROM pg_namespace n
                                   WHERE pg_has_role(current_user, n.nspowner, 'MEMBER')
                                     AND n.nspname NOT IN ('public', 'pg_toast', 'pg_catalog', 'information_schema')),
                           current_setting('server_version_num')::int
                    FROM pg_roles r WHERE r.rolname = current_user
                    """);
            role.next();
            if (role.getBoolean(1)) {
                throw new StartRefused("数据库角色权限过大（超级用户、可绕过行级安全或可建角色）。--db 须用只读写数据的普通角色。");
            }
            if (role.getBoolean(2)) {
                throw new StartRefused("数据库角色拥有模式。--db 与 --db-owner 必须是两个角色，前者不拥有任何对象。");
            }
            if (role.getInt(3) < 150000) {
                throw new StartRefused("数据库版本过低，需要 PostgreSQL 15 至 18。");
            }
        }
        for (var setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            try (var statement = app.createStatement()) {
                var value = statement.executeQuery("SELECT current_setting('" + setting + "')");
                value.next();
                if (value.getString(1).equals("off")) {
                    throw new StartRefused("数据库设置 " + setting + " 为 off,断电会丢失已确认的数据。改为 on 后再启动。");
                }
            }
        }
    }
}
