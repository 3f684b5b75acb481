package org.sanhao.server.review.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Id;
import org.sanhao.proof.HashAlgorithm;
import org.sanhao.server.assessment.Assessments;
import org.sanhao.server.assessment.Sheet;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.Unit;
import org.sanhao.server.institution.Units;
import org.sanhao.server.review.CaseMoved;
import org.sanhao.server.review.CaseRecord;
import org.sanhao.server.review.domain.CaseState;
import org.sanhao.server.review.domain.Move;
import org.sanhao.server.scope.Scope;
import org.sanhao.server.signoff.Matter;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Which moves of a case go along the chain of an office, and what its signers put their names to: the institution's
 * application, the opinion of a level.
 *
 * @basis law 14 of the field: what binds others goes through sign-off
 */
@Component
class SignedMoves {
    private final SignOffs signOffs;
    private final Units units;
    private final CampaignPacks packs;
    private final Assessments assessments;

    SignedMoves(SignOffs signOffs, Units units, CampaignPacks packs, Assessments assessments) {
        this.signOffs = signOffs;
        this.units = units;
        this.packs = packs;
        this.assessments = assessments;
    }

    /** What stands against a move that a chain decides. */
    Optional<Refusal> bars(Scope scope, CaseRecord before, Move move) {
        return switch (move) {
            case SIGN -> signOffs.bars(scope, matter(scope, before, MatterKind.APPLICATION));
            case SIGN_OPINION -> signOffs.bars(scope, matter(scope, before, MatterKind.OPINION));
            case RECONSIDER -> signOffs.barsReturn(scope, matter(scope, before, MatterKind.OPINION));
            default -> Optional.empty();
        };
    }

    /** An opinion that was given goes along the chain by itself, where there is one. */
    Outcome<CaseRecord> begin(Scope scope, CaseRecord after, String by) {
        return after.review().state() instanceof CaseState.OpinionGiven
                ? signOffs.begin(scope, matter(scope, after, MatterKind.OPINION), by)
                        .map(begun -> after)
                : Outcome.done(after);
    }

    /** The matter of a case as it stands, or why there is none now. */
    Outcome<Matter> of(Scope scope, CaseRecord review, MatterKind kind) {
        boolean there = kind == MatterKind.APPLICATION
                ? review.review().state() instanceof CaseState.SelfAssessing
                : review.review().state() instanceof CaseState.OpinionGiven;
        return there
                ? Outcome.done(matter(scope, review, kind))
                : Refusal.of(ErrorCode.MOVE_NOT_NOW, "送签" + kind.title()).asOutcome();
    }

    /** Whoever looks at the sheet of an office must not find it waiting for what has long moved on. */
    @ApplicationModuleListener
    void on(CaseMoved moved) {
        for (var kind : new MatterKind[] {MatterKind.APPLICATION, MatterKind.OPINION}) {
            if (!moved.state().equals(standing(kind))) {
                signOffs.overtake(Scope.SYSTEM, kind, moved.reviewCase().value());
            }
        }
    }

    private static String standing(MatterKind kind) {
        return kind == MatterKind.APPLICATION
                ? CaseState.SelfAssessing.class.getSimpleName()
                : CaseState.OpinionGiven.class.getSimpleName();
    }

    private Matter matter(Scope scope, CaseRecord review, MatterKind kind) {
        var tier = review.review().state() instanceof CaseState.OpinionGiven opinion
                ? opinion.tier()
                : review.review().appliedTier();
        var verdict = kind == MatterKind.APPLICATION
                ? "申报" + title(scope, review, tier)
                : tier == null ? "不通过" : "同意" + title(scope, review, tier);
        var text = String.join(
                "\n",
                kind.code(),
                review.id().toString(),
                Integer.toString(review.version()),
                verdict,
                kind == MatterKind.APPLICATION ? claim(scope, review) : "");
        return new Matter(
                kind,
                review.id().value(),
                office(scope, review, kind).id(),
                review.unitName() + " · " + verdict,
                HashAlgorithm.SHA_256.ofText(text).text());
    }

    /** The living sheet as it would be frozen now: whoever signs an application signs what is claimed in it. */
    private String claim(Scope scope, CaseRecord review) {
        return assessments.sheetsOf(scope, review.enrolment()).stream()
                .filter(Sheet::isSelf)
                .findFirst()
                .map(own -> assessments.freeze(scope, own.id()).hash())
                .orElse("");
    }

    private String title(Scope scope, CaseRecord review, @Nullable String tier) {
        var id = tier == null ? null : Id.parse(tier);
        return id == null
                ? ""
                : packs.of(scope, review.campaign())
                        .tier(id)
                        .map(found -> found.title().zh())
                        .orElse("");
    }

    private Unit office(Scope scope, CaseRecord review, MatterKind kind) {
        var level = kind == MatterKind.APPLICATION
                ? Level.INSTITUTION
                : ((CaseState.Held) review.review().state()).at();
        return level == Level.INSTITUTION
                ? units.find(scope, AsOf.NOW, review.unit()).orElseThrow()
                : units.above(scope, review.unit()).stream()
                        .filter(unit -> unit.level() == level)
                        .findFirst()
                        .orElseThrow();
    }
}
