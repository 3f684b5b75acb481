package org.sanhao.server.signoff.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.UnitId;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOff.Minutes;
import org.sanhao.server.signoff.SignOff.State;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.domain.Signing.Signer;
import org.sanhao.server.signoff.domain.Signing.Word;

class SigningTest {
    private static final Instant NOW = Instant.parse("2026-09-03T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 9, 3);
    private static final Signer HANDLER = new Signer("handler", PostKind.HANDLER, "经办", null);
    private static final Signer SECTION = new Signer("section", PostKind.DIVISION_HEAD, "股长", null);
    private static final Signer LEADER = new Signer("leader", PostKind.LEADER_IN_CHARGE, "分管副局长", null);

    private static SignOff sheetFor(String openedBy, PostKind... steps) {
        return new SignOff(
                SignOffId.next(),
                new Matter(MatterKind.OPINION, UUID.randomUUID(), UnitId.next(), "石桥镇卫生院 · 不通过", "sha-256:0"),
                Chain.of(
                        1,
                        Arrays.stream(steps)
                                .map(post -> (Chain.Step) new Chain.Signature(Set.of(post)))
                                .toList()),
                List.of(),
                State.OPEN,
                NOW,
                openedBy,
                "adm/a/");
    }

    private static Outcome<SignOff> signed(SignOff sheet, Signer signer, Word word) {
        return Signing.sign(sheet, signer, word, TODAY, NOW);
    }

    private static SignOff agreed(SignOff sheet, Signer signer) {
        return signed(sheet, signer, new Word(true, "", null)).orThrow();
    }

    private static ErrorCode refusal(SignOff sheet, Signer signer, boolean agrees, String opinion) {
        return signed(sheet, signer, new Word(agrees, opinion, null)) instanceof Outcome.Refused<SignOff>(var no)
                ? no.code()
                : null;
    }

    @Test
    void a_sheet_goes_from_step_to_step_and_is_agreed_at_the_end() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        var first = agreed(sheet, SECTION);
        var last = agreed(first, LEADER);

        assertThat(first.state()).isEqualTo(State.OPEN);
        assertThat(first.waitsFor().orElseThrow().title()).isEqualTo("分管领导");
        assertThat(last.state()).isEqualTo(State.AGREED);
        assertThat(last.waitsFor()).isEmpty();
        assertThat(refusal(last, LEADER, true, "")).isEqualTo(ErrorCode.SIGN_OFF_OVER);
    }

