package org.sanhao.server.matrix;

import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sanhao.server.access.Accounts;
import org.sanhao.server.access.Accounts.AccountDraft;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.SheetId;
import org.sanhao.server.evidence.Samples;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.pack.Packs;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.Browser.Answer;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.UsualCampaign;
import org.sanhao.server.support.Workbooks;
import org.sanhao.server.support.World;
import org.springframework.stereotype.Component;

/**
 * Two counties that both work: in each a campaign, sheets and a case; in the first a person in every kind of post. Whoever
 * acts in the first has no business in the second.
 */
@Component
class TwoCounties {
    static final String OWN = "石桥镇卫生院";
    static final String SIBLING = "青禾镇卫生院";
    static final String FOREIGN = "远山镇卫生院";

    private final World world;
    private final People people;
    private final Accounts accounts;
    private final Assessments assessments;
    private final Packs packs;
    private final Browser.Maker browsers;
    private final TestClock clock;
    private final Map<PostKind, Browser> holders = new EnumMap<>(PostKind.class);
    private final Map<String, Map<String, String>> subjects = new LinkedHashMap<>();

    TwoCounties(
            World world,
            People people,
            Accounts accounts,
            Assessments assessments,
            Packs packs,
            Browser.Maker browsers,
            TestClock clock) {
        this.world = world;
        this.people = people;
        this.accounts = accounts;
        this.assessments = assessments;
        this.packs = packs;
        this.browsers = browsers;
        this.clock = clock;
    }

    /** A signed-in browser of somebody of the first county, or of its first hospital, in this kind of post. */
    Browser holder(PostKind kind) {
        return holders.get(kind);
    }

    static boolean inHospital(PostKind kind) {
        return kind == PostKind.UNIT_ADMINISTRATOR || kind.fits(Level.INSTITUTION);
    }

    /** The things of an institution, by kind: unit, person, post, account, campaign, enrolment, sheet, case, evidence, link, import. */
    Map<String, String> of(String institution) {
        return subjects.get(institution);
    }

    void settle() {
        if (!holders.isEmpty()) {
            return;
        }
        clock.set(2026, 1, 15);
        world.aSmallProvince();
        for (var kind : PostKind.values()) {
            var login = "matrix." + kind.code();
            appoint(login, inHospital(kind) ? OWN : "望溪县", kind);
            holders.put(kind, browsers.signedIn(login, World.password()));
        }
        var ours = draft(holders.get(PostKind.HANDLER), List.of(OWN, SIBLING));
        var theirs = draft(browsers.signedIn("other.county", World.password()), List.of(FOREIGN));
        var draft = draft(browsers.signedIn("city.handler", World.password()), List.of(SIBLING));
        publish(holders.get(PostKind.HANDLER), ours);
        publish(browsers.signedIn("other.county", World.password()), theirs);
        clock.set(2026, 3, 1);
        for (var institution : List.of(OWN, SIBLING, FOREIGN)) {
            work(institution);
        }
        // Hospitals of a county share its campaign; what only the one next door is in is a draft of the city.
        subjects.get(SIBLING).put("campaign", draft);
        clock.set(2026, 9, 10);
        for (var institution : List.of(OWN, SIBLING, FOREIGN)) {
            apply(institution);
        }
    }

    private String draft(Browser handler, List<String> institutions) {
        var entries = institutions.stream()
                .map(name -> "{\"unitId\":\"%s\",\"mode\":\"must\",\"target\":\"basic\"}".formatted(world.unit(name)))
                .toList();
        var opened = handler.post("/api/campaigns", """
                {"packId":"primary-care-quality","packVersion":"2023.1","edition":2026,"title":"优质服务基层行",
                 "organisation":{"head":"甲","deputies":[],"members":[],"officeAt":"基层股","officeDirector":"乙",
                 "officeMembers":[]},"institutions":%s}
                """.formatted(entries));
        return id(opened);
    }

    private static void publish(Browser handler, String campaign) {
        done(handler.withHeader("If-Match", "\"1\"").post("/api/campaigns/" + campaign + "/publish", null));
    }

