package org.sanhao.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * An invented nation of any size, written by COPY: units with their places on the administrative line, campaigns of the
 * counties, enrolments, and when asked for sheets with answers. The same seed makes the same nation.
 *
 * <p>Shape: 31 provinces, 11 cities each, counties spread evenly over the cities, the rest institutions below counties.
 */
public final class Nation {
    public static final String PACK = "primary-care-quality";
    public static final String PACK_VERSION = "2023.1";
    public static final int EDITION = 2026;
    public static final String TYPE = "township-hospital";
    /** What the register knows of every institution. */
    public static final Map<String, Object> ATTRIBUTES =
            Map.of("medicalStaff", 18, "population", 21_000, "beds", 40, "registered", true);

    private static final int PROVINCES = 31;
    private static final int CITIES = 11;

    private final long seed;
    private final List<Node> nodes = new ArrayList<>();

    /**
     * A unit.
     *
     * @param enrolment of an institution that takes part
     */
    public record Node(
            int number,
            UUID id,
            String level,
            String name,
            String path,
            @Nullable Node parent,
            @Nullable UUID enrolment) {

        /** The units above, nearest first. */
        public List<Node> above() {
            var above = new ArrayList<Node>();
            for (var each = parent; each != null; each = each.parent) {
                above.add(each);
            }
            return above;
        }
    }

    private Nation(long seed) {
        this.seed = seed;
    }

    /**
     * Makes a nation.
     *
     * @param units of all levels together, 5,000 at least
     * @param counties how many of them
     * @param enrolled how many institutions take part, evenly over the counties
     */
    public static Nation of(int units, int counties, int enrolled, long seed) {
        var nation = new Nation(seed);
        var root = nation.add("nation", "国家", null, false);
        var cities = new ArrayList<Node>();
        for (int p = 0; p < PROVINCES; p++) {
            var province = nation.add("province", "省" + p, root, false);
            for (int c = 0; c < CITIES; c++) {
                cities.add(nation.add("city", "市" + p + "-" + c, province, false));
            }
        }
        var below = new ArrayList<Node>();
        for (int i = 0; i < counties; i++) {
            below.add(nation.add("county", "县" + i, cities.get(i % cities.size()), false));
        }
        int institutions = units - nation.nodes.size();
        for (int i = 0; i < institutions; i++) {
            nation.add("institution", "卫生院" + i, below.get(i % counties), i < enrolled);
        }
        return nation;
    }

    private Node add(String level, String name, @Nullable Node parent, boolean enrolled) {
        int number = nodes.size();
        var path = (parent == null ? "adm/" : parent.path) + "n" + Integer.toString(number, 36) + "/";
        var node = new Node(number, id(1, number), level, name, path, parent, enrolled ? id(3, number) : null);
        nodes.add(node);
        return node;
    }

