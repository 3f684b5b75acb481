package org.sanhao.kernel;

/**
 * Every reason for which the product says no, each with a number that is never reused, its HTTP status, the Chinese
 * sentence shown to the person and the way out. The reference page of the documentation is generated from here.
 *
 * <p>Blocks: 1 the wire, 2 people and units, 3 packs, 4 campaigns, 5 sheets, 6 evidence, 7 review, 8 publication,
 * 9 operation. {@code {0}} … stand for the arguments of the refusal.
 */
public enum ErrorCode {
    MALFORMED(1000, 400, "请求内容无法识别", "核对填写内容后重新提交"),
    INVALID_FIELDS(1001, 400, "有 {0} 处填写不符合要求", "按标出的字段逐项更正"),
    NOT_SIGNED_IN(1002, 401, "还没有登录，或登录已过期", "重新登录，未提交的内容留在本机"),
    NOT_ALLOWED(1003, 403, "当前身份没有这项权限", "在右上角换一个身份，或请单位管理员开通"),
    NOT_FOUND(1004, 404, "没有找到，或不在当前身份的管辖范围内", "核对链接，或在右上角换一个身份"),
    STALE(1005, 412, "内容已被他人更新，你的修改还没有保存", "对照两个版本，选择采用哪一份"),
    VERSION_REQUIRED(1006, 428, "请求没有说明依据的版本", "刷新页面后重试"),
    KEY_REUSED(1007, 422, "同一个请求编号被用于不同内容", "刷新页面后重新提交"),
    KEY_REQUIRED(1008, 400, "请求缺少编号，无法防止重复提交", "刷新页面后重新提交"),
    TOO_MANY_REQUESTS(1009, 429, "请求过于频繁", "{0} 秒后再试"),
    TOO_BUSY(1010, 503, "系统正忙，请求没有处理", "稍后自动重试，填写的内容仍在本页"),
    INTERNAL(1011, 500, "系统出错，没有保存", "把错误编号告诉系统管理员"),
    POST_CHANGED(1012, 409, "你在另一个页面换了身份", "刷新本页，按现在的身份继续"),
    METHOD_NOT_ALLOWED(1013, 405, "这个地址不接受这种请求", "核对链接或刷新页面"),
    TOO_LARGE(1014, 413, "提交的内容超过 {0}", "减小内容后重新提交"),
    CURSOR_INVALID(1015, 400, "翻页位置已失效", "回到第一页重新查询"),

