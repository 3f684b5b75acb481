package org.sanhao.server.review.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.lang.pack.Pack;
import org.sanhao.server.review.domain.Reapplication;
import org.sanhao.server.review.domain.Reapplication.Reason;
import org.sanhao.server.review.domain.SelfAssessmentMonths;

/**
 * What stands between an institution and its application: months of self-assessment, and the three dates.
 *
 * @basis F1 三（二） at least six months of self-assessment; F1 三（三） once a year, six months after a refusal
 */
final class ApplicationGate {
    private ApplicationGate() {}

    /**
     * Empty when the way is open.
     *
     * @param started the first day of self-assessment, if it has begun
     * @param notBefore what the three dates come to when nothing is possible before a day
     */
    static Optional<Refusal> bars(
            Pack pack, Optional<LocalDate> started, Function<LocalDate, Reapplication> notBefore, LocalDate today) {
        var rule = pack.selfAssessment();
        if (rule != null) {
            var complete = SelfAssessmentMonths.completeOn(started.orElse(today), rule.months());
            if (started.isEmpty() || today.isBefore(complete)) {
                var full = "满 " + rule.months() + " 个月为 " + chinese(complete);
                var reapplication = notBefore.apply(complete);
                var all = new ArrayList<String>();
                all.add(started.map(day -> "自评始于 " + chinese(day) + "，" + full).orElse("还没有开始自评；今天开始，" + full));
                all.addAll(sentences(reapplication));
                return Optional.of(Refusal.of(ErrorCode.SELF_ASSESSMENT_TOO_SHORT, rule.months())
                        .because(all)
                        .basedOn(basis(rule.basis()))
                        .allowedFrom(reapplication.firstAllowed()));
            }
        }
        var reapplication = notBefore.apply(today);
        if (!reapplication.allows(today)) {
            var reapply = pack.reapply();
            return Optional.of(Refusal.of(ErrorCode.APPLICATION_TOO_EARLY, chinese(reapplication.firstAllowed()))
                    .because(sentences(reapplication))
                    .basedOn(reapply == null ? null : basis(reapply.basis()))
                    .allowedFrom(reapplication.firstAllowed()));
        }
        return Optional.empty();
    }

    private static List<String> sentences(Reapplication reapplication) {
        return reapplication.reasons().stream().map(ApplicationGate::sentence).toList();
    }

    private static String sentence(Reason reason) {
        var day = chinese(reason.allows());
        return switch (reason.rule()) {
            case INTERVAL -> "距上次不通过的间隔满于 " + day;
            case ONCE_A_YEAR -> "每年申报一次，本年已报，下一年自 " + day;
            case WINDOW -> "申报时间窗：" + day + " 起可报";
        };
    }

    private static String basis(List<?> citations) {
        return String.join("；", citations.stream().map(Object::toString).toList());
    }

    static String chinese(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
