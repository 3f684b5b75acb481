package org.sanhao.server.imports.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanhao.server.xlsx.XlsxRow;

/** The table people fill in: two sheets, their columns, and what stands in the notes. */
public enum Template {
    UNITS(
            "机构",
            List.of(
                    new Column("机构代码", false, 22, "统一社会信用代码或登记代码；已登记的机构按代码对应，没有代码的按上级和名称对应"),
                    new Column("名称", true, 28, "机构或科室的全称，不超过 100 个字"),
                    new Column("级别", true, 10, "国家、省、市、县、机构、科室，填其中一个"),
                    new Column("类型", false, 18, "机构和科室必填，如 乡镇卫生院、临床科室；行政部门可空"),
                    new Column("上级单位", false, 28, "上级的机构代码或全称，可以是本表中的；空着就是自己的单位"),
                    new Column("床位", false, 8, "整数"),
                    new Column("职工", false, 8, "整数"),
                    new Column("卫技人员", false, 10, "整数"),
                    new Column("服务人口", false, 10, "整数"),
                    new Column("中心卫生院", false, 12, "是 或 否"),
                    new Column("已登记", false, 10, "是 或 否：执业登记是否完成"),
                    new Column("启用日期", false, 14, "如 2026-01-05；空着就是导入当天"))),
    PEOPLE(
            "人员",
            List.of(
                    new Column("姓名", true, 14, "不超过 50 个字"),
                    new Column("工号", false, 14, "单位内不重复；同名的人必须填；同一个人的第二个岗位另起一行，工号相同"),
                    new Column("单位", false, 28, "机构代码或全称，可以是「机构」表中的；空着就是自己的单位"),
                    new Column("科室", false, 18, "单位内的科室名称，可以是「机构」表中的"),
                    new Column("岗位类别", false, 16, "主要负责人、创建办专干、科主任、护士长、医务人员、单位管理员、分管领导、股室负责人、经办，填其中一个"),
                    new Column("岗位名称", false, 18, "印在文件上的称呼；空着就用岗位类别"),
                    new Column("任职日期", false, 14, "如 2026-01-05；空着就是导入当天"),
                    new Column("账号", false, 16, "2 至 40 位小写字母、数字、点、横线；空着就不开账号")));

    /**
     * A column.
     *
     * @param width in characters
     * @param help what stands in the notes
     */
    public record Column(String name, boolean required, int width, String help) {}

    private final String sheet;
    private final List<Column> columns;

    Template(String sheet, List<Column> columns) {
        this.sheet = sheet;
        this.columns = columns;
    }

    /** The name of the sheet. */
    public String sheet() {
        return sheet;
    }

    public List<Column> columns() {
        return columns;
    }

    /** Where each column of the template stands in a file. */
    public record Places(Map<String, Integer> byName) {}

    /**
     * Finds the columns by their headers, in whatever order.
     *
     * @return what is wrong with the headers, in Chinese, or the places
     */
    public Optional<String> faultOf(XlsxRow header, Map<String, Integer> into) {
        var known = new HashSet<String>();
        columns.forEach(column -> known.add(column.name()));
        var wrong = new ArrayList<String>();
        var found = new HashMap<String, Integer>();
        for (int i = 0; i < header.cells().size(); i++) {
            var name = header.at(i).text().replace("*", "").strip();
            if (name.isEmpty()) {
                continue;
            }
            if (!known.contains(name)) {
                wrong.add("多了「" + shortened(name) + "」");
            } else if (found.put(name, i) != null) {
                wrong.add("「" + name + "」有两列");
            }
        }
        for (var column : columns) {
            if (column.required() && !found.containsKey(column.name())) {
                wrong.add("缺少「" + column.name() + "」");
            }
        }
        into.putAll(found);
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of("「" + sheet + "」表" + String.join("，", wrong.subList(0, Math.min(5, wrong.size()))));
    }

    static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }
}
