package org.sanhao.bench.lists;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sanhao.bench.Nation;

/**
 * A register of as many units, people, accounts and rows of the log as asked for, made inside the database. Names begin
 * like many others and hold frequent, less frequent and rare parts, as names do.
 */
final class Crowd {
    private static final int INSTITUTIONS_PER_COUNTY = 100;

    private Crowd() {}

    static void write(Connection superuser, int rows) throws SQLException {
        Nation.execute(superuser, "SET session_replication_role = replica");
        Nation.execute(superuser, "SET synchronous_commit = off");
        Nation.execute(superuser, "SET maintenance_work_mem = '400MB'");
        writePlaces(superuser, rows);
        withoutIndexes(superuser, "institution.unit", """
                INSERT INTO institution.unit (id, version, recorded_at, recorded_by, current, label, level, type, name, pinyin,
                                              scope_path)
                SELECT id, 1, '2020-01-01', 'bench', true, label, level, type, name, pinyin, path FROM bench.place
                """);
        withoutIndexes(superuser, "institution.person", """
                INSERT INTO institution.person (id, version, recorded_at, recorded_by, current, name, pinyin, unit_id,
                                                scope_path)
                SELECT gen_random_uuid(), 1, '2020-01-01', 'bench', true, s.zh || g.zh || h.zh,
                       s.py || ' ' || g.py || ' ' || h.py, p.id, p.path
                FROM generate_series(0, %d) AS n
                JOIN bench.place p ON p.number = 3173 + n %% %d
                JOIN bench.syllable s ON s.kind = 'surname' AND s.number = n %% 20
                JOIN bench.syllable g ON g.kind = 'given' AND g.number = n / 20 %% 20
                JOIN bench.syllable h ON h.kind = 'given' AND h.number = n / 400 %% 20
                """.formatted(rows - 1, 2_800 * INSTITUTIONS_PER_COUNTY));
        withoutIndexes(superuser, "institution.name", """
                INSERT INTO institution.name (what, id, name, pinyin, level, type, path)
                SELECT 'unit', id, name, pinyin, level, type, scope_path FROM institution.unit
                UNION ALL SELECT 'person', id, name, pinyin, NULL, NULL, scope_path FROM institution.person
                """);
        withoutIndexes(superuser, "access.account", """
                INSERT INTO access.account (id, person_id, login, password_hash, password_set_at, must_change, created_at,
                                            created_by, scope_path, last_seen_at, locked_until, disabled_at, disabled_why)
                SELECT gen_random_uuid(), id, 'u' || lpad(n::text, 8, '0'), 'none', '2020-01-01', false, '2020-01-01',
                       'bench', scope_path, now() - n % 400 * interval '1 day',
                       CASE WHEN n % 1000 = 0 THEN now() + interval '1 year' END,
                       CASE WHEN n % 500 = 1 THEN now() END, CASE WHEN n % 500 = 1 THEN '离职' END
                FROM (SELECT id, scope_path, row_number() OVER () AS n FROM institution.person) AS p
                """);
        // Written by a transaction of long ago: what is sealed already leaves the sealer at rest.
        withoutIndexes(superuser, "audit.entry", """
                INSERT INTO audit.entry (id, era, xact, at, act, result, person, subject_kind, subject_id, path, request)
                SELECT gen_random_uuid(), 1, '3', now() - n * interval '20 seconds',
                       CASE WHEN n %% 2000 = 0 THEN 'unit.move' ELSE (ARRAY['answer', 'sign-in', 'case.move'])[1 + n %% 3] END,
                       CASE WHEN n %% 50 = 0 THEN 'refused' ELSE 'done' END, p.id, 'sheet', p.id::text, p.path,
                       gen_random_uuid()
                FROM generate_series(0, %d) AS n
                JOIN bench.place p ON p.number = 3173 + n::bigint * 7919 %% %d
                """.formatted(rows - 1, 2_800 * INSTITUTIONS_PER_COUNTY));
        Nation.execute(superuser, "VACUUM ANALYZE");
        Nation.execute(superuser, "CHECKPOINT");
    }

