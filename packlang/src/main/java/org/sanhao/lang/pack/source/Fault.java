package org.sanhao.lang.pack.source;

/**
 * Everything that can be wrong with a pack, each with a number that is never reused, a sentence and a cure in Chinese
 * and in English. {@code {0}} … stand for the arguments of the finding.
 *
 * <p>Blocks: 1 reading the file, 20 keys and values, 40 references, 50 duplicates, 60 ladder and review, 70 phases, 80
 * tiers, 90 standards, 100 basis, 110 expressions, 120 consequences and targets, 130 examples, 140 the folder.
 */
public enum Fault {
    NOT_UTF8(1, "文件不是 UTF-8 编码", "用记事本「另存为」，编码选 UTF-8", "the file is not UTF-8", "save it as UTF-8"),
    TOO_LARGE(2, "文件超过 {0}", "把标准拆成几个文件", "the file is larger than {0}", "split the standard into several files"),
    NOT_YAML(
            3,
            "不是正确的 YAML：{0}",
            "核对缩进（只用空格）、冒号后的空格和成对的引号",
            "not valid YAML: {0}",
            "check indentation (blanks only), the blank after a colon, and quotes"),
    TOO_DEEP(4, "嵌套超过 {0} 层", "减少缩进层次", "nested deeper than {0} levels", "flatten the structure"),
    ALIAS(5, "不能使用锚点（&）和别名（*）", "把内容直接写出来", "anchors (&) and aliases (*) are not allowed", "write the content out"),
    TAG(6, "不能使用类型标签 {0}", "删去标签，文字加引号", "type tag {0} is not allowed", "remove the tag and quote the text"),
    DUPLICATE_KEY(
            7,
            "键“{0}”重复，第一次在第 {1} 行",
            "保留一处，删去另一处",
            "key \"{0}\" is written twice, first in line {1}",
            "keep one of them"),
    KEY_NOT_TEXT(8, "键必须是一个词", "把键改成单个词", "a key must be one word", "write a plain word as the key"),
    MISSING_FILE(9, "找不到文件 {0}", "核对文件名和所在文件夹", "file {0} does not exist", "check the name and the folder"),
    SEVERAL_DOCUMENTS(
            10, "一个文件只能有一份文档", "删去单独成行的三个短横", "more than one document in the file", "remove the line of three dashes"),
    EMPTY_FILE(11, "文件是空的", "写入内容，或删去对它的引用", "the file is empty", "fill it or remove the reference"),
    OUTSIDE_FOLDER(
            12,
            "路径 {0} 指到方案包以外",
            "只引用本包文件夹内的文件",
            "path {0} leads out of the pack",
            "refer to files of this folder only"),
    TOO_MANY(13, "内容超过 {0} 项", "拆成几个文件", "more than {0} values", "split the file"),
    SECRET_MARK(
            14,
            "出现密级标志“{0}”，本系统不得存放",
            "删去该内容，涉密文件不得录入",
            "classification mark \"{0}\": this system must not hold it",
            "remove the text; classified documents must not be entered"),
    CONTROL_CHARACTER(
            15,
            "文字中有不可见的控制字符",
            "删去从别处粘贴带来的控制字符，重新输入",
            "the text holds a control character",
            "remove what was pasted and type it again"),

    UNKNOWN_KEY(20, "不认识的键“{0}”", "{1}", "unknown key \"{0}\"", "{1}"),
    MISSING_KEY(21, "缺少键“{0}”（{1}）", "补上“{0}: …”", "key \"{0}\" is missing", "add \"{0}: …\""),
    WRONG_KIND(22, "这里应当是{0}，写成了{1}", "改写成{0}", "expected {0} here, found {1}", "write {0}"),
    BAD_SPELLING(23, "“{0}”写法不对，应当是{1}", "按“{1}”改写", "\"{0}\" is not {2}", "write {2}"),
    NOT_ONE_OF(24, "“{0}”不在可选值内", "可选：{1}{2}", "\"{0}\" is not one of the choices", "choose one of: {1}{3}"),
    EMPTY_LIST(25, "“{0}”至少要有一项", "补上内容", "\"{0}\" must not be empty", "add at least one element"),
    UNKNOWN_LANGUAGE(
            26,
            "不认识的语言版本 {0}",
            "本程序能读的版本：{1}。升级程序，或改写 language",
            "unknown language version {0}",
            "this program reads: {1}; upgrade it or change the version"),
    SHARE_SPELLING(
            28,
            "“{0}”不是份额的写法",
            "写成“90%”“42.5%”“1‰”或“0.4:1”，数值在 0 以上",
            "\"{0}\" is not a share",
            "write \"90%\", \"42.5%\", \"1‰\" or \"0.4:1\""),