    UNIT_CODE_TAKEN(2000, 409, "机构代码 {0} 已被使用", "核对代码，或在机构名册中查找这个代码"),
    UNIT_PARENT_UNKNOWN(2001, 409, "「{0}」的上级单位不存在或不在管辖范围内", "先登记上级单位"),
    UNIT_LEVEL_NOT_BELOW(2002, 409, "「{0}」是{1}级，不能放在{2}级单位之下", "核对级别或上级单位"),
    ADMINISTRATORS_APART(2003, 409, "系统、安全、审计三员须由不同的人担任", "换一个人担任"),
    SIGN_IN_REFUSED(2010, 401, "账号或口令不对", "核对后重试；忘记口令请找单位管理员"),
    ACCOUNT_LOCKED(2011, 401, "连续输错口令，账号已锁定到 {0}", "到时再试，或请安全管理员解锁"),
    ACCOUNT_DISABLED(2012, 401, "账号已停用", "请单位管理员核实"),
    NO_POST(2013, 403, "这个账号目前没有任何岗位", "请单位管理员安排岗位"),
    PASSWORD_MUST_CHANGE(2014, 403, "首次登录须修改口令", "先修改口令再继续"),
    PASSWORD_TOO_WEAK(2015, 400, "新口令不符合要求：{0}", "换一个更强的口令"),
    SECOND_FACTOR_REQUIRED(2016, 401, "还需要动态验证码", "输入验证器上的六位数字"),
    SECOND_FACTOR_WRONG(2017, 401, "动态验证码不对或已过期", "等下一个验证码再输入；丢失验证器请找安全管理员"),
    SECOND_FACTOR_ENROLLED(2018, 409, "这个账号已启用动态验证码", "换验证器请找安全管理员解除后重新启用"),
    SECOND_FACTOR_NOT_STARTED(2019, 409, "还没有开始启用动态验证码", "先取得二维码，再输入验证码"),
    MOVE_IN_FUTURE(2020, 409, "变动日期不能晚于今天", "到当天再办理"),
    MOVE_BEFORE_LAST(2021, 409, "变动日期须晚于现隶属关系的起始日 {0}", "改填 {0} 之后的日期"),
    MOVE_INTO_ITSELF(2022, 409, "单位不能隶属于自己或自己的下属单位", "另选上级单位"),
    MOVE_NOWHERE(2023, 409, "「{0}」已经隶属于这个单位", "核对要变动的单位"),
    POST_KIND_MISFIT(2024, 409, "{0}不设「{1}」岗位", "核对岗位类别或单位"),
    ADMINISTRATOR_BY_SECURITY(2025, 403, "三员的岗位和账号由安全管理员办理", "请安全管理员办理"),
    UNIT_NOT_EMPTY(2026, 409, "「{0}」还有下属单位、人员或岗位，不能撤销", "先划转或撤销下属单位，调出人员，免去岗位"),
    LINE_PARENT_MISSING(2027, 409, "上级单位不在这条线上", "先把上级单位加入这条线"),
    LINE_HAS_MEMBERS(2028, 409, "「{0}」在这条线上还有成员单位", "先调出成员单位"),
    LINE_NOT_PLACED(2029, 409, "「{0}」不在这条线上", "刷新页面后核对"),
    ADMINISTRATIVE_LINE_STAYS(2030, 409, "行政主管关系不能空缺", "改为变更主管部门，或撤销单位"),
    MERGE_LEVELS(2031, 409, "只有同为机构的两个单位可以合并", "核对两个单位"),
    POSTS_ELSEWHERE(2032, 409, "这个人还有管辖范围以外的岗位", "请上级单位的管理员办理"),
    LOGIN_TAKEN(2033, 409, "账号 {0} 已被使用", "换一个账号"),
    ACCOUNT_EXISTS(2034, 409, "这个人已有账号", "在账号列表中查找"),
    PASSWORD_USED_BEFORE(2035, 400, "新口令与最近 {0} 次用过的相同", "换一个没有用过的口令"),
    PASSWORD_EXPIRED(2036, 403, "口令已满 {0} 天，须更换", "先修改口令再继续"),
    SECOND_FACTOR_MUST_ENROL(2037, 403, "当前岗位须先启用动态验证码", "在账号安全中启用后继续"),
    SHOWN_ONCE(2038, 409, "口令只显示一次，已经显示过", "需要时重新生成"),
    ACCOUNT_STATE(2039, 409, "账号现在的状态不能这样办理", "刷新页面后核对"),

    FILE_NOT_XLSX(2050, 400, "文件不是 xlsx 表格", "用 Excel 或 WPS 另存为 xlsx 后重新上传"),
    FILE_TOO_BIG(2051, 413, "文件超过 {0}", "拆成几个文件分别导入"),
    FILE_SUSPICIOUS(2052, 400, "文件展开后过大或结构异常，没有读取", "用 Excel 或 WPS 打开后另存为新文件再上传"),
    SHEET_HEADERS_WRONG(2053, 400, "表头与模板不同：{0}", "下载模板，按模板的列填写"),
    SHEET_EMPTY(2054, 400, "表中没有数据行", "填写后重新上传"),
    SHEET_TOO_LONG(2055, 400, "数据超过 {0} 行", "拆成几个文件分别导入"),
    IMPORT_INTERRUPTED(2056, 409, "导入中断，没有写入任何一行", "重新上传同一个文件"),

