package org.sanhao.server.dashboard.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.Page;
import org.sanhao.server.dashboard.web.ProgressViews.InstitutionRow;
import org.sanhao.server.workers.Workers;
import org.springframework.stereotype.Component;

/**
 * Writes institutions into a workbook as they are read, a page at a time: between two pages others go first. Names are written as texts, never as formulas.
 */
@Component
class ProgressExport {
    private static final String[] HEAD = {
        "机构", "目标等级", "已达等级", "状态", "自评开始", "自评满月数", "距目标还差条款", "C 级还差", "B 级还差", "A 级还差", "应计条款", "已评条款", "C 级及以上",
        "卡在哪里", "期限", "最近变化"
    };

    void write(OutputStream out, Page<InstitutionRow> first, Function<String, Page<InstitutionRow>> following)
            throws IOException {
        try (var workbook = new Workbook(out, "Sanhao", null)) {
            var sheet = workbook.newWorksheet("进展");
            for (int column = 0; column < HEAD.length; column++) {
                sheet.value(0, column, HEAD[column]);
            }
            sheet.range(0, 0, 0, HEAD.length - 1).style().bold().set();
            sheet.freezePane(1, 1);
            int row = 1;
            var page = first;
            while (true) {
                for (var each : page.items()) {
                    line(sheet, row++, each);
                }
                sheet.flush();
                Workers.givePlace();
                if (page.next() == null) {
                    return;
                }
                page = following.apply(page.next());
            }
        }
    }

    private static void line(Worksheet sheet, int row, InstitutionRow each) {
        sheet.value(row, 0, each.unit());
        sheet.value(row, 1, each.targetTitle());
        sheet.value(row, 2, each.tierReachedTitle());
        sheet.value(row, 3, StateWords.of(each.state()));
        if (each.startedOn() != null) {
            sheet.value(row, 4, each.startedOn().toString());
        }
        sheet.value(row, 5, each.months());
        sheet.value(row, 6, each.gap());
        sheet.value(row, 7, each.gapC());
        sheet.value(row, 8, each.gapB());
        sheet.value(row, 9, each.gapA());
        sheet.value(row, 10, each.whole().of());
        sheet.value(row, 11, each.whole().graded());
        sheet.value(row, 12, each.whole().reachC());
        sheet.value(
                row,
                13,
                each.stuck().stream()
                        .map(part -> part.code() + " " + part.title() + " 缺 " + part.lack() + " 条")
                        .collect(Collectors.joining("；")));
        if (each.due() != null) {
            sheet.value(row, 14, each.due().toString());
        }
        sheet.value(row, 15, BusinessZone.dayOf(each.lastAt()).toString());
    }
}