    UNKNOWN_BASIS(40, "依据“{0}”没有在 basis 中列出", "{1}", "basis \"{0}\" is not declared", "{1}"),
    UNKNOWN_TIER(41, "没有名为“{0}”的等次", "{1}", "no tier \"{0}\"", "{1}"),
    UNKNOWN_LEVEL(42, "层级“{0}”不在本方案的层级链上", "{1}", "level \"{0}\" is not on the ladder", "{1}"),
    UNKNOWN_PHASE(43, "没有名为“{0}”的阶段", "{1}", "no phase \"{0}\"", "{1}"),
    UNKNOWN_STANDARD(44, "没有名为“{0}”的标准", "{1}", "no standard \"{0}\"", "{1}"),
    UNKNOWN_CLAUSE(45, "标准中没有条款“{0}”", "{1}", "the standard has no clause \"{0}\"", "{1}"),
    UNKNOWN_LINE(46, "不认识的管理线“{0}”", "{1}", "unknown line \"{0}\"", "{1}"),
    UNKNOWN_FACT(47, "没有名为“{0}”的事实", "{1}", "no fact \"{0}\"", "{1}"),
    UNKNOWN_PARAGRAPH(49, "依据“{0}”没有段落“{1}”", "{2}", "basis \"{0}\" has no paragraph \"{1}\"", "{2}"),
    UNKNOWN_TYPE(48, "不认识的机构类型“{0}”", "{1}", "unknown institution type \"{0}\"", "{1}"),

    DUPLICATE_ID(50, "编号“{0}”重复，第一次在 {1}", "换一个编号", "id \"{0}\" is used twice, first at {1}", "choose another id"),
    DUPLICATE_CLAUSE(
            51,
            "条款号“{0}”重复，第一次在 {1}",
            "改正其中一个条款号",
            "clause code \"{0}\" is used twice, first at {1}",
            "correct one of the codes"),
    CODE_OUTSIDE_SECTION(
            52,
            Severity.WARNING,
            "条款号“{0}”不在章节“{1}”之下",
            "核对条款号，或移到相应章节",
            "code \"{0}\" does not belong to section \"{1}\"",
            "check the code or move it"),

    LADDER_ORDER(
            60,
            "层级顺序不对：“{0}”应当在“{1}”之后",
            "按管理线由低到高排列：{2}",
            "ladder out of order: \"{0}\" must come after \"{1}\"",
            "list levels from low to high: {2}"),
    LEVEL_NOT_ON_LINE(61, "管理线“{0}”没有层级“{1}”", "可选：{2}", "line \"{0}\" has no level \"{1}\"", "choose from: {2}"),
    DECIDED_ELSEWHERE(
            62,
            "等次“{0}”由“{1}”决定，但最后一级审核是“{2}”",
            "让最后一个全面审核或抽查的层级等于 decided-at",
            "tier \"{0}\" is decided at \"{1}\" but the last reviewing stage is \"{2}\"",
            "make the last full or sample stage equal decided-at"),
    STAGES_ORDER(
            63,
            "审核层级“{0}”应当高于前一级“{1}”",
            "由低到高排列审核层级",
            "stage \"{0}\" must be above \"{1}\"",
            "order the stages from low to high"),
    ROUTE_MISSING(
            64, "等次“{0}”没有审核路线", "在 review 下补上“{0}:”", "tier \"{0}\" has no review route", "add \"{0}:\" under review"),
    RECORD_BELOW(
            65,
            "备案层级“{0}”应当高于决定层级“{1}”",
            "改为更高的层级，或删去 record",
            "record level \"{0}\" must be above \"{1}\"",
            "name a higher level or remove record"),
    REVIEWS_ITSELF(
            66,
            "最低层级“{0}”不能审核自己",
            "从上一级开始审核",
            "the lowest level \"{0}\" cannot review itself",
            "begin with the level above"),

    WINDOW_REVERSED(
            70, "时间段的结束 {1} 早于开始 {0}", "对调或改正日期", "the window ends {1} before it starts {0}", "correct the dates"),
    PHASE_UNREACHABLE(
            71,
            "阶段“{0}”在 {1} 结束，早于前面阶段“{2}”的开始 {3}，到不了",
            "调整顺序或日期；跨年写“+1-04”",
            "phase \"{0}\" ends {1}, before the earlier phase \"{2}\" starts {3}: it is never reached",
            "change order or dates; write \"+1-04\" for next year"),
    WINDOW_TOO_SHORT(
            72,
            Severity.WARNING,
            "阶段“{0}”从 {1} 到 {2}，不足要求的 {3} 个月自评",
            "延长阶段，或在 departs 中写 what: self-assessment、原因和依据",
            "phase \"{0}\" from {1} to {2} is shorter than the {3} months of self-assessment demanded",
            "lengthen the phase, or write departs with what: self-assessment, why and basis"),

