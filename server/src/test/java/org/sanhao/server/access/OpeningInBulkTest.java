package org.sanhao.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.access.Accounts.AccountDraft;
import org.sanhao.server.access.Accounts.FirstPassword;
import org.sanhao.server.access.Accounts.Opening;
import org.sanhao.server.institution.Line;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.People.PersonDraft;
import org.sanhao.server.institution.People.PostDraft;
import org.sanhao.server.institution.PersonId;
import org.sanhao.server.institution.PostId;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.support.ServerTest;
import org.sanhao.server.support.Statements;
import org.sanhao.server.support.World;
import org.springframework.beans.factory.annotation.Autowired;

/** Accounts for a county take as many statements as an account for one. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpeningInBulkTest {
    @Autowired
    World world;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

    @BeforeAll
    void a_province() {
        world.aSmallProvince();
    }

    @Test
    void two_hundred_accounts_are_opened_with_the_statements_of_two() {
        var few = openings("few", 2, true);
        var many = openings("many", 200, true);

        var forFew = Statements.of(() -> opened(few));
        var forMany = Statements.of(() -> opened(many));

        assertThat(forMany).hasSameSizeAs(forFew).hasSizeLessThan(10);
    }

    @Test
    void the_same_holds_with_passwords_brought_along() {
        var few = drafts(openings("brought", 2, true));
        var many = drafts(openings("along", 100, true));

        var forFew =
                Statements.of(() -> accounts.open(Scope.SYSTEM, few, "test").orThrow());
        var forMany =
                Statements.of(() -> accounts.open(Scope.SYSTEM, many, "test").orThrow());

        assertThat(forMany).hasSameSizeAs(forFew);
    }

    @Test
    void one_among_many_who_has_an_account_or_no_post_or_is_unknown_stops_all() {
        var sound = openings("sound", 3, true);
        var taken = openings("taken", 1, true);
        opened(taken);

        assertThat(refusal(with(sound, new Opening(taken.getFirst().person(), "other.login"))))
                .isEqualTo(ErrorCode.ACCOUNT_EXISTS);
        assertThat(refusal(with(sound, openings("postless", 1, false).getFirst())))
                .isEqualTo(ErrorCode.NO_POST);
        assertThat(refusal(with(sound, new Opening(PersonId.next(), "nobody")))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(accounts.taken(sound.stream().map(Opening::login).toList())).isEmpty();
    }

    private List<FirstPassword> opened(List<Opening> openings) {
        return accounts.openWithFirstPasswords(Scope.SYSTEM, openings, "test").orThrow();
    }

    private ErrorCode refusal(List<Opening> openings) {
        return switch (accounts.openWithFirstPasswords(Scope.SYSTEM, openings, "test")) {
            case Outcome.Done<List<FirstPassword>> done -> throw new AssertionError("was opened");
            case Outcome.Refused<List<FirstPassword>>(var no) -> no.code();
        };
    }

    private static List<Opening> with(List<Opening> some, Opening one) {
        var all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    private static List<AccountDraft> drafts(List<Opening> openings) {
        return openings.stream()
                .map(each -> new AccountDraft(each.person(), each.login(), World.password(), true))
                .toList();
    }

    private List<Opening> openings(String name, int count, boolean withPost) {
        var drafts = new ArrayList<PersonDraft>();
        var posts = new ArrayList<PostDraft>();
        var openings = new ArrayList<Opening>();
        for (int i = 0; i < count; i++) {
            var person = PersonId.next();
            drafts.add(new PersonDraft(person, world.unit("石桥内科"), name + i, null));
            posts.add(new PostDraft(
                    PostId.next(), person, world.unit("石桥内科"), Line.ADMINISTRATIVE, PostKind.CLINICIAN, "医务人员"));
            openings.add(new Opening(person, name + "." + i));
        }
        people.register(Scope.SYSTEM, drafts, "test").orThrow();
        if (withPost) {
            people.appoint(Scope.SYSTEM, posts, LocalDate.of(2020, 1, 1), "test")
                    .orThrow();
        }
        return openings;
    }
}
