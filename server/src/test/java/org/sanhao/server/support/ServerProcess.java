package org.sanhao.server.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The product as an operating system sees it: a process of its own with its PostgreSQL below, reached through HTTP. Its
 * class path is the one of the tests without the tests' own classes, so that it is what we ship.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(4);

    private final Process process;
    private final Path log;
    private final int port;
    private final Path data;

    private ServerProcess(Process process, Path log, int port, Path data) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.data = data;
    }

    /** What to start besides the command itself. */
    public record Launch(
            Path data,
            String main,
            List<Path> extraClasses,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {
        public static Launch of(Path data, String... arguments) {
            return new Launch(
                    data,
                    "org.sanhao.server.Sanhao",
                    List.of(),
                    List.of(arguments),
                    Map.of(),
                    data.resolveSibling(data.getFileName() + ".log"));
        }

        public Launch logTo(Path file) {
            return new Launch(data, main, extraClasses, arguments, environment, file);
        }

        public Launch with(String otherMain, Path classes) {
            return new Launch(data, otherMain, List.of(classes), arguments, environment, log);
        }

        public Launch with(Map<String, String> more) {
            return new Launch(data, main, extraClasses, arguments, more, log);
        }
    }

    /** How a command ended that was not meant to serve. */
    public record Ended(int exit, String output) {}

    /** Starts and waits until it serves. */
    public static ServerProcess start(Launch launch) {
        var started = spawn(launch);
        started.awaitReady();
        return started;
    }

    /** Starts and returns at once. */
    public static ServerProcess spawn(Launch launch) {
        int port = freePort();
        var log = launch.log().resolveSibling(launch.log().getFileName() + "-" + port);
        var arguments = new ArrayList<>(launch.arguments());
        arguments.addAll(List.of("--data", launch.data().toAbsolutePath().toString()));
        if (!arguments.getFirst().equals("restore")) {
            arguments.addAll(List.of("--port", Integer.toString(port)));
        }
        return new ServerProcess(exec(launch, arguments, log), log, port, launch.data());
    }

    /** Runs a command of the product to its end. */
    public static Ended run(Launch launch) {
        try {
            var log = Files.createTempFile(Path.of("target"), "command-", ".log");
            var process = exec(launch, launch.arguments(), log);
            if (!process.waitFor(READY.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("did not end:\n" + Files.readString(log));
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Process exec(Launch launch, List<String> arguments, Path log) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                classPath(launch.extraClasses()),
                launch.main()));
        command.addAll(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(launch.environment());
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath(List<Path> extra) {
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.concat(
                        extra.stream().map(Path::toString),
                        Arrays.stream(own.split(File.pathSeparator, -1))
                                .filter(entry -> !entry.replaceAll("/$", "").endsWith("test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    public static int freePort() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long limit = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < limit) {
            if (!process.isAlive()) {
                throw new AssertionError("ended with " + process.exitValue() + ":\n" + log());
            }
            if (log().contains("已就绪")) {
                return;
            }
            try {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("not ready:\n" + log());
    }

    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    public String at(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** The power cord: every process of the product dies at once, nobody is asked to finish. */
    public void pullThePlug() {
        var victims = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        var command = new ArrayList<>(List.of("kill", "-9"));
        victims.forEach(each -> command.add(Long.toString(each.pid())));
        try {
            new ProcessBuilder(command).start().waitFor();
            for (var victim : victims) {
                victim.onExit().orTimeout(30, TimeUnit.SECONDS).join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The superuser's eye on the database inside a data folder whose server runs. */
    public static Connection superuser(Path data) throws SQLException {
        try {
            var port = Files.readString(data.resolve("pg-port")).split(" ", -1)[0];
            var password = Files.readString(data.resolve("keys/db-super")).strip();
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/sanhao", "sanhao_super", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Connection superuser() throws SQLException {
        return superuser(data);
    }

    /** As Ctrl+C does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                pullThePlug();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A browser over the wire. */
    public static final class Client {
        private final HttpClient http;
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private volatile String base;

        public Client(String base) {
            this.base = base;
            this.http = HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        }

        /** The same cookies at another address: another node, or the same one after a restart. */
        public Client movedTo(String otherBase) {
            base = otherBase;
            return this;
        }

        public Client signedIn(String account, String password) {
            send("GET", "/api/session", null, Map.of());
            var answer = send(
                    "POST",
                    "/api/session",
                    "{\"account\":\"%s\",\"password\":\"%s\"}".formatted(account, password),
                    Map.of());
            if (answer.statusCode() != 200) {
                throw new AssertionError("cannot sign in as " + account + ": " + answer.body());
            }
            return this;
        }

        public String cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }

        public HttpResponse<String> get(String path) {
            return send("GET", path, null, Map.of());
        }

        public HttpResponse<String> send(
                String method, String path, @Nullable String body, Map<String, String> headers) {
            try {
                return attempt(method, path, body, headers);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** @throws IOException when the server is not there any more */
        public HttpResponse<String> attempt(
                String method, String path, @Nullable String body, Map<String, String> headers) throws IOException {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .findFirst()
                    .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
            headers.forEach(request::header);
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