    TIER_EASIER(
            80,
            "等次“{0}”不能保证“{1}”的条件：{2}",
            "把该条件提高到不低于下一等次",
            "tier \"{0}\" does not imply the rule of \"{1}\" below it: {2}",
            "demand at least as much as the tier below"),
    RULE_OVER_NOTHING(
            81,
            "标准“{0}”没有“{1}”条款，等次“{2}”永远达不到",
            "改 of，或在标准中设这类条款",
            "standard \"{0}\" has no \"{1}\" clause, tier \"{2}\" can never be reached",
            "change \"of\" or add such clauses"),
    SHARE_OUT_OF_RANGE(
            82,
            "份额“{0}”超出 0 到 100%",
            "改为不大于 100% 的份额",
            "share \"{0}\" is not between 0 and 100%",
            "write a share up to 100%"),

    PROMISE_BROKEN(
            90,
            "写明{0}条款 {1} 条，实有 {2} 条",
            "补齐或删去条款，或改正写明的数目",
            "{3} {0} clauses promised but {2} present",
            "complete the clauses or correct the number"),
    NO_C_LINES(91, "条款“{0}”没有 C 档要求", "在 lines 下补上“C:”", "clause \"{0}\" has no C lines", "add \"C:\" under lines"),
    LINES_WITH_A_GAP(
            92, "条款“{0}”有 A 档要求而没有 B 档要求", "补上“B:”", "clause \"{0}\" has A lines but no B lines", "add \"B:\""),
    TYPE_WITHOUT_STANDARD(
            93,
            "机构类型“{0}”参加活动，却没有适用的标准",
            "在 standards 中加一项 for: {0}",
            "type \"{0}\" takes part but has no standard",
            "add a standard with for: {0}"),
    TWO_STANDARDS(94, "机构类型“{0}”有两套标准", "每种机构只留一套", "type \"{0}\" has two standards", "keep one per type"),
    EMPTY_SECTION(95, "章节“{0}”下没有条款", "补上条款，或删去章节", "section \"{0}\" holds no clause", "add clauses or remove it"),
    SAMPLE_NOT_MARKED(
            96,
            "标准“{0}”是样例重构，方案包却没有标明",
            "在 pack.yaml 写 sample: true",
            "standard \"{0}\" is a sample but the pack does not say so",
            "write sample: true in pack.yaml"),
    NOBODY_APPROVES(
            97,
            "条款“{0}”允许不适用，但没有规定由谁批准",
            "在 pack.yaml 补上 not-applicable 的 approve",
            "clause \"{0}\" may be not applicable but nobody approves that",
            "add not-applicable: {approve: …} to pack.yaml"),
    STANDARD_FOR_ANOTHER(
            98,
            "标准文件写的是“{0}”，引用处写的是“{1}”",
            "让两处一致",
            "the standard says \"{0}\" but the pack says \"{1}\"",
            "make both agree"),

    NO_BASIS(
            100,
            "“{0}”对他人提出要求，却没有依据",
            "写上 basis: \"编号 段落\"；没有依据的要求应当删去",
            "\"{0}\" binds someone but names no basis",
            "add basis: \"id paragraph\" or drop the demand"),
    PARAGRAPH_UNUSED(
            101,
            "依据“{0}”的段落“{1}”既没有被引用，也没有说明不用",
            "引用它，或在该依据的 waived 中写明不用的原因",
            "paragraph \"{1}\" of \"{0}\" is neither used nor waived",
            "cite it, or waive it with a reason"),

    CEL_SYNTAX(110, "表达式写法不对：{0}", "核对括号、引号和运算符", "expression syntax: {0}", "check brackets, quotes and operators"),
    CEL_UNKNOWN_NAME(111, "表达式中不认识“{0}”", "{1}", "unknown name \"{0}\" in the expression", "{1}"),
    CEL_TYPE(
            112,
            "表达式类型不对：{0}",
            "数与数比较，文字加单引号再与文字比较",
            "type error: {0}",
            "compare numbers with numbers and quoted text with text"),
    CEL_NOT_A_CONDITION(
            113,
            "表达式的结果是{0}，不是“是或否”",
            "写成比较，例如 unit.medicalStaff < 10",
            "the expression yields {0}, not true or false",
            "write a comparison such as unit.medicalStaff < 10"),
    CEL_OUTSIDE(
            114,
            "表达式用了不允许的“{0}”",
            "只用 && || !、比较、in、startsWith 和整数加减乘",
            "\"{0}\" is not allowed in an expression",
            "use only && || !, comparisons, in, startsWith and integer + - *"),
    CEL_CONSTANT(
            115,
            "表达式不含任何事实，结果永远不变",
            "写上事实，或删去该条件",
            "the expression names no fact and never changes",
            "name a fact or remove the condition"),

