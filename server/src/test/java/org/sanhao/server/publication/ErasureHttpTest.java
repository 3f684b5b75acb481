package org.sanhao.server.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanhao.server.support.World.password;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.lang.pack.result.ResultCheck;
import org.sanhao.proof.Commitment;
import org.sanhao.proof.Digest;
import org.sanhao.server.audit.service.Checker;
import org.sanhao.server.audit.service.Sealer;
import org.sanhao.server.institution.Level;
import org.sanhao.server.jobs.Job;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.DatabaseAddress;
import org.sanhao.server.postgres.SecretBox;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.Browser;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.TestClock;
import org.sanhao.server.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/** Who objected is forgotten on request and in time; that somebody did, and every hash, stays. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureHttpTest {
    private static final String NAME = "梁知微";
    private static final String WORDS = "我二月去过三次，这家卫生院都没有开门";

    @Autowired
    Browser.Maker browsers;

    @Autowired
    Publications publications;

    @Autowired
    TestClock clock;

    @Autowired
    DatabaseAddress database;

    @Autowired
    DataFolder folder;

    @Autowired
    Sealer sealer;

    @Autowired
    Checker checker;

    @Autowired
    List<Job> jobs;

    @Autowired
    ProposedCases cases;

    CaseId asked;
    CaseId aged;
    Browser head;

    @BeforeAll
    void two_cases_the_city_proposes() {
        var proposed = cases.propose("石桥镇卫生院", "青禾镇卫生院");
        asked = proposed.get(0).id();
        aged = proposed.get(1).id();
    }

    @BeforeEach
    void the_head_of_the_deciding_body() {
        clock.set(2026, 9, 2);
        head = browsers.signedIn("city.head", password());
    }

    private record Kept(byte @Nullable [] sealed, String commitment) {}

    private String objectedTo(CaseId id) {
        cases.make(id, new Command.Plain(Move.OPEN_NOTICE, ""), Who.authority(Level.CITY, false));
        var notice = publications.noticeOf(Publications.EVERYBODY, id).orElseThrow();
        return publications
                .object(
                        notice.code(),
                        UUID.randomUUID().toString(),
                        Objection.Mode.REAL_NAME,
                        new Objection.Said(NAME, "某镇某村 1 号", WORDS))
                .orThrow();
    }

    private String path(CaseId id) {
        return "/api/cases/" + id + "/objections/"
                + publications.objections(Scope.SYSTEM, id).getFirst().id();
    }

    private Kept kept(CaseId id) throws SQLException {
        try (var connection = TestPostgres.superuser(database);
                var select = connection.prepareStatement("""
                        SELECT p.sealed, o.commitment FROM publication.objection o
                        JOIN publication.objection_person p ON p.objection_id = o.id WHERE o.id = ?
                        """)) {
            select.setObject(
                    1, publications.objections(Scope.SYSTEM, id).getFirst().id().value());
            try (var row = select.executeQuery()) {
                row.next();
                return new Kept(row.getBytes(1), row.getString(2));
            }
        }
    }

    private byte[] resultFile(CaseId id) {
        var code =
                publications.resultOf(Publications.EVERYBODY, id).orElseThrow().code();
        return publications
                .file(Publications.EVERYBODY, code)
                .orElseThrow()
                .json()
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<String> acts(String act) {
        return browsers
                .signedIn("auditor", password())
                .get("/api/audit/entries?limit=200")
                .texts("/items", "act")
                .stream()
                .filter(act::equals)
                .toList();
    }

    @Test
    void on_request_after_the_answer_with_a_reason_by_a_head_of_the_deciding_body_alone() throws SQLException {
        var tracking = objectedTo(asked);
        var erasure = path(asked) + "/erasure";
        var why = "{\"reason\":\"本人要求删除\"}";

        var early = head.post(erasure, why);
        assertThat(early.text("/code")).isEqualTo("SH-8009");
        assertThat(head.get("/api/cases/" + asked + "/publication").text("/objections/0/words"))
                .isEqualTo(WORDS);

        assertThat(head.post(path(asked) + "/answer", "{\"upheld\":false,\"reason\":\"二月为整体搬迁，已公告\"}")
                        .status())
                .isEqualTo(200);
        clock.set(2026, 9, 10);
        cases.make(
                asked, new Command.Announce("安卫〔2026〕1号", LocalDate.of(2026, 9, 10)), Who.authority(Level.CITY, true));
        var before = resultFile(asked);
        var held = kept(asked);
        assertThat(opens(asked, held)).isTrue();

        for (var other : List.of("city.handler", "county.head", "director")) {
            assertThat(browsers.signedIn(other, password()).post(erasure, why).status())
                    .as(other)
                    .isIn(403, 404);
        }
        assertThat(browsers.signedIn("other.county", password())
                        .post(erasure, why)
                        .status())
                .isEqualTo(404);
        assertThat(head.post(erasure, "{\"reason\":\" \"}").status()).isEqualTo(400);
        assertThat(kept(asked).sealed()).isEqualTo(held.sealed());

        assertThat(head.post(erasure, why).status()).isEqualTo(200);

        var tombstone = head.get("/api/cases/" + asked + "/publication");
        assertThat(tombstone.text("/objections/0/erasedOn")).isEqualTo("2026-09-10");
        assertThat(tombstone.text("/objections/0/erasedWhy")).isEqualTo("本人要求删除");
        assertThat(tombstone.text("/objections/0/receivedOn")).isEqualTo("2026-09-02");
        assertThat(tombstone.text("/objections/0/reason")).contains("已公告");
        assertThat(tombstone.body()).doesNotContain(NAME).doesNotContain(WORDS);
        assertThat(head.post(path(asked) + "/opening", why).text("/code")).isEqualTo("SH-8005");
        assertThat(head.post(erasure, why).text("/code")).isEqualTo("SH-8005");
        var followed = publications.follow(tracking).orElseThrow();
        assertThat(followed.reason()).contains("已公告");
        assertThat(followed.erasedOn()).isEqualTo("2026-09-10");

        // Nothing that was signed or hashed rests on what is gone.
        assertThat(kept(asked).sealed()).isNull();
        assertThat(kept(asked).commitment()).isEqualTo(held.commitment());
        assertThat(resultFile(asked)).isEqualTo(before);
        assertThat(ResultCheck.check(resultFile(asked)).faults()).isEmpty();
        assertThat(ResultCheck.check(before).file().document().notice().objections())
                .isEqualTo(1);
        sealer.seal();
        assertThat(checker.check("test").sound()).isTrue();
        assertThat(acts("POST /api/cases/{id}/objections/{objection}/erasure")).isNotEmpty();
    }

    private boolean opens(CaseId id, Kept held) {
        var about = publications.objections(Scope.SYSTEM, id).getFirst().id().toString();
        var plain = new String(
                SecretBox.of(folder, "publication-words").open(Objects.requireNonNull(held.sealed()), about),
                StandardCharsets.UTF_8);
        int cut = plain.indexOf('\u001f');
        return plain.contains(NAME)
                && Commitment.opens(
                        Digest.parse(held.commitment()),
                        new Commitment.Salt(plain.substring(0, cut)),
                        plain.substring(cut + 1));
    }

    @Test
    void in_time_when_the_answer_is_as_old_as_the_settings_say_and_not_a_day_before() throws SQLException {
        objectedTo(aged);
        var job = jobs.stream()
                .filter(each -> each.name().equals("objection-days"))
                .findFirst()
                .orElseThrow();
        clock.set(2030, 1, 1);
        job.run();
        assertThat(kept(aged).sealed()).as("never before it is answered").isNotNull();
        clock.set(2026, 9, 2);
        assertThat(head.post(path(aged) + "/answer", "{\"upheld\":false,\"reason\":\"有开诊记录\"}")
                        .status())
                .isEqualTo(200);
        var held = kept(aged);

        clock.set(2027, 9, 1);
        job.run();
        assertThat(kept(aged).sealed()).isEqualTo(held.sealed());
        clock.set(2027, 9, 2);
        job.run();

        assertThat(kept(aged).sealed()).isNull();
        assertThat(kept(aged).commitment()).isEqualTo(held.commitment());
        var tombstone = publications.objections(Scope.SYSTEM, aged).getFirst();
        assertThat(tombstone.erasedOn()).isEqualTo("2027-09-02");
        assertThat(tombstone.erasedWhy()).isEqualTo("答复满 365 天，按期删除");
        assertThat(tombstone.words()).isNull();
        assertThat(tombstone.reason()).isEqualTo("有开诊记录");
        assertThat(publications.eraseAnswered(LocalDate.of(2027, 9, 2))).isZero();
        assertThat(acts("OWN objection-days")).hasSize(1);
    }
}
