package org.sanhao.lang.pack;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Share;
import org.sanhao.lang.pack.StepCosts.StepCost;
import org.sanhao.lang.pack.shape.Shape;
import org.sanhao.lang.pack.shape.Spelling;
import org.sanhao.lang.pack.source.Fault;

/** Version 1 of the language: its number and the spellings of its values. */
public final class Language1 {
    public static final int NUMBER = 1;

    private static final Pattern PERIOD = Pattern.compile("P(?=.)([1-9][0-9]?Y)?([1-9][0-9]?M)?([1-9][0-9]{0,2}D)?");

    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[01][0-9]-[0-3][0-9]");

    /** Binds trees to the records of this language. */
    public static final Shape SHAPE = new Shape(
            List.of(
                    new Spelling<>(
                            Id.class,
                            Id::parse,
                            Id::toString,
                            "小写英文词，用短横连接，例如 self-assess",
                            "lower-case words joined by hyphens such as self-assess",
                            "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
                    new Spelling<>(
                            Level.class,
                            Level::parse,
                            Level::toString,
                            "层级，例如 county",
                            "a level such as county",
                            "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
                    new Spelling<>(
                            PackVersion.class,
                            PackVersion::parse,
                            PackVersion::toString,
                            "版本，例如 2023.1",
                            "a version such as 2023.1",
                            "^[12][0-9]{3}\\.[0-9]{1,3}$"),
                    new Spelling<>(
                            DocumentId.class,
                            DocumentId::parse,
                            DocumentId::toString,
                            "文件编号，例如 N1",
                            "a document id such as N1",
                            "^[A-Za-z][A-Za-z0-9-]{0,19}$"),
                    new Spelling<>(
                            Citation.class,
                            Citation::parse,
                            Citation::toString,
                            "文件编号加段落，例如 N2 三（三）",
                            "a document id and a paragraph such as N2 三（三）",
                            "^[A-Za-z][A-Za-z0-9-]{0,19}( +\\S.*)?$"),
                    new Spelling<>(
                            RequirementId.class,
                            RequirementId::parse,
                            RequirementId::toString,
                            "需求编号，例如 S13-R26",
                            "a requirement id such as S13-R26",
                            "^S[0-9]{2}-R[0-9]{2}$"),
                    new Spelling<>(
                            ClauseCode.class,
                            ClauseCode::parse,
                            ClauseCode::toString,
                            "条款号，例如 2.2.1",
                            "a clause code such as 2.2.1",
                            "^[0-9A-Za-z]{1,6}([.-][0-9A-Za-z]{1,6})*$"),
                    new Spelling<>(
                            RequirementLine.LineId.class,
                            RequirementLine.LineId::parse,
                            RequirementLine.LineId::toString,
                            "要求编号，例如 C-1",
                            "a line id such as C-1",
                            "^[ABC]-[1-9][0-9]?$"),
                    new Spelling<>(
                            ClauseSet.class,
                            ClauseSet::parse,
                            ClauseSet::toString,
                            "basic、recommended、core 或 all",
                            "basic, recommended, core or all",
                            "^(basic|recommended|core|all)$"),
                    new Spelling<>(
                            PrintedDate.class,
                            PrintedDate::parse,
                            PrintedDate::toString,
                            "日期，例如 2023、2023-09 或 2023-09-01",
                            "a date such as 2023, 2023-09 or 2023-09-01",
                            "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$"),
                    new Spelling<>(
                            LocalDate.class,
                            Language1::day,
                            LocalDate::toString,
                            "日期，例如 2026-09-01",
                            "a day such as 2026-09-01",
                            "^[12][0-9]{3}-(0[1-9]|1[0-2])-[0-3][0-9]$"),
                    new Spelling<>(
                            PartialDate.class,
                            PartialDate::parse,
                            PartialDate::toString,
                            "日期，例如 05、05-20、05-early、+1-04 或 2023-05-20",
                            "a date such as 05, 05-20, 05-early, +1-04 or 2023-05-20",
                            "^([12][0-9]{3}-|\\+[1-9]-)?(0[1-9]|1[0-2])(-([0-3][0-9]|early|mid|late))?$"),
                    new Spelling<>(
                            WindowEnd.class,
                            WindowEnd::parse,
                            WindowEnd::toString,
                            "日期（例如 05-20、05-late、+1-04）或 event",
                            "a date (such as 05-20, 05-late, +1-04) or event",
                            "^(event|([12][0-9]{3}-|\\+[1-9]-)?(0[1-9]|1[0-2])(-([0-3][0-9]|early|mid|late))?)$"),
                    new Spelling<>(
                            Period.class,
                            Language1::period,
                            Period::toString,
                            "时长，例如 P6M、P1Y",
                            "a period such as P6M or P1Y",
                            "^P(?=.)([1-9][0-9]?Y)?([1-9][0-9]?M)?([1-9][0-9]{0,2}D)?$"),
                    new Spelling<>(
                            Share.class,
                            Share::parse,
                            Share::toString,
                            "份额，例如 90%、42.5%、1‰、0.4:1",
                            "a share such as 90%, 42.5%, 1‰ or 0.4:1",
                            "^[0-9].*[%％‰:：/].*$"),
                    new Spelling<>(
                            StepCost.class,
                            StepCost::parse,
                            StepCost::toString,
                            "不小于 0 的整数，或 impossible",
                            "a whole number of 0 or more, or impossible",
                            "^(0|[1-9][0-9]{0,5}|impossible)$"),
                    new Spelling<>(
                            Cel.class,
                            Cel::parse,
                            Cel::toString,
                            "条件表达式，例如 unit.medicalStaff < 10",
                            "a condition such as unit.medicalStaff < 10",
                            ".")),
            Map.of(Share.class, Fault.SHARE_SPELLING));

    private Language1() {}

    private static @Nullable LocalDate day(String text) {
        try {
            return DAY.matcher(text).matches() ? LocalDate.parse(text) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Period period(String text) {
        if (!PERIOD.matcher(text).matches()) {
            return null;
        }
        try {
            return Period.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