    @Test
    void only_the_post_whose_turn_it_is_signs() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        assertThat(refusal(sheet, LEADER, true, "")).isEqualTo(ErrorCode.SIGN_OFF_NOT_YOURS);
        assertThat(refusal(sheet, HANDLER, true, "")).isEqualTo(ErrorCode.SIGN_OFF_NOT_YOURS);
    }

    @Test
    void nobody_signs_twice_and_whoever_put_it_up_does_not_close_it() {
        var both = new Signer("section", PostKind.LEADER_IN_CHARGE, "分管副局长", null);
        var sheet = sheetFor("section", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        assertThat(refusal(agreed(sheet, SECTION), both, true, "")).isEqualTo(ErrorCode.SIGN_OFF_TWICE);
        var own = sheetFor("leader", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);
        assertThat(refusal(agreed(own, SECTION), LEADER, true, "")).isEqualTo(ErrorCode.SIGN_OFF_OWN);
    }

    @Test
    void whoever_sends_back_says_why() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        assertThat(refusal(sheet, SECTION, false, " ")).isEqualTo(ErrorCode.REASON_REQUIRED);
        assertThat(refusal(sheet, SECTION, true, "长".repeat(2_001))).isEqualTo(ErrorCode.INVALID_FIELDS);
        var back = signed(sheet, SECTION, new Word(false, "3.1.2 再核实", null)).orThrow();
        assertThat(back.state()).isEqualTo(State.SENT_BACK);
        assertThat(refusal(back, SECTION, true, "")).isEqualTo(ErrorCode.SIGN_OFF_OVER);
    }

    @Test
    void whoever_signs_in_somebodys_place_lends_both_their_words() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);
        var inPlace = new Signer("section", PostKind.LEADER_IN_CHARGE, "分管副局长", "leader");
        var other = new Signer("colleague", PostKind.LEADER_IN_CHARGE, "分管副局长", "leader");

        assertThat(refusal(agreed(sheet, SECTION), inPlace, true, "")).isEqualTo(ErrorCode.SIGN_OFF_TWICE);
        var signed = agreed(agreed(sheet, SECTION), other);
        assertThat(signed.state()).isEqualTo(State.AGREED);
        assertThat(signed.marks().getLast().forWhom()).isEqualTo("leader");
        var own = sheetFor("leader", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);
        assertThat(refusal(agreed(own, SECTION), other, true, "")).isEqualTo(ErrorCode.SIGN_OFF_OWN);
    }

    @Test
    void a_meeting_decides_with_its_quorum_and_the_number_of_its_minutes() {
        var plain = sheetFor("handler", PostKind.DIVISION_HEAD);
        var sheet = new SignOff(
                plain.id(),
                plain.matter(),
                Chain.of(1, List.of(new Chain.Meeting("局长办公会", 3))),
                List.of(),
                State.OPEN,
                NOW,
                "handler",
                "adm/a/");

        assertThat(refusal(sheet, HANDLER, true, "")).isEqualTo(ErrorCode.INVALID_FIELDS);
        assertThat(met(sheet, TODAY.plusDays(1), "甲", "乙", "丙")).isEqualTo(ErrorCode.INVALID_FIELDS);
        assertThat(met(sheet, TODAY, "甲", "乙", "乙 ")).isEqualTo(ErrorCode.MEETING_NO_QUORUM);
        assertThat(met(sheet, TODAY, "甲", "乙", "丙")).isNull();
    }

    private static ErrorCode met(SignOff sheet, LocalDate on, String... present) {
        var minutes = new Minutes("〔2026〕12号", on, List.of(present));
        return signed(sheet, HANDLER, new Word(true, "", minutes)) instanceof Outcome.Refused<SignOff>(var no)
                ? no.code()
                : null;
    }

    @Property
    void an_agreed_sheet_has_one_signature_per_step_each_of_another_person_and_the_right_post(
            @ForAll @Size(min = 1, max = 4) List<PostKind> steps, @ForAll @Size(max = 12) List<PostKind> tries) {
        var sheet = sheetFor("handler", steps.toArray(PostKind[]::new));
        int n = 0;
        for (var post : tries) {
            var signed = signed(sheet, new Signer("p" + n++ % 5, post, post.title(), null), new Word(true, "", null));
            sheet = signed instanceof Outcome.Done<SignOff>(var after) ? after : sheet;
        }

        assertThat(sheet.marks()).extracting(SignOff.Mark::by).doesNotHaveDuplicates();
        for (int i = 0; i < sheet.marks().size(); i++) {
            assertThat(sheet.marks().get(i).postTitle()).isEqualTo(steps.get(i).title());
        }
        assertThat(sheet.state() == State.AGREED).isEqualTo(sheet.marks().size() == steps.size());
    }

    private static Outcome<SignOff> inked(SignOff sheet, Signer signer, LocalDate on) {
        var paper = new SignOff.OnPaper(on, "handler", "2026-000001 第 1 版", UUID.randomUUID());
        return Signing.signOnPaper(sheet, signer, new Word(true, "", null), paper, TODAY, NOW);
    }

    @Test
    void a_signature_on_paper_counts_as_a_click_and_names_who_entered_it() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        var first = inked(sheet, SECTION, TODAY).orThrow();
        var last = agreed(first, LEADER);

        assertThat(first.marks().getFirst().by()).isEqualTo("section");
        assertThat(first.marks().getFirst().people()).containsExactly("section", "handler");
        assertThat(last.state()).isEqualTo(State.AGREED);
        assertThat(last.marks().getLast().paper()).isNull();
    }

    @Test
    void a_day_before_it_was_put_up_or_after_today_stands_on_no_paper() {
        var sheet = sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE);

        for (var on : List.of(TODAY.minusDays(1), TODAY.plusDays(1))) {
            assertThat(inked(sheet, SECTION, on))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            no -> assertThat(no.refusal().code()).isEqualTo(ErrorCode.PAPER_SIGN_DAY));
        }
    }

    @Test
    void on_paper_nobody_signs_twice_and_whoever_put_it_up_does_not_close_it() {
        var twice = inked(sheetFor("handler", PostKind.DIVISION_HEAD, PostKind.DIVISION_HEAD), SECTION, TODAY)
                .orThrow();
        var own = inked(sheetFor("leader", PostKind.DIVISION_HEAD, PostKind.LEADER_IN_CHARGE), SECTION, TODAY)
                .orThrow();

        assertThat(((Outcome.Refused<SignOff>) inked(twice, SECTION, TODAY))
                        .refusal()
                        .code())
                .isEqualTo(ErrorCode.SIGN_OFF_TWICE);
        assertThat(((Outcome.Refused<SignOff>) inked(own, LEADER, TODAY))
                        .refusal()
                        .code())
                .isEqualTo(ErrorCode.SIGN_OFF_OWN);
    }
}