    LAST_SECURITY_ADMINISTRATOR(2060, 409, "这是最后一位安全管理员", "先任命另一位安全管理员"),
    NOT_ONESELF(2061, 409, "不能给自己安排岗位", "请其他管理员办理"),
    IMPORT_NOT_NOW(2062, 409, "导入{0}，现在不能这样办理", "刷新页面，看当前状态"),
    IMPORT_ROWS_WRONG(2063, 409, "有 {0} 处不符合要求，没有写入任何一行", "下载错误清单，更正后重新上传"),
    IMPORT_QUEUE_FULL(2064, 503, "等待核对的导入已有 {0} 份", "前面的核对完后再上传"),
    TWO_PERSONS_NEEDED(2070, 409, "三员的账号要两个人办理，一个人办不了", "由安全管理员提请，系统管理员核准；卸任未满 90 天的也一样"),
    REPAIR_WAITS(2071, 409, "这个账号已有一件提请等待核准", "请系统管理员核准，或撤回后重新提请"),
    REPAIR_OVER(2072, 409, "这件提请{0}，不能再办理", "刷新页面；需要时重新提请"),
    REPAIR_OWN(2073, 409, "提请、核准和账号的主人须是不同的人", "请其他管理员办理"),
    REPAIR_NOT_YOURS(2074, 409, "只有提请人可以撤回", "不同意时由系统管理员退回"),

    PACK_UNKNOWN(3000, 409, "没有「{0}」这个方案包版本", "从列出的方案包中选择"),

    CAMPAIGN_EXISTS(4000, 409, "{0} 年度已经开过这个活动", "打开已有的活动，或换一个年度"),
    CAMPAIGN_NOT_DRAFT(4001, 409, "活动{0}，不能再发布", "打开活动查看进展"),
    CAMPAIGN_EMPTY(4002, 409, "活动还没有参加的机构", "先选定机构再发布"),
    ENROLLED_TWICE(4003, 409, "「{0}」选了两次", "去掉重复的一次"),
    NO_STANDARD_FOR(4004, 409, "方案包没有适用于「{0}」的标准", "去掉这家机构，或换一个方案包"),
    TIER_UNKNOWN(4005, 409, "方案包没有「{0}」这个等级", "从列出的等级中选择"),
    CAMPAIGN_STARTED(4010, 409, "活动{0}，不能再改草稿", "打开活动查看进展"),
    CAMPAIGN_NOT_RUNNING(4012, 409, "活动{0}，不能结束", "打开活动查看进展"),
    CAMPAIGN_NOT_OVER(4013, 409, "方案的最后一个阶段到 {0}，次日起才能结束活动", "到期后再结束"),
    CAMPAIGN_HAS_CASES(4014, 409, "还有 {0} 件申报没有结果，活动不能结束", "先在审核台办完这些申报"),
    CAMPAIGN_CLOSED(4015, 409, "活动{0}，不能再填报或申报", "在进行中的活动里填报"),
    LIAISON_ELSEWHERE(4011, 409, "联络员不是「{0}」的人员", "从这家机构的人员中选择"),

    CLAUSE_UNKNOWN(5000, 404, "标准里没有条款 {0}", "刷新页面后重试"),
    LINE_UNKNOWN(5001, 409, "条款 {0} 没有提交的要求行", "刷新页面后重试"),
    NOT_APPLICABLE_FORBIDDEN(5002, 409, "标准不允许条款 {0} 申请不适用", "按要求逐行判断"),
    NOTHING_TO_RULE(5003, 409, "条款 {0} 没有待批的不适用申请", "刷新页面，看最新的申请"),
    RULING_NOT_YOURS(5004, 403, "不适用由方案规定的层级批准", "请有权的层级办理"),
    CLAUSE_NOT_YOURS(5005, 403, "条款 {0} 没有分给你或你的科室", "请创建办分工后再填"),
    PERSON_ELSEWHERE(5010, 409, "选择的人不在本机构", "从本机构的科室和人员中选择"),

