package org.sanhao.server.document.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sanhao.kernel.AsOf;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Ability;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.institution.People;
import org.sanhao.server.institution.Units;
import org.sanhao.server.signoff.Chain;
import org.sanhao.server.signoff.SignOff;
import org.sanhao.server.signoff.SignOffId;
import org.sanhao.server.signoff.SignOffs;
import org.springframework.stereotype.Component;

/**
 * The 审批单: what an office is asked, its chain with boxes to sign in, and what was signed by click so far.
 *
 * @basis law 14 of the field: a printed sheet, signed and scanned, is equal to a click
 */
@Component
class SignOffForm implements PrintedForm {
    static final String CODE = "sign-off";
    private static final String TO_SIGN = "签字：　　　　　　　年　　月　　日";
    private static final String TO_DECIDE = "纪要编号：　　　　　　年　　月　　日";

    private final SignOffs signOffs;
    private final Units units;
    private final People people;

    SignOffForm(SignOffs signOffs, Units units, People people) {
        this.signOffs = signOffs;
        this.units = units;
        this.people = people;
    }

    @Override
    public String code() {
        return CODE;
    }

    /** Inside its office only: how an office agrees with itself is nobody else's business. */
    private Optional<SignOff> sheet(Acting acting, UUID subject) {
        return signOffs.find(acting.scope(), new SignOffId(subject))
                .filter(sheet -> sheet.matter().office().equals(units.officeOf(acting.scope(), acting.post())));
    }

    @Override
    public Outcome<Place> place(Acting acting, UUID subject) {
        var sheet = sheet(acting, subject);
        if (sheet.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var matter = sheet.get().matter();
        return units.find(acting.scope(), AsOf.NOW, matter.office())
                .map(office -> Outcome.done(new Place(office, matter.kind().code() + " " + matter.subject())))
                .orElseGet(() -> Refusal.of(ErrorCode.NOT_FOUND).asOutcome());
    }

    @Override
    public Outcome<Facts> facts(Acting acting, UUID subject) {
        var found = sheet(acting, subject);
        if (found.isEmpty()) {
            return Refusal.of(ErrorCode.NOT_FOUND).asOutcome();
        }
        var sheet = found.get();
        var matter = sheet.matter();
        boolean last = signOffs.last(acting.scope(), matter.kind(), matter.subject())
                .filter(each -> each.id().equals(sheet.id()))
                .isPresent();
        if (!last || sheet.state() == SignOff.State.OVERTAKEN) {
            return Refusal.of(ErrorCode.SHEET_OVERTAKEN).asOutcome();
        }
        var ids = new ArrayList<>(List.of(sheet.openedBy()));
        sheet.marks().forEach(mark -> mark.people().forEach(ids::add));
        var names = people.namesOf(acting.scope(), ids.stream().distinct().toList());
        return Outcome.done(Facts.gather()
                .words(
                        "office",
                        units.find(acting.scope(), AsOf.NOW, matter.office())
                                .orElseThrow()
                                .name())
                .words("kind", matter.kind().title())
                .words("matter", matter.title())
                .words("hash", matter.hash())
                .name("openedBy", names.getOrDefault(sheet.openedBy(), ""))
                .words("openedAt", PrintedDays.moment(sheet.openedAt()))
                .words("state", state(sheet))
                .rows("steps", steps(sheet, names, signOffs.contests(acting.scope(), sheet.id())))
                .facts());
    }

    private static String state(SignOff sheet) {
        return sheet.waitsFor()
                .map(step -> "已签 " + sheet.marks().size() + " 步，待" + step.title())
                .orElseGet(() -> sheet.state().title());
    }

    private static List<Facts> steps(SignOff sheet, Map<String, String> names, List<SignOff.Contest> contests) {
        var steps = new ArrayList<Facts>();
        for (int i = 0; i < sheet.chain().steps().size(); i++) {
            var step = sheet.chain().steps().get(i);
            var row = Facts.gather().words("n", i + 1).words("title", title(step));
            if (i < sheet.marks().size()) {
                var mark = sheet.marks().get(i);
                row.words("opinion", (mark.agreed() ? "同意。" : "退回。") + mark.opinion())
                        .words("sign", given(mark, contests))
                        .name("by", names.getOrDefault(mark.by(), ""))
                        .words(
                                "on",
                                "　"
                                        + (mark.paper() == null
                                                ? PrintedDays.day(mark.at())
                                                : PrintedDays.day(mark.paper().on())));
            } else {
                row.words("opinion", "意见：")
                        .words("sign", step instanceof Chain.Meeting ? TO_DECIDE : TO_SIGN)
                        .words("by", "")
                        .words("on", "");
            }
            steps.add(row.facts());
        }
        return steps;
    }

    private static String given(SignOff.Mark mark, List<SignOff.Contest> contests) {
        if (mark.paper() == null) {
            return "已在系统签批：";
        }
        boolean contested = contests.stream().anyMatch(each -> each.step() == mark.step());
        return contested ? "已在纸上签字（本人有异议）：" : "已在纸上签字：";
    }

    private static String title(Chain.Step step) {
        return step instanceof Chain.Meeting meeting
                ? meeting.name() + "（到会不少于 " + meeting.quorum() + " 人）"
                : step.title();
    }

    @Override
    public Optional<Refusal> barsHandling(Acting acting, UUID subject) {
        if (sheet(acting, subject).isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_FOUND));
        }
        return acting.can(Ability.DECIDE) || acting.can(Ability.APPLY)
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.NOT_ALLOWED));
    }

    @Override
    public Optional<Refusal> barsReceiving(Acting acting, UUID subject) {
        return barsHandling(acting, subject);
    }
}
