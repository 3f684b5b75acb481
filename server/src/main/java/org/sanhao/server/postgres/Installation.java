package org.sanhao.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.sanhao.server.settings.Setting;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Makes the ground ready before the application context builds on it: the data folder is locked, the database runs, its
 * role is checked, its schemas are up to date.
 */
public final class Installation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getBeanFactory().containsSingleton("databaseAddress")) {
            return;
        }
        refuseWhatDoesNotFit(context.getEnvironment());
        var settings = Binder.get(context.getEnvironment()).bindOrCreate("sanhao", InstallationSettings.class);
        if (!Files.exists(settings.data()) && Files.exists(halfRestored(settings.data()))) {
            throw new StartRefused(
                    "上次恢复没有完成(" + halfRestored(settings.data()) + ")。重新执行 ./sanhao restore，或删除这个目录后再启动。");
        }
        var folder = DataFolder.open(settings.data());
        KeyFolder.of(folder.path()).requireClosed();
        var embedded = settings.db() == null ? EmbeddedPostgres.start(folder) : null;
        SpringApplication.getShutdownHandlers().add(() -> {
            if (embedded != null) {
                embedded.close();
            }
            folder.close();
        });
        var address = embedded != null ? embedded.address() : external(settings);
        prepare(address);
        context.getBeanFactory().registerSingleton("dataFolder", folder);
        context.getBeanFactory().registerSingleton("databaseAddress", address);
    }

    /** What was set is looked at before anything is started or written. */
    private static void refuseWhatDoesNotFit(Environment environment) {
        for (var setting : Setting.all()) {
            var text = environment.getProperty(setting.key());
            if (text == null || text.isEmpty()) {
                continue;
            }
            for (var each : setting.each(text)) {
                var fault = setting.fault(each);
                if (fault != null) {
                    throw new StartRefused(fault);
                }
            }
        }
    }

    /** Schema that marks a database of the customer's as being filled from a backup. */
    public static final String HALF_RESTORED = "sanhao_half_restored";

    /** Where a data folder lies while it is being filled from a backup. */
    public static Path halfRestored(Path data) {
        var whole = data.toAbsolutePath().normalize();
        return whole.resolveSibling(whole.getFileName() + ".restoring");
    }

    /** Whether a restore into this database did not come to its end. */
    public static boolean isHalfRestored(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var row = statement.executeQuery(
                    "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '" + HALF_RESTORED + "')");
            return row.next() && row.getBoolean(1);
        }
    }

    /** Version of the program, as built. */
    public static String version() {
        var properties = new Properties();
        try (var in = Installation.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("build.version", "development");
    }

    /** Checks the application role and migrates. */
    public static void prepare(DatabaseAddress address) {
        try (var app = DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password())) {
            Roles.check(app);
            if (isHalfRestored(app)) {
                throw new StartRefused("上次恢复没有完成，这个数据库不完整。删除并重建这个库，再重新恢复。");
            }
        } catch (SQLException e) {
            throw new StartRefused("数据库连不上：" + e.getMessage() + "。核对 --db 的地址、用户和口令。", e);
        }
        Migrations.run(address);
    }

    /** The customer's own database as the settings name it; {@code db} is set. */
    public static DatabaseAddress external(InstallationSettings settings) {
        var db = settings.db();
        var dbOwner = settings.dbOwner();
        if (db == null || dbOwner == null) {
            throw new StartRefused("指定 --db 时须同时用 --db-owner 指定拥有模式的角色。");
        }
        return new DatabaseAddress(bare(db), login("--db", db), login("--db-owner", dbOwner));
    }

    private static String bare(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static DatabaseAddress.Login login(String option, String url) {
        var parts = parse(url);
        if (parts == null || parts.getProperty("user") == null || parts.getProperty("password") == null) {
            throw new StartRefused(option + " 的写法:jdbc:postgresql://主机：端口/库名?user=用户&password=口令");
        }
        return new DatabaseAddress.Login(parts.getProperty("user"), parts.getProperty("password"));
    }

    private static @Nullable Properties parse(String url) {
        return Driver.parseURL(url, null);
    }
}
