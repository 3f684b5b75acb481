package org.sanhao.lang.pack.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.RequirementLine.LineId;

/**
 * A clause's grade from its lines: C when all of C is met, B when all of B is met as well, A when all of A is. Lines of a
 * higher grade do not count before the lower one is complete. A grade for which the clause has no lines cannot be reached.
 *
 * @param grade the grade; {@link Grade#NONE} while no line has been judged
 * @param stoppedAt the grade that was not reached, or null when the highest was
 * @param notMet lines of {@link #stoppedAt()} judged not met
 * @param open lines of {@link #stoppedAt()} not yet judged
 * @param notCounting lines met above {@link #stoppedAt()}, which do not count yet
 */
public record Cascade(
        Grade grade, @Nullable Grade stoppedAt, List<LineId> notMet, List<LineId> open, List<LineId> notCounting) {
    private static final List<Grade> UPWARD = List.of(Grade.C, Grade.B, Grade.A);

    public Cascade {
        notMet = List.copyOf(notMet);
        open = List.copyOf(open);
        notCounting = List.copyOf(notCounting);
    }

    /**
     * Grades a clause.
     *
     * @param met by line: met or not met; a line that is missing has not been judged. Lines the clause does not have are
     *     ignored
     */
    public static Cascade of(Clause clause, Map<LineId, Boolean> met) {
        var lines = clause.lines().all();
        boolean judged = lines.stream().anyMatch(line -> met.containsKey(line.id()));
        var reached = judged ? Grade.D : Grade.NONE;
        Grade stoppedAt = null;
        var notMet = new ArrayList<LineId>();
        var open = new ArrayList<LineId>();
        var notCounting = new ArrayList<LineId>();
        for (var grade : UPWARD) {
            if (clause.lines().of(grade).isEmpty()) {
                break;
            }
            for (int number = 1; number <= clause.lines().of(grade).size(); number++) {
                var line = new LineId(grade, number);
                var is = met.get(line);
                if (stoppedAt != null && stoppedAt != grade) {
                    if (Boolean.TRUE.equals(is)) {
                        notCounting.add(line);
                    }
                } else if (is == null) {
                    open.add(line);
                    stoppedAt = grade;
                } else if (!is) {
                    notMet.add(line);
                    stoppedAt = grade;
                }
            }
            if (stoppedAt == null) {
                reached = grade;
            }
        }
        return new Cascade(reached, stoppedAt, notMet, open, notCounting);
    }

    /** Why it is this grade and what would follow, in one Chinese sentence. */
    public String zh() {
        if (grade == Grade.NONE) {
            return "还没有判断，未评。";
        }
        var sentence = new StringBuilder();
        if (stoppedAt == null) {
            sentence.append("各档要求全部符合，评为 ").append(grade).append("。");
        } else {
            var reasons = new ArrayList<String>();
            if (!notMet.isEmpty()) {
                reasons.add("第 " + numbers(notMet) + " 条不符合");
            }
            if (!open.isEmpty()) {
                reasons.add("第 " + numbers(open) + " 条未判断");
            }
            sentence.append(stoppedAt)
                    .append(" 档")
                    .append(String.join("，", reasons))
                    .append("，评为 ")
                    .append(grade)
                    .append("。");
            if (!notCounting.isEmpty()) {
                sentence.append("已符合的更高档要求 ")
                        .append(notCounting.size())
                        .append(" 条暂不计算，")
                        .append(stoppedAt)
                        .append(" 档全部符合后再计。");
            }
        }
        return sentence.toString();
    }

    private static String numbers(List<LineId> lines) {
        return String.join(
                "、", lines.stream().map(line -> Integer.toString(line.number())).toList());
    }
}
