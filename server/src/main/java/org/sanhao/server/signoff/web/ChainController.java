package org.sanhao.server.signoff.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.BusinessClock;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.IfMatch;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.institution.Units;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.MatterKind;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The chains of the acting person's office. */
@RestController
class ChainController {
    private final SignOffs signOffs;
    private final Units units;
    private final People people;
    private final BusinessClock clock;

    ChainController(SignOffs signOffs, Units units, People people, BusinessClock clock) {
        this.signOffs = signOffs;
        this.units = units;
        this.people = people;
        this.clock = clock;
    }

    /** @param held whether somebody holds it today */
    record PostView(@CodesOf(PostKind.class) String code, String title, boolean held) {
        static PostView of(PostKind kind, Set<PostKind> held) {
            return new PostView(kind.code(), kind.title(), held.contains(kind));
        }
    }

    /**
     * One step: posts of which any signs, or a meeting with its quorum.
     *
     * @param posts empty for a meeting
     * @param quorum null for a signature
     */
    record ChainStepView(
            String title, List<PostView> posts, @Nullable Integer quorum) {
        static ChainStepView of(Chain.Step step, Set<PostKind> held) {
            return switch (step) {
                case Chain.Signature signature ->
                    new ChainStepView(
                            step.title(),
                            signature.posts().stream()
                                    .sorted()
                                    .map(post -> PostView.of(post, held))
                                    .toList(),
                            null);
                case Chain.Meeting meeting -> new ChainStepView(step.title(), List.of(), meeting.quorum());
            };
        }
    }

    /**
     * One kind of matter.
     *
     * @param usual whether nothing is set: then one signature of any of the posts is enough
     */
    record ChainView(
            @CodesOf(MatterKind.class) String kind,
            String kindTitle,
            int version,
            boolean usual,
            List<ChainStepView> steps) {
        static ChainView of(MatterKind kind, Chain chain, Set<PostKind> held) {
            return new ChainView(
                    kind.code(),
                    kind.title(),
                    chain.version(),
                    chain.isUsual(),
                    chain.steps().stream()
                            .map(step -> ChainStepView.of(step, held))
                            .toList());
        }
    }

    record ChainsView(String office, List<PostView> posts, List<ChainView> chains) {}

    /** One step: a post, or a meeting by its name with how many have to be present. */
    record StepBody(
            @Nullable @CodesOf(PostKind.class) String post,
            @Nullable @Size(max = 30, message = "不超过 30 字") String meeting,
            @Nullable Integer quorum) {
        Chain.Step step() {
            if (post != null && meeting != null) {
                throw new RefusedException(
                        Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("steps", "一步是岗位或会议，不能都写"));
            }
            return post == null
                    ? new Chain.Meeting(meeting == null ? "" : meeting.strip(), quorum == null ? 0 : quorum)
                    : new Chain.Signature(EnumSet.of(ChainController.post(post)));
        }
    }

    /** @param steps none goes back to one signature */
    record ChainBody(
            @NotNull(message = "写明步骤") @Size(max = Chain.LONGEST, message = "不超过 6 步")
            List<@NotNull @Valid StepBody> steps) {}

    @GetMapping("/api/sign-off-chains")
    ChainsView chains(Acting acting) {
        acting.require(Ability.READ_WORK);
        var office = units.officeOf(acting.scope(), acting.post());
        var unit = units.find(acting.scope(), AsOf.NOW, office).orElseThrow();
        var held = people.heldIn(acting.scope(), unit, clock.today());
        return new ChainsView(
                unit.name(),
                Chain.postsAt(unit.level()).stream()
                        .map(post -> PostView.of(post, held))
                        .toList(),
                signOffs.chains(acting.scope(), office).entrySet().stream()
                        .map(each -> ChainView.of(each.getKey(), each.getValue(), held))
                        .toList());
    }

    @PutMapping("/api/sign-off-chains/{kind}")
    ResponseEntity<ChainView> set(
            Acting acting,
            @PathVariable String kind,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version,
            @Valid @RequestBody ChainBody body) {
        acting.require(Ability.SET_CHAIN);
        int seen = IfMatch.version(version);
        var wanted = SignOffController.kind(kind);
        var steps = body.steps().stream().map(StepBody::step).toList();
        var set = signOffs.set(
                        acting.scope(), units.officeOf(acting.scope(), acting.post()), wanted, seen, steps, acting.by())
                .orThrow();
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(set.version()))
                .body(ChainView.of(wanted, set, Set.of(PostKind.values())));
    }

    private static PostKind post(String code) {
        for (var kind : PostKind.values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new RefusedException(Refusal.of(ErrorCode.INVALID_FIELDS, 1).at("steps", "选择列出的岗位"));
    }
}