    FILE_KIND_UNKNOWN(6000, 400, "不收「{0}」这种文件", "改传 jpg、png、heic、webp 照片，或 pdf、docx、xlsx；doc、xls、wps 请先另存为 docx、xlsx"),
    FILE_NOT_WHAT_IT_SAYS(6001, 400, "「{0}」的内容不是{1}，没有保存", "用原来的程序重新另存后再传，不要改扩展名"),
    FILE_ACTIVE(6002, 400, "「{0}」里有{1}，没有保存", "去掉后另存，或打印成 pdf 再传"),
    FILE_DAMAGED(6003, 400, "「{0}」不完整或结构异常，没有保存", "在电脑上能打开的话，另存为新文件再传"),
    FILE_EXPANDS(6004, 400, "「{0}」展开后过大，没有保存", "拆成几个文件，或打印成 pdf 再传"),
    FILE_LOCKED(6005, 400, "「{0}」设了打开口令，评审人看不到内容", "去掉口令后重新上传"),
    EVIDENCE_TOO_LARGE(6006, 413, "「{0}」超过 {1}，没有保存", "照片请用原图以下的尺寸，文件请拆分后上传"),
    FILE_EMPTY(6007, 400, "「{0}」是空文件", "核对后重新选择"),
    FILE_NAME_BAD(6008, 400, "文件名为空、太长，或含有路径和不可见字符", "改一个 120 字以内的名字再传"),
    QUOTA_FULL(6009, 409, "本机构的佐证材料已到 {0} 的上限，没有保存", "销毁不再需要的材料，或请系统管理员调高上限"),
    STORAGE_FULL(6010, 507, "服务器存储空间不足，没有保存", "文件仍在你的设备上；请系统管理员扩容后重新上传"),
    SCAN_FOUND(6011, 400, "「{0}」没有通过安全检查，没有保存", "在本机查杀病毒后重新上传"),
    SCAN_DOWN(6012, 503, "安全检查没有运行，没有保存", "稍后再传；一直如此请告诉系统管理员"),
    CLAUSE_FULL(6013, 409, "条款 {0} 的佐证已有 {1} 份", "撤下一份，或把几份合成一个 pdf"),
    EVIDENCE_GONE(6014, 409, "这份材料已删去", "从现有材料里另选，或重新上传"),
    EVIDENCE_ERASED(6015, 410, "这份材料的内容已按规定销毁，只留校验码", "需要内容请向原单位调阅"),
    UPLOAD_BROKEN(6016, 400, "上传中断，没有保存", "检查网络后重新上传"),
    NO_PREVIEW(6017, 404, "这份材料不能在页面里预览", "下载后查看"),
    EVIDENCE_TAMPERED(6018, 500, "这份材料在服务器上的文件已损坏或被改动，没有给出", "告诉系统管理员，从备份恢复"),
    EVIDENCE_IN_USE(6019, 409, "这份材料还用于 {0} 条", "先在各条款里撤下"),

    MAIL_OFF(6100, 409, "这里没有接通发信服务器，不能发邮件", "消息仍在「消息」里；需要邮件的，请系统管理员在配置里填写发信服务器"),
    ADDRESS_WRONG(6101, 400, "邮箱地址不对", "核对后重新填写，例如 zhang@example.gov.cn"),
    ADDRESS_NOT_PENDING(6102, 409, "没有等待验证的邮箱，或验证码已过期", "重新填写邮箱，再取一次验证码"),
    ADDRESS_CODE_WRONG(6103, 409, "验证码不对，还可以试 {0} 次", "核对邮件里的六位数字；试满后重新取验证码"),
    QUIET_HOURS_WRONG(6104, 400, "免打扰时段没有给白天留出时间", "开始时间要晚于早上恢复的时间"),
    CHANNEL_HOST_UNKNOWN(6105, 409, "不允许访问主机 {0}", "请系统管理员在配置 sanhao.notify.hosts 里加上这个主机，或换一个地址"),
    CHANNEL_ADDRESS_WRONG(6106, 400, "通道地址不对", "粘贴群机器人给出的完整网址，以 https:// 开头"),
    CHANNELS_FULL(6107, 409, "本单位已有 {0} 个消息通道", "先删去不用的"),
    DELIVERY_OVER(6108, 409, "这件发送{0}，不用再发", "刷新页面，看当前情况"),

