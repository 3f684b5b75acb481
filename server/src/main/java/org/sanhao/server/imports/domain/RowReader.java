package org.sanhao.server.imports.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.institution.Level;
import org.sanhao.server.institution.PostKind;
import org.sanhao.server.xlsx.Cell;
import org.sanhao.server.xlsx.XlsxRow;

/** Reads the rows of the template and says, cell by cell, what is wrong with them. Knows nothing but the row. */
public final class RowReader {
    private static final LocalDate EARLIEST = LocalDate.of(1949, 10, 1);
    private static final int MOST_DIGITS = 8;
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");
    private static final Pattern TYPE_CODE = Pattern.compile("[a-z][a-z0-9-]{1,49}");
    private static final Map<String, String> COUNTS =
            Map.of("床位", "beds", "职工", "staff", "卫技人员", "medicalStaff", "服务人口", "population");
    private static final Map<String, String> FLAGS = Map.of("中心卫生院", "central", "已登记", "registered");

    private static final List<String> HOSPITALS = List.of(
            "township-hospital",
            "community-health-centre",
            "general-hospital",
            "village-clinic",
            "community-health-station");

    /** The words for types, as screens show them. */
    static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("卫生健康部门", "health-bureau"),
            Map.entry("乡镇卫生院", "township-hospital"),
            Map.entry("社区卫生服务中心", "community-health-centre"),
            Map.entry("综合医院", "general-hospital"),
            Map.entry("村卫生室", "village-clinic"),
            Map.entry("社区卫生服务站", "community-health-station"),
            Map.entry("内设机构", "division"),
            Map.entry("职能科室", "administrative"),
            Map.entry("护理", "nursing"),
            Map.entry("临床科室", "clinical"),
            Map.entry("公共卫生", "public-health"),
            Map.entry("医技科室", "technical"));

    /** What is wrong with a cell. */
    public record CellFault(String column, String reason) {}

    /** A row as read; {@code value} is null when faults were found. */
    public record Read<T>(@Nullable T value, List<CellFault> faults) {}

    /** A unit or department. */
    public record UnitRow(
            int line,
            @Nullable String code,
            String name,
            Level level,
            String type,
            @Nullable String parent,
            Map<String, Object> attributes,
            @Nullable LocalDate from) {}

    /** A person, with a post and an account where given. */
    public record PersonRow(
            int line,
            String name,
            @Nullable String staffNo,
            @Nullable String unit,
            @Nullable String department,
            @Nullable PostKind kind,
            @Nullable String title,
            @Nullable LocalDate from,
            @Nullable String login) {}

    private final Map<String, Integer> places;
    private final boolean since1904;
    private final LocalDate today;

    /**
     * @param places where each column stands
     * @param today no day may lie more than a year after it
     */
    public RowReader(Map<String, Integer> places, boolean since1904, LocalDate today) {
        this.places = Map.copyOf(places);
        this.since1904 = since1904;
        this.today = today;
    }

    public Read<UnitRow> unit(XlsxRow row) {
        var at = new Cells(row);
        var code = at.text("机构代码", 50);
        var name = at.required("名称", 100);
        var level = level(at);
        var type = type(at, level);
        var parent = at.text("上级单位", 100);
        var attributes = new LinkedHashMap<String, Object>();
        COUNTS.forEach((column, key) -> {
            var count = at.count(column);
            if (count != null) {
                attributes.put(key, count);
            }
        });
        FLAGS.forEach((column, key) -> {
            var flag = at.flag(column);
            if (flag != null) {
                attributes.put(key, flag);
            }
        });
        var from = at.day("启用日期", today);
        at.nothingElse();
        if (!at.faults.isEmpty() || name == null || level == null || type == null) {
            return new Read<>(null, List.copyOf(at.faults));
        }
        return new Read<>(new UnitRow(row.line(), code, name, level, type, parent, attributes, from), List.of());
    }

    public Read<PersonRow> person(XlsxRow row) {
        var at = new Cells(row);
        var name = at.required("姓名", 50);
        var staffNo = at.text("工号", 30);
        var unit = at.text("单位", 100);
        var department = at.text("科室", 100);
        var kind = kind(at);
        var title = at.text("岗位名称", 50);
        var from = at.day("任职日期", today.plusYears(1));
        var login = at.text("账号", 40);
        if (login != null && !LOGIN.matcher(login).matches()) {
            at.fault("账号", "「" + Template.shortened(login) + "」不是 2 至 40 位小写字母、数字、点、横线");
        }
        at.nothingElse();
        if (!at.faults.isEmpty() || name == null) {
            return new Read<>(null, List.copyOf(at.faults));
        }
        return new Read<>(
                new PersonRow(row.line(), name, staffNo, unit, department, kind, title, from, login), List.of());
    }

    private static @Nullable Level level(Cells at) {
        var text = at.required("级别", 10);
        if (text == null) {
            return null;
        }
        for (var level : Level.values()) {
            if (level.title().equals(text) || level.code().equals(text)) {
                return level;
            }
        }
        at.fault("级别", "没有「" + text + "」这个级别，填 国家、省、市、县、机构、科室 中的一个");
        return null;
    }

    private static @Nullable String type(Cells at, @Nullable Level level) {
        var text = at.text("类型", 50);
        if (text == null) {
            if (level == Level.INSTITUTION || level == Level.DEPARTMENT) {
                at.fault("类型", "机构和科室须填类型");
                return null;
            }
            return "health-bureau";
        }
        var code = TYPES.get(text);
        if (code == null && TYPE_CODE.matcher(text).matches()) {
            code = text;
        }
        if (code == null) {
            at.fault(
                    "类型",
                    "没有「" + Template.shortened(text) + "」这个类型，填 "
                            + String.join("、", new java.util.TreeSet<>(TYPES.keySet())) + " 中的一个");
            return null;
        }
        boolean bureau = code.equals("health-bureau");
        boolean hospital = HOSPITALS.contains(code);
        if (level != null && (level == Level.INSTITUTION || level == Level.DEPARTMENT) == bureau
                || level == Level.DEPARTMENT && hospital) {
            at.fault("类型", level.title() + "级不能是「" + text + "」");
            return null;
        }
        return code;
    }

    private static @Nullable PostKind kind(Cells at) {
        var text = at.text("岗位类别", 30);
        if (text == null) {
            return null;
        }
        for (var kind : PostKind.values()) {
            if (kind.title().equals(text) || kind.code().equals(text)) {
                if (kind.isDeploymentAdministrator()) {
                    at.fault("岗位类别", "三员的岗位和账号由安全管理员办理，不能导入");
                    return null;
                }
                return kind;
            }
        }
        at.fault("岗位类别", "没有「" + Template.shortened(text) + "」这类岗位");
        return null;
    }

    /** One row with what was found wrong in it so far. */
    private final class Cells {
        private final XlsxRow row;
        private final List<CellFault> faults = new ArrayList<>();

        Cells(XlsxRow row) {
            this.row = row;
        }

        void fault(String column, String reason) {
            faults.add(new CellFault(column, reason));
        }

        private Cell cell(String column) {
            var place = places.get(column);
            var cell = place == null ? Cell.EMPTY : row.at(place);
            if (cell.kind() == Cell.Kind.FORMULA) {
                fault(column, "是公式，请改为数值或文字（选择性粘贴为数值）");
                return Cell.EMPTY;
            }
            if (cell.kind() == Cell.Kind.ERROR) {
                fault(column, "是错误值「" + Template.shortened(cell.text()) + "」");
                return Cell.EMPTY;
            }
            return cell;
        }

        @Nullable
        String text(String column, int most) {
            var cell = cell(column);
            if (cell.isEmpty()) {
                return null;
            }
            if (cell.text().length() > most) {
                fault(column, "有 " + cell.text().length() + " 个字，不能超过 " + most + " 个");
                return null;
            }
            if (cell.text().chars().anyMatch(c -> c < ' ')) {
                fault(column, "有换行或控制字符");
                return null;
            }
            return cell.text();
        }

        @Nullable
        String required(String column, int most) {
            int before = faults.size();
            var text = text(column, most);
            if (text == null && faults.size() == before) {
                fault(column, "须填写");
            }
            return text;
        }

        @Nullable
        Integer count(String column) {
            var text = text(column, 30);
            if (text == null) {
                return null;
            }
            if (text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                fault(column, "「" + Template.shortened(text) + "」不是整数");
                return null;
            }
            return Integer.valueOf(text);
        }

        @Nullable
        Boolean flag(String column) {
            var text = text(column, 30);
            if (text == null) {
                return null;
            }
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "是", "1", "y", "true" -> Boolean.TRUE;
                case "否", "0", "n", "false" -> Boolean.FALSE;
                default -> {
                    fault(column, "填 是 或 否");
                    yield null;
                }
            };
        }

        @Nullable
        LocalDate day(String column, LocalDate latest) {
            var cell = cell(column);
            if (cell.isEmpty()) {
                return null;
            }
            var day = cell.kind() == Cell.Kind.NUMBER ? ofSerial(cell.text()) : ofText(cell.text());
            if (day == null || day.isBefore(EARLIEST)) {
                fault(column, "「" + Template.shortened(cell.text()) + "」不是日期，如 2026-01-05");
                return null;
            }
            if (day.isAfter(latest)) {
                fault(column, "不能晚于 " + latest);
                return null;
            }
            return day;
        }

        /** What stands beside the columns of the template would be lost without a word. */
        void nothingElse() {
            for (int i = 0; i < row.cells().size(); i++) {
                if (!row.at(i).isEmpty() && !places.containsValue(i)) {
                    fault("第 " + (i + 1) + " 列", "没有表头，不知道是什么");
                }
            }
        }

        private @Nullable LocalDate ofSerial(String number) {
            int dot = number.indexOf('.');
            var whole = dot < 0 ? number : number.substring(0, dot);
            if (whole.length() == 8 && (whole.startsWith("19") || whole.startsWith("20"))) {
                return ofParts(whole.substring(0, 4), whole.substring(4, 6), whole.substring(6));
            }
            if (whole.isEmpty() || whole.length() > 6 || !whole.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return null;
            }
            return (since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, 30)).plusDays(Long.parseLong(whole));
        }

        private static @Nullable LocalDate ofText(String text) {
            var match = DAY.matcher(text);
            if (match.matches()) {
                return ofParts(match.group(1), match.group(2), match.group(3));
            }
            return text.matches("\\d{8}")
                    ? ofParts(text.substring(0, 4), text.substring(4, 6), text.substring(6))
                    : null;
        }

        private static @Nullable LocalDate ofParts(String year, String month, String day) {
            try {
                return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            } catch (DateTimeException | NumberFormatException notADay) {
                return null;
            }
        }
    }
}