    /** Nation, provinces, cities, counties, institutions and, for the rest, their departments. */
    private static void writePlaces(Connection superuser, int rows) throws SQLException {
        Nation.execute(superuser, """
                CREATE SCHEMA bench;
                CREATE UNLOGGED TABLE bench.place (number int PRIMARY KEY, id uuid NOT NULL DEFAULT gen_random_uuid(),
                    level text, type text, label text, name text, pinyin text, path text COLLATE "C");
                CREATE TABLE bench.syllable AS
                SELECT kind, (row_number() OVER (PARTITION BY kind))::int - 1 AS number, zh, py
                FROM (SELECT kind, unnest(string_to_array(zh, NULL)) AS zh, unnest(string_to_array(py, ' ')) AS py
                      FROM (VALUES
                          ('surname', '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗',
                           'wang2 li3 zhang1 liu2 chen2 yang2 zhao4 huang2 zhou1 wu2 xu2 sun1 ma3 zhu1 hu2 guo1 he2 gao1 lin2 luo2'),
                          ('given', '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平',
                           'wei3 fang1 na4 min3 jing4 li4 qiang2 lei3 jun1 yang2 yong3 yan4 jie2 juan1 tao1 ming2 chao1 xiu4 xia2 ping2'),
                          ('first', '青白金龙凤石桥东西南北清长大小新安平和永',
                           'qing1 bai2 jin1 long2 feng4 shi2 qiao2 dong1 xi1 nan2 bei3 qing1 chang2 da4 xiao3 xin1 an1 ping2 he2 yong3'),
                          ('second', '山河江湖桥溪坪冲坝岭塘湾庄店集镇关口沟洲',
                           'shan1 he2 jiang1 hu2 qiao2 xi1 ping2 chong1 ba4 ling3 tang2 wan1 zhuang1 dian4 ji2 zhen4 guan1 kou3 gou1 zhou1')
                          ) AS words (kind, zh, py)) AS split;
                """);
        place(superuser, "SELECT 0, 'nation', 'health-bureau', 'n0', '国家', 'guo2', 'adm/n0/'");
        place(superuser, """
                SELECT 1 + p, 'province', 'health-bureau', 'p' || p, '省' || p, 'sheng3 ' || p, 'adm/n0/p' || p || '/'
                FROM generate_series(0, 30) AS p
                """);
        place(superuser, """
                SELECT 32 + c, 'city', 'health-bureau', 'c' || c, '市' || c, 'shi4 ' || c, p.path || 'c' || c || '/'
                FROM generate_series(0, 340) AS c JOIN bench.place p ON p.number = 1 + c % 31
                """);
        place(superuser, """
                SELECT 373 + k, 'county', 'health-bureau', 'k' || k, '县' || k, 'xian4 ' || k, c.path || 'k' || k || '/'
                FROM generate_series(0, 2799) AS k JOIN bench.place c ON c.number = 32 + k % 341
                """);
        place(superuser, """
                SELECT 3173 + i, 'institution', (ARRAY['township-hospital', 'community-health-centre', 'village-clinic'])[1 + i %% 3],
                       'i' || i, f.zh || s.zh || (ARRAY['镇卫生院', '社区卫生服务中心', '村卫生室'])[1 + i %% 3],
                       f.py || ' ' || s.py || ' ' || (ARRAY['zhen4', 'she4', 'cun1'])[1 + i %% 3], k.path || 'i' || i || '/'
                FROM generate_series(0, %d) AS i JOIN bench.place k ON k.number = 373 + i %% 2800
                JOIN bench.syllable f ON f.kind = 'first' AND f.number = i / 3 %% 20
                JOIN bench.syllable s ON s.kind = 'second' AND s.number = i / 60 %% 20
                """.formatted(2_800 * INSTITUTIONS_PER_COUNTY - 1));
        place(superuser, """
                SELECT 1000000 + d, 'department', 'department', 'd' || d,
                       (ARRAY['内科', '外科', '妇产科', '儿科', '检验科', '药剂科', '中医科', '护理部'])[1 + d %% 8],
                       (ARRAY['nei4 ke1', 'wai4 ke1', 'fu4 chan3 ke1', 'er2 ke1', 'jian3 yan4 ke1', 'yao4 ji4 ke1',
                              'zhong1 yi1 ke1', 'hu4 li3 bu4'])[1 + d %% 8], i.path || 'd' || d || '/'
                FROM generate_series(0, %d) AS d JOIN bench.place i ON i.number = 3173 + d %% %d
                """.formatted(
                Math.max(0, rows - 3_173 - 2_800 * INSTITUTIONS_PER_COUNTY) - 1, 2_800 * INSTITUTIONS_PER_COUNTY));
        Nation.execute(superuser, "ANALYZE bench.place; ANALYZE bench.syllable");
    }

    private static void place(Connection superuser, String select) throws SQLException {
        Nation.execute(superuser, "INSERT INTO bench.place (number, level, type, label, name, pinyin, path) " + select);
    }

    /** Indexes are made after the rows: that takes a fraction of the time. */
    private static void withoutIndexes(Connection superuser, String table, String fill) throws SQLException {
        var names = new ArrayList<String>();
        var definitions = new ArrayList<String>();
        try (var statement = superuser.prepareStatement("""
                SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
                WHERE i.indrelid = ?::regclass
                  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
                """)) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                    definitions.add(row.getString(2));
                }
            }
        }
        for (var name : names) {
            Nation.execute(superuser, "DROP INDEX " + name);
        }
        long start = System.nanoTime();
        Nation.execute(superuser, fill);
        for (var definition : definitions) {
            Nation.execute(superuser, definition);
        }
        System.err.printf("  %s filled in %d s%n", table, (System.nanoTime() - start) / 1_000_000_000);
    }

    /** Texts of one column that a query answers. */
    static List<String> texts(Connection superuser, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = superuser.createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }
}
