package org.sanhao.server.publication.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.server.publication.Objection.Said;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Move;

class PublicationRulesTest {
    private static final String WORDS = "公示说每周五天开诊，我去过两次都没有开";

    @Test
    void every_move_of_an_announced_case_but_the_filing_says_what_became_of_its_result() {
        var published = Set.<Class<? extends CaseState>>of(
                CaseState.Announced.class, CaseState.InForce.class, CaseState.MustRectify.class);

        var silent = Arrays.stream(Move.values())
                .filter(move -> move.from().stream().anyMatch(published::contains))
                .filter(move -> ResultState.after(move.event()).isEmpty())
                .toList();

        assertThat(silent).containsExactly(Move.FILE);
        assertThat(ResultState.after(Move.ANNOUNCE.event())).contains(ResultState.ANNOUNCED);
        assertThat(ResultState.after(Move.OBJECT.event())).isEmpty();
    }

    @Test
    void a_result_counts_while_it_is_in_force_and_while_faults_are_being_mended() {
        assertThat(Arrays.stream(ResultState.values()).filter(ResultState::holds))
                .containsExactly(ResultState.IN_FORCE, ResultState.MUST_RECTIFY);
        assertThat(Arrays.stream(ResultState.values()))
                .allSatisfy(state -> assertThat(ResultState.of(state.code())).isEqualTo(state));
    }

    @Test
    void an_objection_says_who_how_to_answer_and_what() {
        assertThat(ObjectionRules.against(new Said("某人", "某处", WORDS))).isEmpty();

        var all = ObjectionRules.against(new Said(" ", "", "太短"));

        assertThat(all).hasSize(1);
        assertThat(all.getFirst().code()).isEqualTo(ErrorCode.OBJECTION_INCOMPLETE);
        assertThat(all.getFirst().fields())
                .extracting(fault -> fault.field())
                .containsExactly("name", "contact", "words");
    }

    @Test
    void a_text_marked_as_secret_is_not_taken_and_the_mere_word_is() {
        assertThat(ObjectionRules.against(new Said("某人", "某处", WORDS + "，还秘密收费")))
                .isEmpty();
        for (var mark : List.of("绝密", "机密", "秘密", "【秘密】", "秘密★1年")) {
            assertThat(ObjectionRules.against(new Said("某人", "某处", mark + "\n" + WORDS)))
                    .extracting(refusal -> refusal.code())
                    .containsExactly(ErrorCode.SECRET_TEXT);
        }
    }
}
