package org.sanhao.server.assessment.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.assessment.Standing;
import org.sanhao.server.assessment.web.SheetViews.AnswerView;
import org.sanhao.server.assessment.web.SheetViews.ClauseView;
import org.sanhao.server.assessment.web.SheetViews.SectionView;
import org.sanhao.server.assessment.web.SheetViews.SheetView;
import org.sanhao.server.workers.Workers;
import org.springframework.stereotype.Component;

/** A sheet written as xlsx, by the workers: packing is work for a processor, not for a waiting thread. */
@Component
class SheetWorkbook {
    private static final List<String> HEADS = List.of("条款", "名称", "类别", "等级", "要求", "要求内容", "判断", "自评说明", "填写人");
    private static final List<Integer> WIDTHS = List.of(10, 26, 8, 8, 8, 60, 10, 40, 12);

    private final Workers workers;

    SheetWorkbook(Workers workers) {
        this.workers = workers;
    }

    byte[] of(SheetView sheet, Standing standing) {
        return workers.brief(() -> write(sheet, standing));
    }

    private static byte[] write(SheetView sheet, Standing standing) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Sanhao", null)) {
            clauses(book.newWorksheet("自评表"), sheet);
            tiers(book.newWorksheet("达标计算"), standing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void clauses(Worksheet page, SheetView sheet) {
        page.value(0, 0, sheet.unit() + "　" + sheet.campaign() + "　自评表");
        page.style(0, 0).bold().set();
        page.value(
                1,
                0,
                (sheet.sample() ? "样例重构，非官方文本。" : "") + "方案包 " + sheet.packVersion() + "，校验码 " + sheet.packHash());
        for (int column = 0; column < HEADS.size(); column++) {
            page.value(2, column, HEADS.get(column));
            page.width(column, WIDTHS.get(column));
        }
        page.range(2, 0, 2, HEADS.size() - 1).style().bold().fillColor("E0EDEA").set();
        page.freezePane(0, 3);
        Map<String, AnswerView> answers =
                sheet.answers().stream().collect(Collectors.toMap(AnswerView::clause, Function.identity()));
        int row = 3;
        for (var section : sheet.sections()) {
            row = section(page, section, answers, row);
        }
    }

    private static int section(Worksheet page, SectionView section, Map<String, AnswerView> answers, int from) {
        int row = from;
        page.value(row, 0, section.code());
        page.value(row, 1, section.title());
        page.range(row, 0, row, HEADS.size() - 1).style().bold().set();
        row++;
        for (var below : section.sections()) {
            row = section(page, below, answers, row);
        }
        for (var clause : section.clauses()) {
            row = clause(page, clause, answers.get(clause.code()), row);
        }
        return row;
    }

    private static int clause(Worksheet page, ClauseView clause, @Nullable AnswerView answer, int from) {
        int row = from;
        for (var line : clause.lines()) {
            if (row == from) {
                page.value(row, 0, clause.code());
                page.value(row, 1, clause.title());
                page.value(row, 2, String.join("、", clause.kinds()));
                page.value(row, 3, answer == null ? "未评" : grade(answer.grade()));
                page.value(
                        row,
                        7,
                        answer == null
                                ? ""
                                : answer.naReason() == null ? answer.remark() : "申请不适用：" + answer.naReason());
                page.value(row, 8, answer == null || answer.by() == null ? "" : answer.by());
            }
            var met = answer == null ? null : answer.judged().get(line.id());
            page.value(row, 4, line.id());
            page.value(row, 5, line.text());
            page.value(row, 6, met == null ? "" : met ? "符合" : "不符合");
            page.range(row, 0, row, HEADS.size() - 1)
                    .style()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
            row++;
        }
        return row;
    }

    private static String grade(String wire) {
        return switch (wire) {
            case "NA" -> "不适用";
            case "none" -> "未评";
            default -> wire;
        };
    }

    /** Every rule with its whole numbers, so that the result can be worked out again by hand. */
    private static void tiers(Worksheet page, Standing standing) {
        page.width(0, 16);
        page.width(1, 100);
        page.value(0, 0, "等级");
        page.value(0, 1, "按当前自评");
        page.range(0, 0, 0, 1).style().bold().set();
        int row = 1;
        for (var verdict : standing.evaluation().verdicts()) {
            page.value(row, 0, verdict.tier().title().zh());
            page.value(row, 1, verdict.met() ? "达到" : "没有达到");
            row++;
            for (var rule : verdict.rules()) {
                page.value(row, 1, rule.zh());
                row++;
            }
        }
        page.value(row + 1, 0, "自评不决定结果。结果以最高一级实际看过的等级为准。");
    }
}
