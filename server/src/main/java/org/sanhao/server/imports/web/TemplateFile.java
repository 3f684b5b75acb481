package org.sanhao.server.imports.web;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.sanhao.server.imports.domain.Template;
import org.sanhao.server.xlsx.XlsxWriter;

/** The template to fill in: empty sheets, and a sheet that explains every column with examples. */
final class TemplateFile {
    private TemplateFile() {}

    static void write(OutputStream out) {
        try (var book = new XlsxWriter(out)) {
            for (var template : Template.values()) {
                book.sheet(
                        template.sheet(),
                        template.columns().stream().map(Template.Column::name).toList(),
                        template.columns().stream().map(Template.Column::width).toList());
            }
            book.sheet("填写说明", List.of("表", "列", "必填", "怎样填"), List.of(8, 14, 8, 90));
            for (var template : Template.values()) {
                for (var column : template.columns()) {
                    book.row(List.of(template.sheet(), column.name(), column.required() ? "必填" : "", column.help()));
                }
            }
            book.row(List.of());
            book.row(List.of("", "", "", "有一行不对，整个文件都不会写入；错误逐行列出，可以下载。已登记的不会重复登记。"));
            book.row(List.of("", "", "", "空着的格子不改变已登记的内容。不要写公式。「填写说明」和下面的例子不会被读取。"));
            book.row(List.of());
            book.row(List.of("机构", "例", "", "", "91000000000000001X", "示例镇卫生院", "机构", "乡镇卫生院", "（空）"));
            book.row(List.of("机构", "例", "", "", "（空）", "内科", "科室", "临床科室", "91000000000000001X"));
            var person = new ArrayList<>(List.of("人员", "例", "", ""));
            person.addAll(List.of("示例人", "0001", "示例镇卫生院", "内科", "科主任", "内科主任", "2026-01-05", "shili.ren"));
            book.row(person);
        }
    }
}