    private UUID id(int kind, int number) {
        return new UUID((seed << 24) | 0x7000L | kind, 0x8000_0000_0000_0000L | number);
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Node> of(String level) {
        return nodes.stream().filter(node -> node.level.equals(level)).toList();
    }

    public List<Node> enrolled() {
        return nodes.stream().filter(node -> node.enrolment != null).toList();
    }

    /** Units and where they stand. */
    public void writeUnits(Connection superuser) throws SQLException, IOException {
        copy(
                superuser,
                "institution.unit (id, version, recorded_at, recorded_by, current, label, level, type, name, pinyin, attributes, scope_path)",
                nodes.size(),
                (i, row) -> {
                    var node = nodes.get(i);
                    var label = node.path.substring(
                            node.path.lastIndexOf('/', node.path.length() - 2) + 1, node.path.length() - 1);
                    row.of(
                            node.id,
                            1,
                            "2020-01-01",
                            "bench",
                            true,
                            label,
                            node.level,
                            node.level.equals("institution") ? TYPE : "health-bureau",
                            node.name,
                            node.level + String.format("%07d", node.number),
                            node.level.equals("institution") ? json(ATTRIBUTES) : "{}",
                            node.path);
                });
        execute(
                superuser,
                "INSERT INTO institution.name SELECT 'unit', id, name, pinyin, level, type, scope_path FROM institution.unit");
        copy(
                superuser,
                "institution.standing (line, unit_id, scope_path)",
                nodes.size(),
                (i, row) -> row.of("adm", nodes.get(i).id, nodes.get(i).path));
    }

    /** One published campaign per county that has anybody enrolled, and the enrolments. */
    public void writeEnrolments(Connection superuser, String packHash) throws SQLException, IOException {
        var counties = of("county");
        copy(
                superuser,
                "campaign.campaign (id, version, recorded_at, recorded_by, current, pack_id, pack_version, pack_hash, organiser_id, edition, title, state, organisation, scope_path)",
                counties.size(),
                (i, row) -> {
                    var county = counties.get(i);
                    row.of(
                            id(2, county.number),
                            1,
                            "2026-01-15",
                            "bench",
                            true,
                            PACK,
                            PACK_VERSION,
                            packHash,
                            county.id,
                            EDITION,
                            "优质服务基层行",
                            "published",
                            "{}",
                            county.path);
                });
        var enrolled = enrolled();
        copy(
                superuser,
                "campaign.enrolment (id, version, recorded_at, recorded_by, current, campaign_id, unit_id, mode, target, scope_path)",
                enrolled.size(),
                (i, row) -> {
                    var node = enrolled.get(i);
                    row.of(
                            node.enrolment,
                            1,
                            "2026-01-15",
                            "bench",
                            true,
                            campaignOf(node),
                            node.id,
                            "must",
                            "basic",
                            node.path);
                });
    }

    public UUID campaignOf(Node institution) {
        var county = institution.parent;
        return id(2, county == null ? 0 : county.number);
    }

    public UUID sheetOf(Node institution) {
        return id(4, institution.number);
    }

    /** The institutions' own sheets, with an answer for every clause given. */
    public void writeAnswers(Connection superuser, List<String> clauses) throws SQLException, IOException {
        var enrolled = enrolled();
        copy(
                superuser,
                "assessment.sheet (id, enrolment_id, campaign_id, unit_id, level, opened_at, opened_by, scope_path)",
                enrolled.size(),
                (i, row) -> {
                    var node = enrolled.get(i);
                    row.of(
                            sheetOf(node),
                            node.enrolment,
                            campaignOf(node),
                            node.id,
                            "institution",
                            "2026-03-01",
                            "bench",
                            node.path);
                });
        // Made inside the database: on the wire they would take longer than what is measured. A grade follows from the
        // seed,
        // the sheet and the clause; institutions differ in how good they are.
        execute(superuser, "SET synchronous_commit = off");
        try (var insert = superuser.prepareStatement("""
                INSERT INTO assessment.answer
                    (sheet_id, clause, version, recorded_at, recorded_by, current, judged, grade, remark, look, scope_path)
                SELECT s.id, c.code, 1, '2026-03-01', 'bench', true, '{}',
                       CASE WHEN abs(hashtext(s.id::text || c.code || ?) % 100) < 40 + abs(hashtext(s.id::text) % 60)
                            THEN substr('AAB', 1 + abs(hashtext(c.code || s.id::text) % 3), 1)
                            ELSE substr('CD', 1 + abs(hashtext(c.code || s.id::text) % 2), 1) END,
                       '', 'self', s.scope_path
                FROM assessment.sheet s CROSS JOIN unnest(?::text[]) AS c (code)
                ORDER BY s.id, c.code
                """)) {
            insert.setString(1, Long.toString(seed));
            insert.setArray(2, superuser.createArrayOf("text", clauses.toArray()));
            insert.executeUpdate();
        }
    }

    private static String json(Map<String, Object> attributes) {
        var parts = attributes.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
                .toList();
        return "{" + String.join(", ", parts) + "}";
    }

    /** Fills one row. */
    public static final class Row {
        private final StringBuilder text = new StringBuilder();

        public void of(@Nullable Object... values) {
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
            }
            text.append('\n');
        }
    }

    /** Writes row {@code number}. */
    @FunctionalInterface
    public interface Rows {
        void write(int number, Row row);
    }

    public static void execute(Connection superuser, String statement) throws SQLException {
        try (var each = superuser.createStatement()) {
            each.execute(statement);
        }
    }

    /**
     * Copies rows into a table past its triggers; {@code table} names its columns. Values must be free of tabs and
     * backslashes.
     */
    public static void copy(Connection superuser, String table, int count, Rows rows) throws SQLException, IOException {
        execute(superuser, "SET session_replication_role = replica");
        CopyIn copy = superuser.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        var row = new Row();
        for (int i = 0; i < count; i++) {
            rows.write(i, row);
            if (row.text.length() > 60_000) {
                flush(copy, row);
            }
        }
        flush(copy, row);
        copy.endCopy();
    }

    private static void flush(CopyIn copy, Row row) throws SQLException {
        var bytes = row.text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        row.text.setLength(0);
    }
}
