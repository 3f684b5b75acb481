package org.sanhao.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sanhao.bench.lists.ListsBench;
import org.sanhao.bench.start.StartBench;
import org.sanhao.bench.tiers.TiersBench;
import org.sanhao.bench.tree.TreeBench;
import org.sanhao.bench.xlsx.XlsxBench;

/** {@code bench NAME} or {@code bench all}; prints one line of JSON per bench, the last line being that of the last one. */
public final class Bench {
    /** Add yours here; the name is what the launcher takes. */
    private static final Map<String, Measure> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("start", new StartBench());
        MEASURES.put("tree", new TreeBench());
        MEASURES.put("tiers", new TiersBench());
        MEASURES.put("lists", new ListsBench());
        MEASURES.put("xlsx", new XlsxBench());
    }

    private Bench() {}

    static void main(String[] args) throws Exception {
        var name = args.length == 0 ? "--help" : args[0];
        if (!name.equals("all") && !MEASURES.containsKey(name)) {
            System.err.println("用法：./sanhao bench all|" + String.join("|", MEASURES.keySet()));
            System.exit(name.endsWith("help") ? 0 : 2);
        }
        boolean ok = true;
        for (var each : MEASURES.entrySet()) {
            if (name.equals("all") || name.equals(each.getKey())) {
                var result = each.getValue().run();
                System.out.println(result.json());
                ok &= result.ok();
            }
        }
        // The server's own threads are daemons or its own business; what was measured is said.
        System.exit(ok ? 0 : 1);
    }
}
