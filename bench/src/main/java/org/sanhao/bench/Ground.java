package org.sanhao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import org.sanhao.server.Sanhao;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.Installation;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The shipped server on a data folder of its own, with the PostgreSQL it brings along and its shipped settings. Beans are
 * asked for by type; the superuser fills tables.
 */
public final class Ground implements AutoCloseable {
    private static final String SUPERUSER = "sanhao_super";

    private final Path folder;
    private final ConfigurableApplicationContext context;

    private Ground(Path folder, ConfigurableApplicationContext context) {
        this.folder = folder;
        this.context = context;
    }

    public static Ground make() throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of(".sanhao")), "bench-");
        var application = new SpringApplication(Sanhao.class);
        application.addInitializers(new Installation());
        var context = application.run(
                "--sanhao.port=0",
                "--sanhao.address=127.0.0.1",
                "--sanhao.management.port=0",
                "--sanhao.data=" + folder,
                "--sanhao.jobs=false",
                "--logging.level.root=warn");
        return new Ground(folder, context);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public DatabaseAddress address() {
        return context.getBean(DatabaseAddress.class);
    }

    /** Sees past every policy. */
    public Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                address().url(), SUPERUSER, context.getBean(DataFolder.class).secret("db-super"));
    }

    /** As the application signs in. */
    public Connection app() throws SQLException {
        var address = address();
        return DriverManager.getConnection(
                address.url(), address.app().role(), address.app().password());
    }

    @Override
    public void close() throws IOException {
        context.close();
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
