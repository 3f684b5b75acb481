package org.sanhao.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.ClauseCode;
import org.sanhao.lang.pack.RequirementLine.LineId;
import org.sanhao.lang.pack.score.Judgement.Look;
import org.sanhao.server.assessment.Assessments.Answering;
import org.sanhao.server.pack.PackRef;
import org.sanhao.server.pack.Packs;

/** What most tests stand on: the shipped pack, edition 2026, opened by a county for institutions that aim at basic. */
public final class UsualCampaign {
    public static final PackRef PACK = new PackRef("primary-care-quality", "2023.1");

    private UsualCampaign() {}

    /** The body that opens it. */
    public static String opening(World world, String... institutions) {
        return opening(world, 2026, institutions);
    }

    public static String opening(World world, int edition, String... institutions) {
        var entries = Arrays.stream(institutions)
                .map(name -> "{\"unitId\":\"%s\",\"mode\":\"must\",\"target\":\"basic\"}".formatted(world.unit(name)))
                .collect(Collectors.joining(","));
        return """
                {"packId":"primary-care-quality","packVersion":"2023.1","edition":%d,"title":"优质服务基层行",
                 "organisation":{"head":"唐静","deputies":[],"members":[],"officeAt":"基层股","officeDirector":"罗启明",
                 "officeMembers":[]},"institutions":[%s]}
                """.formatted(edition, entries);
    }

    /** Opens and publishes it. */
    public static void published(Browser county, World world, String... institutions) {
        published(county, world, 2026, institutions);
    }

    /** Opens and publishes it for a year; answers its id. */
    public static String published(Browser county, World world, int edition, String... institutions) {
        var opened = county.post("/api/campaigns", opening(world, edition, institutions));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        var id = opened.text("/id");
        var published = county.withHeader("If-Match", "\"1\"").post("/api/campaigns/" + id + "/publish", null);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        return id;
    }

    /** Every clause of the township standard answered, with every line met. */
    public static Map<ClauseCode, Answering> allMet(Packs packs) {
        return answers(packs, Look.SELF, "", line -> true);
    }

    /** Every clause of the township standard answered. */
    public static Map<ClauseCode, Answering> answers(Packs packs, Look look, String remark, Predicate<LineId> met) {
        var answers = new HashMap<ClauseCode, Answering>();
        for (var clause :
                packs.get(PACK).rulesFor("township-hospital").orElseThrow().clauses()) {
            answers.put(clause.code(), new Answering(lines(clause, met), remark, null, look));
        }
        return answers;
    }

    /** The judged lines of one clause. */
    public static Map<LineId, Boolean> lines(Clause clause, Predicate<LineId> met) {
        var judged = new HashMap<LineId, Boolean>();
        clause.lines().all().forEach(line -> judged.put(line.id(), met.test(line.id())));
        return judged;
    }
}
