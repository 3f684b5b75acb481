package org.sanhao.server.review.service;

import java.util.UUID;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.review.CaseId;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Command;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.review.domain.Who;
import org.sanhao.server.review.store.CaseStore;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignedAct;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Moves cases when the chain of an office is through: the last signature is the move. */
@Configuration
class SignedCases {
    private final CaseStore cases;
    private final CaseMoves moves;
    private final SignedMoves signed;

    SignedCases(CaseStore cases, CaseMoves moves, SignedMoves signed) {
        this.cases = cases;
        this.moves = moves;
        this.signed = signed;
    }

    @Bean
    SignedAct signedOpinion() {
        return new Act(MatterKind.OPINION);
    }

    @Bean
    SignedAct signedApplication() {
        return new Act(MatterKind.APPLICATION);
    }

    private final class Act implements SignedAct {
        private final MatterKind kind;

        Act(MatterKind kind) {
            this.kind = kind;
        }

        @Override
        public MatterKind kind() {
            return kind;
        }

        @Override
        public Outcome<Matter> matter(Scope scope, UUID subject) {
            return cases.find(new CaseId(subject))
                    .map(review -> signed.of(scope, review, kind))
                    .orElseGet(() -> Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
        }

        @Override
        public Outcome<Boolean> carryOut(Scope scope, Matter matter, String by) {
            return move(
                    scope, matter, new Command.Plain(kind == MatterKind.OPINION ? Move.SIGN_OPINION : Move.SIGN), by);
        }

        /** An opinion goes back to the desk; what an institution did not sign simply stays unsigned. */
        @Override
        public Outcome<Boolean> sendBack(Scope scope, Matter matter, String why, String by) {
            return kind == MatterKind.OPINION
                    ? move(scope, matter, new Command.Plain(Move.RECONSIDER, why), by)
                    : Outcome.done(true);
        }

        private Outcome<Boolean> move(Scope scope, Matter matter, Command command, String by) {
            var review = cases.find(new CaseId(matter.subject())).orElseThrow();
            return moves.move(scope, review.id(), command, signer(review), review.version(), by)
                    .map(moved -> true);
        }

        /** The chain entitles, not the post of whoever signs last. */
        private Who signer(CaseRecord review) {
            return review.review().state() instanceof CaseState.Held held && kind == MatterKind.OPINION
                    ? Who.authority(held.at(), true)
                    : Who.applicant(true);
        }
    }
}