    CEL_UNKNOWN_VALUE(116, "“{0}”不是“{1}”可以取的值", "{2}", "\"{0}\" is no value of \"{1}\"", "{2}"),

    CONSEQUENCE_WITHOUT_EFFECT(
            120,
            "结果运用“{0}”没有写开放、限制或倾斜什么",
            "写 opens、bars 或 tilts 之一",
            "consequence \"{0}\" opens, bars or tilts nothing",
            "write one of opens, bars, tilts"),
    TARGET_WITHOUT_THRESHOLD(
            121,
            "目标“{0}”没有写数值",
            "写 at-least 或 at-most",
            "target \"{0}\" has no threshold",
            "write at-least or at-most"),

    DEPARTS_FROM_NOTHING(
            122,
            "例外指的“{0}”在方案包中没有",
            "写方案包中的位置，例如 self-assessment",
            "departure names \"{0}\", which the pack does not have",
            "name an element of the pack such as self-assessment"),
    RRULE_SYNTAX(
            123,
            "重复规则写法不对：{0}",
            "按 RFC 5545 写，例如 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
            "recurrence rule: {0}",
            "write it as in RFC 5545, such as FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    RRULE_NEVER(
            124,
            "重复规则“{0}”在活动期间（{1} 至 {2}）一次也不发生",
            "改正月份或日期；每季度末月用 FREQ=YEARLY 加 BYMONTH",
            "rule \"{0}\" never falls due between {1} and {2}",
            "correct months or days; for ends of quarters write FREQ=YEARLY with BYMONTH"),

    EXAMPLE_FAILS(
            130,
            "例表“{0}”写明等次为“{1}”，计算为“{2}”：{3}",
            "改正例表或等次条件",
            "example \"{0}\" expects tier \"{1}\" but computes \"{2}\": {3}",
            "correct the example or the tier"),
    NO_EXAMPLE(
            131,
            Severity.WARNING,
            "标准“{0}”没有例表",
            "在 examples 文件夹放一份例表",
            "standard \"{0}\" has no example sheet",
            "add one to the examples folder"),
    EXAMPLE_OVERFULL(
            132,
            "例表要填 {0} 条{1}条款，只剩 {2} 条",
            "减少 count",
            "the example fills {0} {1} clauses but only {2} are left",
            "lower the count"),
    EXAMPLE_NOT_ALLOWED(
            133,
            "例表把条款“{0}”记为不适用，标准不允许",
            "改为等级，或在标准中写明允许",
            "the example leaves out clause \"{0}\", which the standard does not allow",
            "grade it or allow it in the standard"),
    FACT_VALUE(
            134,
            "事实“{0}”不能是“{1}”",
            "数字写整数，是否写 true 或 false",
            "fact \"{0}\" cannot be \"{1}\"",
            "write a whole number, or true or false"),

    FOLDER_MISMATCH(
            140,
            "文件夹是“{0}”，方案包写的是“{1}”",
            "让文件夹名与编号、版本一致",
            "the folder is \"{0}\" but the pack says \"{1}\"",
            "name the folder after id and version"),
    ;

    /** Whether the pack may be published in spite of it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    private final int number;
    private final Severity severity;
    private final String zh;
    private final String cureZh;
    private final String en;
    private final String cureEn;

    Fault(int number, String zh, String cureZh, String en, String cureEn) {
        this(number, Severity.ERROR, zh, cureZh, en, cureEn);
    }

    Fault(int number, Severity severity, String zh, String cureZh, String en, String cureEn) {
        this.number = number;
        this.severity = severity;
        this.zh = zh;
        this.cureZh = cureZh;
        this.en = en;
        this.cureEn = cureEn;
    }

    /** The code as printed: {@code PACK-014}. */
    public String code() {
        return "PACK-%03d".formatted(number);
    }

    public Severity severity() {
        return severity;
    }

    String zh() {
        return zh;
    }

    String cureZh() {
        return cureZh;
    }

    String en() {
        return en;
    }

    String cureEn() {
        return cureEn;
    }
}
