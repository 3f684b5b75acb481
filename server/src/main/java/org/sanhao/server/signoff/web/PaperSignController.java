package org.sanhao.server.signoff.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.http.RequestOnce;
import org.sanhao.server.institution.Units;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who may have signed a printed sheet, and what they say against it. */
@RestController
class PaperSignController {
    private final SignOffs signOffs;
    private final Units units;
    private final RequestOnce once;

    PaperSignController(SignOffs signOffs, Units units, RequestOnce once) {
        this.signOffs = signOffs;
        this.units = units;
        this.once = once;
    }

    record SignerView(UUID id, String name, String postTitle) {}

    /**
     * A step that is not signed yet.
     *
     * @param quorum how many have to be present where a meeting decides, null for a signature
     * @param signers who may have signed it on paper
     */
    record OpenStepView(int step, String title, @Nullable Integer quorum, List<SignerView> signers) {}

    record ContestBody(
            @Min(0) int step,

            @NotBlank(message = "写明哪里不对") @Size(max = 500, message = "不超过 500 字")
            String why) {}

    record ContestView(int step, String why, String state) {}

    @GetMapping("/api/sign-offs/{id}/signers")
    List<OpenStepView> signers(Acting acting, @PathVariable UUID id) {
        acting.require(Ability.READ_WORK);
        var sheet = signOffs.find(acting.scope(), new SignOffId(id))
                .filter(found -> found.matter().office().equals(units.officeOf(acting.scope(), acting.post())))
                .orElseThrow(() -> new RefusedException(Refusal.of(ErrorCode.NOT_FOUND)));
        var people = signOffs.mayHaveSigned(acting.scope(), sheet);
        var open = new ArrayList<OpenStepView>();
        for (int i = 0; i < people.size(); i++) {
            int at = sheet.marks().size() + i;
            var step = sheet.chain().steps().get(at);
            open.add(new OpenStepView(
                    at,
                    step.title(),
                    step instanceof Chain.Meeting meeting ? meeting.quorum() : null,
                    people.get(i).stream()
                            .map(each -> new SignerView(each.id().value(), each.name(), each.postTitle()))
                            .toList()));
        }
        return open;
    }

    @PostMapping("/api/sign-offs/{id}/contests")
    ResponseEntity<ContestView> contest(
            Acting acting, @PathVariable UUID id, @Valid @RequestBody ContestBody body, HttpServletRequest request) {
        acting.require(Ability.READ_WORK);
        return once.act(
                request,
                acting.scope(),
                acting.by(),
                body,
                () -> signOffs.contest(acting.scope(), new SignOffId(id), body.step(), body.why(), acting.post())
                        .map(sheet -> ResponseEntity.ok(new ContestView(
                                body.step(), body.why(), sheet.state().code()))));
    }
}