    MOVE_NOT_NOW(7000, 409, "现在不能{0}：事项已走到别的步骤", "刷新页面，看当前步骤和可以办的事"),
    MOVE_NOT_YOURS(7001, 403, "{0}由{1}办理", "请有权的人办理，或在右上角换一个身份"),
    REASON_REQUIRED(7002, 400, "{0}须写明理由", "填写理由后重新提交"),
    SUPPLEMENT_ONCE(7003, 409, "{0}级已补正退回过一次", "作出通过或不通过的意见"),
    SUPPLEMENT_ITEMS_MISSING(7004, 400, "补正退回须列出要补的材料", "逐项列出材料后重新提交"),
    TIER_ABOVE_APPLIED(7005, 409, "意见不能高于申报的等级", "选择申报的等级或更低的等级"),
    OPINION_SAYS_OTHERWISE(7006, 409, "签批的意见是{0}", "按签批的意见办理，或退回重议"),
    CLAUSE_REASONS_MISSING(7007, 400, "不通过须逐条写明理由", "为每一条不通过的条款写明理由"),
    NOTICE_STILL_RUNS(7008, 409, "公示还没有结束，截至 {0}", "公示期满的次日再认定"),
    NOTICE_OVER(7009, 409, "公示已于 {0} 结束", "可以向作出认定的部门直接反映"),
    DECIDED_HERE(7010, 409, "这个等级由{0}级认定，不再上报", "改为拟认定"),
    DECIDED_ABOVE(7011, 409, "这个等级由{0}级认定", "改为上报"),
    STILL_IN_FORCE(7013, 409, "结果在有效期内，至 {0}", "有效期满后自动失效"),
    APPLICATION_TOO_EARLY(7014, 409, "不能申报：最早 {0} 可报", "按列出的日期申报，其间可以继续自评"),
    SELF_ASSESSMENT_TOO_SHORT(7015, 409, "不能申报：自评自查未满 {0} 个月", "满月后再申报，其间可以继续自评"),
    CASE_ALREADY_OPEN(7016, 409, "这家机构在本活动中已有一件没有办结的申报", "先办结或撤回原来的申报"),
    CLAUSES_NOT_SEEN(7017, 409, "还有 {0} 条没有评", "评完后再提出意见"),
    CASE_STALE(7018, 412, "事项已被他人办理，你的操作没有生效", "刷新后按当前步骤办理"),
    REASONS_MISSING(7021, 409, "还有 {0} 条等级与自评不同，没有写理由", "逐条写明理由后再提出意见"),
    NOBODY_BELOW_JUDGED(7020, 409, "下面没有评过的层级，不能沿用", "逐条评审"),

    SIGN_OFF_NEEDED(7100, 409, "{0}须逐级签批：{1}", "先送签，签完自动办理"),
    SIGN_OFF_ONE_STEP(7101, 409, "本单位这类事项由{0}一步签批，不用送签", "请有权的人直接办理"),
    SIGN_OFF_OVER(7102, 409, "这件送签{0}，不再签批", "刷新页面，看当前情况"),
    SIGN_OFF_NOT_YOURS(7103, 403, "现在轮到{0}签批", "请有权的人签批，或在右上角换一个身份"),
    SIGN_OFF_TWICE(7104, 409, "你已经签过前面的一步，同一个人不签两步", "请另一位有权的人签批"),
    SIGN_OFF_OWN(7105, 409, "送签的人不签最后一步", "请另一位有权的人签批"),
    SIGN_OFF_CHANGED(7106, 409, "送签以后内容有了变化，签批没有生效", "看过新的内容后重新送签"),
    SIGN_OFF_STALE(7107, 412, "别人刚刚签批了一步，你的操作没有生效", "刷新后按当前步骤办理"),
    CHAIN_POST_UNFIT(7108, 400, "本单位没有{0}这个岗位", "从列出的岗位里选择"),
    CHAIN_POST_TWICE(7109, 400, "审批链里同一个岗位出现了两次", "每个岗位只留一次"),
    CHAIN_KIND_UNFIT(7111, 409, "本单位没有「{0}」这类事项", "从列出的事项里选择"),
    CHAIN_POST_VACANT(7110, 409, "本单位现在没有人担任{0}，设了会停在这一步", "先请管理员安排岗位，或去掉这一步"),