    private void work(String institution) {
        var own = new HashMap<String, String>();
        var login = login(institution, "officer");
        var post = appoint(login, institution, PostKind.QUALITY_OFFICER);
        appoint(login(institution, "director"), institution, PostKind.DIRECTOR);
        own.put("signer", persons.get(login(institution, "director")).toString());
        appoint(login(institution, "administrator"), institution, PostKind.UNIT_ADMINISTRATOR);
        own.put("unit", world.unit(institution).toString());
        own.put("post", post.toString());
        var officer = by(institution, "officer");
        var mine = officer.get("/api/my/enrolments");
        own.put("campaign", mine.text("/0/campaignId"));
        own.put("enrolment", mine.text("/0/enrolmentId"));
        own.put("sheet", mine.text("/0/sheetId"));
        own.put("person", persons.get(login).toString());
        own.put("account", accountOf(login));
        subjects.put(institution, own);
        assessments
                .bring(
                        Scope.SYSTEM,
                        new SheetId(UUID.fromString(own.get("sheet"))),
                        UsualCampaign.allMet(packs),
                        "test")
                .orThrow();
        var photo = Samples.jpeg(60, 40, 4000 + subjects.size());
        own.put("evidence", id(officer.postBytes("/api/evidence/files?name=a.jpg", photo)));
        own.put("link", id(officer.post("/api/sheets/" + own.get("sheet") + "/evidence", """
                {"evidenceId":"%s","clause":"1.1.1"}
                """.formatted(
                        own.get("evidence")))));
        own.put(
                "import",
                id(by(institution, "administrator")
                        .upload("/api/imports", "a.xlsx", Workbooks.of(Map.of("人员", new String[][] {
                            {"姓名", "单位"}, {"", login}
                        })))));
    }

    private void apply(String institution) {
        var own = subjects.get(institution);
        var officer = by(institution, "officer");
        own.put("case", id(officer.post("/api/enrolments/" + own.get("enrolment") + "/cases", "{\"tier\":\"basic\"}")));
        move(by(institution, "director"), own.get("case"), "SIGN");
        move(officer, own.get("case"), "SUBMIT");
        await().until(() -> officer.get("/api/progress/enrolments/" + own.get("enrolment") + "/clauses")
                        .status()
                == 200);
    }

    private static void move(Browser who, String review, String move) {
        var version = String.valueOf(done(who.get("/api/cases/" + review)).header("ETag"));
        done(who.withHeader("If-Match", version)
                .post("/api/cases/" + review + "/moves", "{\"move\":\"%s\",\"reason\":\"按规定办理\"}".formatted(move)));
    }

    private static String id(Answer answer) {
        return String.valueOf(done(answer).text("/id"));
    }

    private static Answer done(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError("the world is not as it should be: " + answer.body());
        }
        return answer;
    }

    private final Map<String, PersonId> persons = new HashMap<>();

    private Browser by(String institution, String role) {
        return browsers.signedIn(login(institution, role), World.password());
    }

    private static String login(String institution, String role) {
        return switch (institution) {
                    case OWN -> "own.";
                    case SIBLING -> "sibling.";
                    default -> "foreign.";
                }
                + role;
    }

    private String accountOf(String login) {
        var found = browsers.signedIn("sysadmin", World.password()).get("/api/accounts?q=" + login + "&limit=5");
        return found.text("/items/0/id");
    }

    private PostId appoint(String login, String unit, PostKind kind) {
        var person = PersonId.next();
        var post = PostId.next();
        persons.put(login, person);
        people.register(Scope.SYSTEM, List.of(new PersonDraft(person, world.unit(unit), "人" + login, null)), "test")
                .orThrow();
        people.appoint(
                        Scope.SYSTEM,
                        List.of(new PostDraft(post, person, world.unit(unit), Line.ADMINISTRATIVE, kind, kind.title())),
                        LocalDate.of(2020, 1, 1),
                        "test")
                .orThrow();
        accounts.open(Scope.SYSTEM, List.of(new AccountDraft(person, login, World.password(), false)), "test")
                .orThrow();
        return post;
    }
}
