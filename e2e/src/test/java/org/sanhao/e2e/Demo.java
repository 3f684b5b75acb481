package org.sanhao.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A demo of its own for one journey: the packaged server on a free port, and a browser. */
final class Demo implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(3);
    /** A machine that runs everything at once takes its time; what never comes fails all the same. */
    private static final int PATIENCE_MS = 20_000;

    private static final String PASSWORD = "sanhao-demo-2026";

    private final Process server;
    private final Playwright playwright;
    private final Browser browser;
    private final String address;

    /** What pages have asked and not been answered, for whoever wonders why one stands blank. */
    private final Map<Request, Page> unanswered = new ConcurrentHashMap<>();

    private static Demo shared;

    private Demo(Process server, Playwright playwright, Browser browser, String address) {
        this.server = server;
        this.playwright = playwright;
        this.browser = browser;
        this.address = address;
    }

    /** One demo for all classes, those that change nothing first (see the order in the pom); stopped with the machine. */
    static synchronized Demo shared() {
        if (shared == null) {
            shared = start();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static Demo start() {
        var running = System.getProperty("sanhao.at");
        try {
            if (running != null) { // -Dsanhao.at=http://localhost:8080 looks at a demo that runs already
                return with(null, running);
            }
            var folder = Files.createTempDirectory("sanhao-journey");
            int port = freePort();
            var data = folder.resolve("data");
            var server = serve(port, data);
            if (Boolean.getBoolean("sanhao.restored")) { // the journey on a backup brought back into an empty place
                data = restored(data, folder);
                stop(server);
                server = serve(port, data);
            }
            return with(server, "http://localhost:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    private static Process serve(int port, Path data) throws IOException {
        var log = data.resolveSibling(data.getFileName() + ".log");
        var server = product(log, "demo", "--port", Integer.toString(port), "--data", data.toString());
        await(server, log);
        return server;
    }

    /** Keeps what is served in a backup and brings that back beside it. */
    private static Path restored(Path data, Path folder) throws IOException {
        var backup = folder.resolve("backup.zip").toString();
        var keys = folder.resolve("keys.zip").toString();
        var log = folder.resolve("commands.log");
        var again = folder.resolve("restored");
        for (var command : List.of(
                List.of("backup", "--data", data.toString(), "--to", backup, "--with-keys", keys),
                List.of("restore", backup, "--data", again.toString(), "--keys", keys))) {
            if (product(log, command.toArray(String[]::new)).onExit().join().exitValue() != 0) {
                throw new IllegalStateException(command + " failed:\n" + Files.readString(log));
            }
        }
        return again;
    }

    private static Process product(Path log, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("sanhao.java", "java"),
                "-Xmx512m",
                "-Dstdout.encoding=UTF-8",
                "-jar",
                System.getProperty("sanhao.jar")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static Demo with(Process server, String address) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Demo(server, playwright, browser, address);
    }

    private static void await(Process server, Path log) throws IOException {
        long limit = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < limit && server.isAlive()) {
            if (Files.readString(log).contains("已就绪")) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        server.destroy();
        throw new IllegalStateException("the demo did not get ready:\n" + Files.readString(log));
    }

    /** A window of its own, signed in. */
    Page as(String login, int width, int height) {
        var page = visitor(width, height);
        knock(page, login);
        page.waitForURL(url -> !url.contains("sign-in"));
        return page;
    }

    /** At a desk. */
    Page as(String login) {
        return as(login, 1366, 768);
    }

    /** On a phone. */
    Page phoneOf(String login) {
        return as(login, 390, 844);
    }

    /** Gives account and password at the door and waits for nothing. */
    void knock(Page page, String login) {
        page.navigate(address + "/");
        page.getByLabel("账号").fill(login);
        page.getByLabel("口令").fill(PASSWORD);
        page.locator("button[type=submit]").click();
    }

    /** Every window open now, pictured under this name. */
    void picture(String name) {
        int n = 0;
        for (var context : browser.contexts()) {
            for (var page : context.pages()) {
                unanswered.forEach((asked, by) -> {
                    if (by == page) {
                        System.err.println(name + ": no answer yet to " + asked.method() + " " + asked.url());
                    }
                });
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of("target/shots/" + name + "-" + ++n + ".png")));
            }
        }
    }

    /** Closes every window; the demo goes on. */
    void closeWindows() {
        browser.contexts().forEach(BrowserContext::close);
    }

    /** A window of somebody who has not signed in. */
    Page visitor(int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
        var page = context.newPage();
        page.onRequest(asked -> unanswered.put(asked, page));
        page.onRequestFinished(unanswered::remove);
        page.onRequestFailed(failed -> {
            unanswered.remove(failed);
            if (!"net::ERR_ABORTED".equals(failed.failure())) { // which only says that somebody went on
                System.err.println("browser: " + failed.failure() + " " + failed.url());
            }
        });
        page.onConsoleMessage(said -> {
            if (said.type().equals("error")) {
                System.err.println("browser: " + said.text());
            }
        });
        page.onPageError(error -> {
            throw new AssertionError("script error on the page: " + error);
        });
        return page;
    }

    String at(String path) {
        return address + path;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        if (server == null) {
            return;
        }
        stop(server);
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(30, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