    CHAIN_MEETING_INCOMPLETE(7112, 400, "会议这一步没有写全", "写明会议名称；到会人数的下限在 2 至 99 之间"),
    MEETING_NO_QUORUM(7113, 409, "{0}须有 {1} 人到会，只写了 {2} 人，不能作出决定", "补全到会的人；人数确实不够的，重新开会"),
    DELEGATION_OVER(7114, 403, "{0}委托你代签的期限已于 {1} 结束", "请{0}本人签批，或重新委托"),
    DELEGATION_DAYS(7115, 400, "委托的起止时间不对", "结束晚于开始和现在，最长半年"),
    DELEGATION_TWICE(7116, 409, "这段时间已经委托了{0}", "先收回原来的委托，或换一段时间"),
    DELEGATE_ELSEWHERE(7117, 409, "代签的人须是本单位参加签批的另一个人", "从列出的人里选择"),
    DELEGATION_NOTHING(7118, 409, "{0}不在审批链里签批，没有可以委托的", "由审批链上的人委托"),

    RESULT_NOT_REACHED(8000, 409, "按计入的等级没有达到{0}", "对照列出的计算复核各条等级，或提出别的意见"),
    NOTICE_NOT_OPEN(8001, 409, "这项公示不在期内，不再接收异议", "可以直接向作出认定的部门反映"),
    OBJECTION_INCOMPLETE(8002, 400, "异议没有提交，有 {0} 处要补", "按标出的项目补齐，填写的内容仍在本页"),
    OBJECTION_ANSWERED(8003, 409, "这件异议已经答复", "刷新页面，看答复内容"),
    OBJECTIONS_WAIT(8004, 409, "还有 {0} 件异议没有答复", "逐件核查答复后再办"),
    OBJECTION_ERASED(8005, 409, "这件异议的个人信息已删除", "答复内容仍可查看"),
    CODE_UNKNOWN(8006, 404, "没有这个验证码", "核对纸质文件上的验证码，字母和数字不分大小写"),
    CLOCK_ONLY_FORWARD(8007, 409, "演示时钟只能向前，最多快进 {0} 天", "选择今天之后的日期"),
    OBJECTION_UNANSWERED(8009, 409, "这件异议还没有答复", "先答复，再删除异议人的信息"),
    SECRET_TEXT(8008, 400, "内容标有密级，不能在本系统填写", "通过保密渠道反映"),

    DISK_FULL(9001, 503, "服务器磁盘已满，没有保存", "请系统管理员腾出空间；填写的内容仍在本页，之后重新提交"),
    DATABASE_AWAY(9002, 503, "数据库连接中断，不能确定是否已保存", "稍后重试：同一内容重复提交只保存一次"),
    HOLIDAYS_UNKNOWN(9000, 409, "{0}", "请系统管理员录入放假安排后再办"),
    NOT_SEALED_YET(9100, 404, "日志还没有封印", "系统有人使用后一秒内自动封印，稍后再看"),
    PROGRESS_DAY_UNKNOWN(9200, 409, "{0} 没有可看的进展", "选一个已经过去、且活动已经开始的日子"),
    ;

    private final int number;
    private final int status;
    private final String sentence;
    private final String wayOut;

    ErrorCode(int number, int status, String sentence, String wayOut) {
        this.number = number;
        this.status = status;
        this.sentence = sentence;
        this.wayOut = wayOut;
    }

    /** The code as printed: {@code SH-1204}. */
    public String code() {
        return "SH-" + number;
    }

    public int number() {
        return number;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The sentence with its placeholders unfilled. */
    public String sentence() {
        return sentence;
    }

    /** What the person can do about it. */
    public String wayOut() {
        return wayOut;
    }
}
