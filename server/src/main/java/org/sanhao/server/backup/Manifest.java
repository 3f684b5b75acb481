package org.sanhao.server.backup;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.proof.CanonicalJson;
import org.sanhao.proof.Digest;
import org.sanhao.proof.Json;

/**
 * What a backup holds, in the one spelling that is signed.
 *
 * @param takenAt moment of the snapshot
 * @param product version of the program that wrote it
 * @param postgres major version of the database it was taken from; restoring does not depend on it
 * @param migrations per module the migrations that shaped its tables, in order
 * @param files the list of evidence files, itself an entry of the archive
 */
record Manifest(
        Instant takenAt,
        String product,
        int postgres,
        Map<String, List<Migration>> migrations,
        List<Table> tables,
        List<Sequence> sequences,
        Files files) {
    static final String FORMAT = "sanhao-backup/1";

    /** One migration of a module: a changed checksum means another program. */
    record Migration(String version, long checksum) {}

    /** One table: its columns in the order of the rows, and what its rows come to. */
    record Table(String schema, String name, List<String> columns, long rows, long bytes, Digest digest) {
        String entry() {
            return "tables/" + schema + "/" + name + ".copy";
        }

        @Override
        public String toString() {
            return schema + "." + name;
        }
    }

    record Sequence(String schema, String name, long last, boolean called) {}

    record Files(long count, long bytes, Digest digest) {}

    byte[] bytes() {
        var tree = new LinkedHashMap<String, @Nullable Object>();
        tree.put("format", FORMAT);
        tree.put("takenAt", takenAt.toString());
        tree.put("product", product);
        tree.put("postgres", postgres);
        var modules = new LinkedHashMap<String, Object>();
        migrations.forEach((module, list) -> modules.put(
                module,
                list.stream()
                        .map(each -> Map.of("version", each.version(), "checksum", each.checksum()))
                        .toList()));
        tree.put("migrations", modules);
        tree.put(
                "tables",
                tables.stream()
                        .map(each -> Map.of(
                                "schema",
                                each.schema(),
                                "name",
                                each.name(),
                                "columns",
                                each.columns(),
                                "rows",
                                each.rows(),
                                "bytes",
                                each.bytes(),
                                "digest",
                                each.digest().text()))
                        .toList());
        tree.put(
                "sequences",
                sequences.stream()
                        .map(each -> Map.of(
                                "schema",
                                each.schema(),
                                "name",
                                each.name(),
                                "last",
                                Long.toString(each.last()),
                                "called",
                                each.called()))
                        .toList());
        tree.put(
                "files",
                Map.of(
                        "count",
                        files.count(),
                        "bytes",
                        files.bytes(),
                        "digest",
                        files.digest().text()));
        return CanonicalJson.bytes(tree);
    }

    /** @throws BackupRefused when the bytes are no manifest this program reads */
    static Manifest parse(byte[] bytes) {
        try {
            var tree = Json.readObject(new String(bytes, StandardCharsets.UTF_8));
            if (!FORMAT.equals(tree.get("format"))) {
                throw new BackupRefused("备份的格式是「" + tree.get("format") + "」，本程序只认得「" + FORMAT + "」。用写出它的程序或更新的程序恢复。");
            }
            var migrations = new LinkedHashMap<String, List<Migration>>();
            for (var module : object(tree, "migrations").entrySet()) {
                var list = new ArrayList<Migration>();
                for (var each : list(module.getValue())) {
                    list.add(new Migration(text(each, "version"), number(each, "checksum")));
                }
                migrations.put((String) module.getKey(), List.copyOf(list));
            }
            var tables = new ArrayList<Table>();
            for (var each : list(tree.get("tables"))) {
                var columns = new ArrayList<String>();
                for (var column : (List<?>) value(each, "columns")) {
                    columns.add((String) column);
                }
                tables.add(new Table(
                        text(each, "schema"),
                        text(each, "name"),
                        List.copyOf(columns),
                        number(each, "rows"),
                        number(each, "bytes"),
                        Digest.parse(text(each, "digest"))));
            }
            var sequences = new ArrayList<Sequence>();
            for (var each : list(tree.get("sequences"))) {
                sequences.add(new Sequence(
                        text(each, "schema"), text(each, "name"), Long.parseLong(text(each, "last")), (Boolean)
                                value(each, "called")));
            }
            var files = object(tree, "files");
            return new Manifest(
                    Instant.parse(text(tree, "takenAt")),
                    text(tree, "product"),
                    (int) number(tree, "postgres"),
                    migrations,
                    List.copyOf(tables),
                    List.copyOf(sequences),
                    new Files(number(files, "count"), number(files, "bytes"), Digest.parse(text(files, "digest"))));
        } catch (IllegalArgumentException | ClassCastException | java.time.DateTimeException malformed) {
            throw new BackupRefused("备份的清单已损坏：" + malformed.getMessage(), malformed);
        }
    }

    private static Map<?, ?> object(Map<?, ?> tree, String name) {
        return (Map<?, ?>) value(tree, name);
    }

    private static List<Map<?, ?>> list(@Nullable Object items) {
        var list = new ArrayList<Map<?, ?>>();
        for (var item : (List<?>) java.util.Objects.requireNonNull(items)) {
            list.add((Map<?, ?>) java.util.Objects.requireNonNull(item));
        }
        return list;
    }

    private static Object value(Map<?, ?> tree, String name) {
        var value = tree.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String text(Map<?, ?> tree, String name) {
        return (String) value(tree, name);
    }

    private static long number(Map<?, ?> tree, String name) {
        return (Long) value(tree, name);
    }
}
