package org.sanhao.server.imports.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.server.imports.ImportId;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Compares staged rows with the register, a whole file in a few statements: which unit or person a row means, what would
 * change, and what is wrong. Runs within the importer's scope, so that a row can mean nothing outside it; only what must be
 * unique in the whole deployment is asked as the system.
 */
@Repository
public class Comparison {
    private static final String LEVELS =
            "ARRAY['nation', 'province', 'city', 'county', 'institution', 'department']::text[]";

    /** Units of the scope as they stand, with the path of the unit above. */
    private static final String REGISTER = """
            (SELECT u.id, u.code, u.name, u.level, u.type, u.attributes, u.version, u.scope_path,
                    regexp_replace(u.scope_path, '[a-z0-9]+/$', '') AS above
             FROM institution.pub_unit u
             WHERE u.scope_path >= (SELECT scope.low()) AND u.scope_path < (SELECT scope.high()))
            """;

    private final JdbcClient jdbc;
    private final BusinessClock clock;

    Comparison(JdbcClient jdbc, BusinessClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Forgets what an earlier comparison found. */
    public void reset(ImportId id) {
        run(id, "DELETE FROM imports.fault WHERE run_id = :run AND compared");
        run(id, """
                UPDATE imports.staged_unit SET unit_id = fresh_id, parent_id = NULL, version = NULL, known = false,
                       changed = false
                WHERE run_id = :run
                """);
        run(id, """
                UPDATE imports.staged_person SET person_id = fresh_id, unit_id = NULL, target_id = NULL, version = NULL,
                       first = true, known = false, changed = false, moved = false, new_post = kind IS NOT NULL,
                       new_account = login IS NOT NULL
                WHERE run_id = :run
                """);
    }

    /** Finds out which units the rows mean, from the top down, for a department is known by what it belongs to. */
    public void findUnits(ImportId id, UnitId own) {
        run(id, """
                UPDATE imports.staged_unit s SET unit_id = u.id, known = true, version = u.version
                FROM %s u WHERE s.run_id = :run AND s.code IS NOT NULL AND u.code = s.code
                """.formatted(REGISTER));
        jdbc.sql("UPDATE imports.staged_unit SET parent_id = :own WHERE run_id = :run AND parent IS NULL")
                .param("own", own.value())
                .param("run", id.value())
                .update();
        for (var level : Level.values()) {
            level(id, level, """
                    UPDATE imports.staged_unit s SET parent_id = p.id
                    FROM (SELECT word, (array_agg(id))[1] AS id
                          FROM (SELECT code AS word, unit_id AS id FROM imports.staged_unit
                                WHERE run_id = :run AND code IS NOT NULL
                                UNION SELECT name, unit_id FROM imports.staged_unit
                                WHERE run_id = :run AND level <> 'department') AS words
                          GROUP BY word HAVING count(DISTINCT id) = 1) AS p
                    WHERE s.run_id = :run AND s.level = :level AND s.parent = p.word
                    """);
            level(id, level, """
                    UPDATE imports.staged_unit s SET parent_id = p.id
                    FROM (SELECT word, (array_agg(id))[1] AS id
                          FROM (SELECT code AS word, id FROM %s r WHERE code IS NOT NULL
                                UNION SELECT name, id FROM %s r WHERE level <> 'department') AS words
                          WHERE word IN (SELECT parent FROM imports.staged_unit WHERE run_id = :run)
                          GROUP BY word HAVING count(DISTINCT id) = 1) AS p
                    WHERE s.run_id = :run AND s.level = :level AND s.parent_id IS NULL AND s.parent = p.word
                      AND NOT EXISTS (SELECT 1 FROM imports.staged_unit f WHERE f.run_id = :run AND f.level <> 'department'
                                      AND f.name = s.parent)
                    """.formatted(REGISTER, REGISTER));
            level(id, level, """
                    UPDATE imports.staged_unit s SET unit_id = u.id, known = true, version = u.version
                    FROM %s u JOIN %s p ON p.scope_path = u.above
                    WHERE s.run_id = :run AND s.level = :level AND NOT s.known AND p.id = s.parent_id
                      AND u.name = s.name AND (s.code IS NULL OR u.code IS NULL)
                    """.formatted(REGISTER, REGISTER));
        }
        run(id, """
                UPDATE imports.staged_unit s SET changed = true
                FROM institution.pub_unit u
                WHERE s.run_id = :run AND s.known AND u.id = s.unit_id
                  AND (u.name <> s.name OR u.type <> s.type OR s.code IS NOT NULL AND u.code IS DISTINCT FROM s.code
                       OR NOT u.attributes @> s.attributes)
                """);
    }

    /** What is wrong with the units, as far as the importer may know. */
    public void unitFaults(ImportId id, boolean unitsToo) {
        unitFault(id, "机构代码", """
                SELECT line, '与第 ' || twin || ' 行的代码重复'
                FROM (SELECT line, min(line) OVER (PARTITION BY code) AS twin FROM imports.staged_unit
                      WHERE run_id = :run AND code IS NOT NULL) AS twins WHERE twin < line
                """);
        unitFault(id, "名称", """
                SELECT line, '与第 ' || twin || ' 行是同一个单位'
                FROM (SELECT line, code, min(line) OVER (PARTITION BY parent_id, name) AS twin FROM imports.staged_unit
                      WHERE run_id = :run AND parent_id IS NOT NULL) AS twins WHERE twin < line
                UNION
                SELECT line, '与第 ' || twin || ' 行是同一个单位'
                FROM (SELECT line, min(line) OVER (PARTITION BY unit_id) AS twin FROM imports.staged_unit
                      WHERE run_id = :run AND known) AS twins WHERE twin < line
                """);
        unitFault(id, "上级单位", """
                SELECT line, '「' || parent || '」不在本表中，也不在管辖范围内，或有重名（改填代码）'
                FROM imports.staged_unit WHERE run_id = :run AND parent_id IS NULL
                """);
        unitFault(id, "级别", """
                SELECT s.line, '不能放在上级单位「' || p.name || '」之下，级别须更低'
                FROM imports.staged_unit s
                JOIN (SELECT unit_id AS id, name, level FROM imports.staged_unit WHERE run_id = :run
                      UNION SELECT id, name, level FROM institution.pub_unit) AS p ON p.id = s.parent_id
                WHERE s.run_id = :run AND NOT s.known AND array_position(%1$s, s.level) <= array_position(%1$s, p.level)
                """.formatted(LEVELS));
        unitFault(id, "级别", """
                SELECT s.line, '与已登记的级别不同，不能用导入更改'
                FROM imports.staged_unit s JOIN institution.pub_unit u ON u.id = s.unit_id
                WHERE s.run_id = :run AND s.known AND u.level <> s.level
                """);
        unitFault(id, "上级单位", """
                SELECT s.line, '与已登记的上级不同，变更隶属请在机构页办理'
                FROM imports.staged_unit s
                JOIN %s u ON u.id = s.unit_id LEFT JOIN institution.pub_unit p ON p.scope_path = u.above
                WHERE s.run_id = :run AND s.known AND s.parent IS NOT NULL AND s.parent_id IS NOT NULL
                  AND s.parent_id IS DISTINCT FROM p.id
                """.formatted(REGISTER));
        if (!unitsToo) {
            unitFault(id, "级别", """
                    SELECT line, '当前身份只能导入科室，机构由系统管理员登记'
                    FROM imports.staged_unit WHERE run_id = :run AND level <> 'department'
                    """);
        }
    }

    /** What is taken somewhere in the deployment; runs as the system and says no more than that. */
    public void faultsBeyondTheScope(ImportId id) {
        unitFault(id, "机构代码", """
                SELECT s.line, '代码「' || s.code || '」已被别的单位使用'
                FROM imports.staged_unit s JOIN institution.pub_unit u ON u.code = s.code AND u.id <> s.unit_id
                WHERE s.run_id = :run
                """);
        personFault(id, "账号", """
                SELECT s.line, '账号「' || s.login || '」已被使用'
                FROM imports.staged_person s
                JOIN access.pub_account a ON a.login = s.login AND a.person_id <> s.person_id
                WHERE s.run_id = :run
                """);
        personFault(id, "账号", """
                SELECT DISTINCT s.line, '这个人还有管辖范围以外的岗位，账号请上级单位的管理员办理'
                FROM imports.staged_person s
                JOIN imports.run r ON r.id = s.run_id
                JOIN institution.pub_post o ON o.person_id = s.person_id AND (upper_inf(o.valid) OR upper(o.valid) > :today::date)
                WHERE s.run_id = :run AND s.known AND s.new_account AND NOT starts_with(o.scope_path, r.scope_path)
                """);
    }

    /** Finds out whom the rows mean. */
    public void findPeople(ImportId id, UnitId own) {
        jdbc.sql("UPDATE imports.staged_person SET unit_id = :own WHERE run_id = :run AND unit IS NULL")
                .param("own", own.value())
                .param("run", id.value())
                .update();
        run(id, """
                UPDATE imports.staged_person s SET unit_id = p.id
                FROM (SELECT word, (array_agg(id))[1] AS id
                      FROM (SELECT code AS word, unit_id AS id FROM imports.staged_unit
                            WHERE run_id = :run AND code IS NOT NULL AND level <> 'department'
                            UNION SELECT name, unit_id FROM imports.staged_unit
                            WHERE run_id = :run AND level <> 'department'
                            UNION SELECT code, id FROM %1$s r WHERE code IS NOT NULL AND level <> 'department'
                            UNION SELECT name, id FROM %1$s r WHERE level <> 'department') AS words
                      WHERE word IN (SELECT unit FROM imports.staged_person WHERE run_id = :run)
                      GROUP BY word HAVING count(DISTINCT id) = 1) AS p
                WHERE s.run_id = :run AND s.unit = p.word
                """.formatted(REGISTER));
        run(id, """
                UPDATE imports.staged_person s SET target_id = s.unit_id
                WHERE s.run_id = :run AND s.department IS NULL
                """);
        run(id, """
                UPDATE imports.staged_person s SET target_id = d.unit_id FROM imports.staged_unit d
                WHERE s.run_id = :run AND d.run_id = :run AND d.level = 'department' AND d.parent_id = s.unit_id
                  AND d.name = s.department
                """);
        run(id, """
                UPDATE imports.staged_person s SET target_id = d.id
                FROM %1$s d JOIN %1$s u ON u.scope_path = d.above
                WHERE s.run_id = :run AND s.target_id IS NULL AND d.level = 'department' AND u.id = s.unit_id
                  AND d.name = s.department
                """.formatted(REGISTER));
        // A staff number names one person of a unit and its departments.
        run(id, """
                UPDATE imports.staged_person s SET person_id = p.id, known = true, version = p.version
                FROM institution.pub_person p JOIN %1$s h ON h.id = p.unit_id
                WHERE s.run_id = :run AND s.staff_no IS NOT NULL AND p.staff_no = s.staff_no
                  AND s.unit_id IN (h.id, (SELECT u.id FROM institution.pub_unit u
                                           WHERE h.level = 'department' AND u.scope_path = h.above))
                """.formatted(REGISTER));
        // Without one, the name within the same department, if nobody else there bears it.
        run(id, """
                UPDATE imports.staged_person s SET person_id = p.id, known = true, version = p.version
                FROM (SELECT unit_id, name, (array_agg(id))[1] AS id, (array_agg(version))[1] AS version
                      FROM institution.pub_person
                      WHERE unit_id IN (SELECT target_id FROM imports.staged_person WHERE run_id = :run)
                      GROUP BY unit_id, name
                      HAVING count(*) = 1 AND bool_and(staff_no IS NULL)) AS p
                WHERE s.run_id = :run AND NOT s.known AND p.unit_id = s.target_id AND p.name = s.name
                """);
        run(id, """
                UPDATE imports.staged_person s SET first = false, person_id = f.person_id
                FROM (SELECT DISTINCT ON (unit_id, staff_no) unit_id, staff_no, line, person_id
                      FROM imports.staged_person WHERE run_id = :run AND staff_no IS NOT NULL
                      ORDER BY unit_id, staff_no, line) AS f
                WHERE s.run_id = :run AND s.unit_id = f.unit_id AND s.staff_no = f.staff_no AND s.line > f.line
                """);
        run(id, """
                UPDATE imports.staged_person s
                SET changed = p.name <> s.name OR s.staff_no IS NOT NULL AND p.staff_no IS DISTINCT FROM s.staff_no,
                    moved = p.unit_id <> s.target_id
                FROM institution.pub_person p
                WHERE s.run_id = :run AND s.known AND s.first AND p.id = s.person_id
                """);
        run(id, """
                UPDATE imports.staged_person s SET new_post = false
                FROM institution.pub_post o
                WHERE s.run_id = :run AND s.known AND o.person_id = s.person_id AND o.unit_id = s.target_id
                  AND o.kind = s.kind AND o.valid @> :today::date
                """);
        run(id, """
                UPDATE imports.staged_person s SET new_account = false
                FROM access.pub_account a
                WHERE s.run_id = :run AND a.person_id = s.person_id
                """);
        run(id, """
                UPDATE imports.staged_person s SET new_account = false
                FROM (SELECT person_id, login, min(line) AS line FROM imports.staged_person
                      WHERE run_id = :run AND login IS NOT NULL GROUP BY person_id, login) AS f
                WHERE s.run_id = :run AND f.person_id = s.person_id AND f.login = s.login AND s.line > f.line
                """);
    }

    /** What is wrong with the people, as far as the importer may know. */
    public void personFaults(ImportId id, String byPerson) {
        personFault(id, "单位", """
                SELECT line, '「' || unit || '」不在「机构」表中，也不在管辖范围内，或有重名（改填代码）'
                FROM imports.staged_person WHERE run_id = :run AND unit_id IS NULL
                """);
        personFault(id, "科室", """
                SELECT line, '单位里没有「' || department || '」这个科室'
                FROM imports.staged_person WHERE run_id = :run AND unit_id IS NOT NULL AND target_id IS NULL
                """);
        personFault(id, "工号", """
                SELECT s.line, '与第 ' || f.line || ' 行的工号相同而姓名不同'
                FROM imports.staged_person s
                JOIN imports.staged_person f ON f.run_id = s.run_id AND f.person_id = s.person_id AND f.first
                WHERE s.run_id = :run AND NOT s.first AND f.name <> s.name
                """);
        personFault(id, "姓名", """
                SELECT line, '与第 ' || CASE WHEN twin < line THEN twin ELSE last END || ' 行同名，两行都要填工号'
                FROM (SELECT line, staff_no, min(line) OVER same AS twin, max(line) OVER same AS last
                      FROM imports.staged_person WHERE run_id = :run AND target_id IS NOT NULL
                      WINDOW same AS (PARTITION BY target_id, name)) AS twins
                WHERE staff_no IS NULL AND (twin < line OR last > line)
                """);
        personFault(id, "工号", """
                SELECT s.line, '单位里已有同名的人，请填工号区别'
                FROM imports.staged_person s
                WHERE s.run_id = :run AND NOT s.known AND s.staff_no IS NULL AND s.unit_id IS NOT NULL
                  AND EXISTS (SELECT 1 FROM institution.pub_person p JOIN %1$s h ON h.id = p.unit_id
                              LEFT JOIN institution.pub_unit u ON h.level = 'department' AND u.scope_path = h.above
                              WHERE p.name = s.name AND s.unit_id IN (h.id, u.id))
                """.formatted(REGISTER));
        personFault(id, "岗位类别", """
                SELECT line, '与第 ' || twin || ' 行的岗位重复'
                FROM (SELECT line, min(line) OVER (PARTITION BY person_id, target_id, kind) AS twin
                      FROM imports.staged_person
                      WHERE run_id = :run AND kind IS NOT NULL AND target_id IS NOT NULL) AS twins WHERE twin < line
                """);
        personFault(id, "岗位类别", """
                SELECT line, '这个人的第二行须填岗位' FROM imports.staged_person
                WHERE run_id = :run AND NOT first AND kind IS NULL
                """);
        var kinds = new ArrayList<String>();
        for (var kind : PostKind.values()) {
            for (var level : Level.values()) {
                if (level != Level.DEPARTMENT && kind.fits(level)) {
                    kinds.add(kind.code() + " " + level.code());
                }
            }
        }
        jdbc.sql("""
                        INSERT INTO imports.fault (run_id, sheet, line, col, reason, compared, scope_path)
                        SELECT s.run_id, '人员', s.line, '岗位类别', '这个单位不设这类岗位', true, s.scope_path
                        FROM imports.staged_person s
                        JOIN (SELECT unit_id AS id, level FROM imports.staged_unit WHERE run_id = :run
                              UNION SELECT id, level FROM institution.pub_unit) AS u ON u.id = s.unit_id
                        WHERE s.run_id = :run AND s.kind IS NOT NULL AND NOT s.kind || ' ' || u.level = ANY (:kinds)
                        """)
                .param("run", id.value())
                .param("kinds", kinds.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        INSERT INTO imports.fault (run_id, sheet, line, col, reason, compared, scope_path)
                        SELECT run_id, '人员', line, '岗位类别', '不能给自己安排岗位', true, scope_path
                        FROM imports.staged_person WHERE run_id = :run AND new_post AND person_id::text = :by
                        """).param("run", id.value()).param("by", byPerson).update();
        personFault(id, "岗位名称", """
                SELECT s.line, '在任的岗位叫「' || o.title || '」，先免去再任命'
                FROM imports.staged_person s
                JOIN institution.pub_post o ON o.person_id = s.person_id AND o.unit_id = s.target_id AND o.kind = s.kind
                     AND o.valid @> :today::date
                WHERE s.run_id = :run AND NOT s.new_post AND s.known AND o.title <> s.title
                """);
        personFault(id, "账号", """
                SELECT line, '与第 ' || twin || ' 行的账号重复'
                FROM (SELECT line, person_id, min(line) OVER same AS twin,
                             first_value(person_id) OVER (PARTITION BY login ORDER BY line) AS whose
                      FROM imports.staged_person WHERE run_id = :run AND login IS NOT NULL
                      WINDOW same AS (PARTITION BY login)) AS twins WHERE twin < line AND whose <> person_id
                """);
        personFault(id, "账号", """
                SELECT s.line, '这个人已有账号「' || a.login || '」'
                FROM imports.staged_person s JOIN access.pub_account a ON a.person_id = s.person_id
                WHERE s.run_id = :run AND s.login IS NOT NULL AND a.login <> s.login
                """);
        personFault(id, "账号", """
                SELECT s.line, '没有岗位的人不能开账号，填岗位类别'
                FROM imports.staged_person s
                WHERE s.run_id = :run AND s.new_account
                  AND NOT EXISTS (SELECT 1 FROM imports.staged_person f
                                  WHERE f.run_id = :run AND f.person_id = s.person_id AND f.kind IS NOT NULL
                                    AND (f.from_day IS NULL OR f.from_day <= :today::date))
                  AND NOT EXISTS (SELECT 1 FROM institution.pub_post o
                                  WHERE o.person_id = s.person_id AND o.valid @> :today::date)
                """);
    }

    /** What loading would do. */
    public Map<String, Integer> counts(ImportId id) {
        var counts = new LinkedHashMap<String, Integer>();
        jdbc.sql("""
                        SELECT count(*) FILTER (WHERE NOT known), count(*) FILTER (WHERE changed),
                               count(*) FILTER (WHERE known AND NOT changed)
                        FROM imports.staged_unit WHERE run_id = ?
                        """)
                .param(id.value())
                .query((row, n) -> {
                    counts.put("units.new", row.getInt(1));
                    counts.put("units.changed", row.getInt(2));
                    counts.put("units.same", row.getInt(3));
                    return n;
                })
                .single();
        jdbc.sql("""
                        SELECT count(*) FILTER (WHERE first AND NOT known),
                               count(*) FILTER (WHERE first AND (changed OR moved)),
                               count(*) FILTER (WHERE first AND known AND NOT (changed OR moved)),
                               count(*) FILTER (WHERE new_post), count(*) FILTER (WHERE kind IS NOT NULL AND NOT new_post),
                               count(*) FILTER (WHERE new_account),
                               count(*) FILTER (WHERE first AND login IS NOT NULL AND NOT new_account)
                        FROM imports.staged_person WHERE run_id = ?
                        """)
                .param(id.value())
                .query((row, n) -> {
                    counts.put("people.new", row.getInt(1));
                    counts.put("people.changed", row.getInt(2));
                    counts.put("people.same", row.getInt(3));
                    counts.put("posts.new", row.getInt(4));
                    counts.put("posts.same", row.getInt(5));
                    counts.put("accounts.new", row.getInt(6));
                    counts.put("accounts.same", row.getInt(7));
                    return n;
                })
                .single();
        return counts;
    }

    private void unitFault(ImportId id, String column, String select) {
        fault(id, "机构", column, select);
    }

    private void personFault(ImportId id, String column, String select) {
        fault(id, "人员", column, select);
    }

    private void fault(ImportId id, String sheet, String column, String select) {
        jdbc.sql("""
                        INSERT INTO imports.fault (run_id, sheet, line, col, reason, compared, scope_path)
                        SELECT r.id, :sheet, f.line, :column, f.reason, true, r.scope_path
                        FROM imports.run r, (%s) AS f (line, reason) WHERE r.id = :run
                        """.formatted(select))
                .param("run", id.value())
                .param("today", clock.today())
                .param("sheet", sheet)
                .param("column", column)
                .update();
    }

    private void run(ImportId id, String sql) {
        jdbc.sql(sql).param("run", id.value()).param("today", clock.today()).update();
    }

    private void level(ImportId id, Level level, String sql) {
        jdbc.sql(sql).param("run", id.value()).param("level", level.code()).update();
    }
}
