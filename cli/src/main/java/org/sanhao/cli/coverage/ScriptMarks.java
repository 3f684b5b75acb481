package org.sanhao.cli.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks of the front end's tests: a comment {@code // @meets S13-R26, S13-R27} above the test, or the group of tests, it
 * speaks for. The report is vitest's, whose cases are named {@code group > group > test}.
 */
final class ScriptMarks {
    private static final Pattern TAG = Pattern.compile("@meets[ \\t]+(\\S[^\\r\\n]*)");
    private static final Pattern CALL = Pattern.compile(
            "\\b(?:describe|it|test)(?:\\.\\w+)*(?:\\([^()]*\\))?\\s*\\(\\s*(['\"`])((?:\\\\.|(?!\\1).)*)\\1");
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+|\\*/");

    private ScriptMarks() {}

    /** All marks below {@code web/src}, judged by {@code web/target/vitest.xml}. */
    static List<Mark> of(Path web) throws IOException {
        var sources = web.resolve("src");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        var reports = new TestReports();
        reports.addFile(web.resolve("target/vitest.xml"));
        var marks = new ArrayList<Mark>();
        try (var files = Files.walk(sources)) {
            for (var file : files.filter(ScriptMarks::isTest).sorted().toList()) {
                marks.addAll(read(web, file, reports));
            }
        }
        return marks;
    }

    private static boolean isTest(Path file) {
        return file.toString().matches(".*\\.(test|spec)\\.(ts|tsx|js|mjs)");
    }

    private static List<Mark> read(Path web, Path file, TestReports reports) throws IOException {
        var text = Files.readString(file);
        var name = web.relativize(file).toString().replace('\\', '/');
        var edited = Optional.of(Files.getLastModifiedTime(file));
        var marks = new ArrayList<Mark>();
        var tag = TAG.matcher(text);
        while (tag.find()) {
            var title = titleAfter(text, tag.end());
            marks.add(new Mark(
                    name + title.map(said -> " > " + said).orElse(""),
                    ids(tag.group(1)),
                    title.map(said -> reports.standing(
                                    one -> one.group().equals(name) && holds(one.name(), said), edited))
                            .orElse(Mark.Standing.NOT_RUN)));
        }
        return marks;
    }

    private static Optional<String> titleAfter(String text, int from) {
        Matcher call = CALL.matcher(text);
        return call.find(from) ? Optional.of(call.group(2).replaceAll("\\\\(.)", "$1")) : Optional.empty();
    }

    /** Whether the title is the case itself or a group it stands in. */
    private static boolean holds(String name, String title) {
        return (" > " + name + " > ").contains(" > " + title + " > ");
    }

    private static List<String> ids(String list) {
        return BETWEEN.splitAsStream(list).filter(id -> !id.isBlank()).toList();
    }
}
