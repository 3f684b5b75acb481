package org.sanhao.server.dashboard.web;

import java.util.Map;

/** The states of a case in the words of a workbook; screens have their own keys. */
final class StateWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("Preparing", "未申报"),
            Map.entry("SelfAssessing", "准备申报"),
            Map.entry("HeadSigned", "已签发，未报送"),
            Map.entry("Submitted", "待受理"),
            Map.entry("SupplementAsked", "补正退回"),
            Map.entry("Accepted", "已受理"),
            Map.entry("DeskReview", "资料评审"),
            Map.entry("PanelDrawn", "已抽专家"),
            Map.entry("OnSite", "现场评审"),
            Map.entry("Feedback", "已现场反馈"),
            Map.entry("PanelConcluded", "专家组已结论"),
            Map.entry("OpinionGiven", "待签批"),
            Map.entry("OpinionSigned", "已签批"),
            Map.entry("Forwarded", "已上报"),
            Map.entry("Proposed", "拟认定"),
            Map.entry("PublicNotice", "公示中"),
            Map.entry("Objected", "异议核查"),
            Map.entry("Announced", "已认定"),
            Map.entry("InForce", "有效期内"),
            Map.entry("MustRectify", "限期整改"),
            Map.entry("NotPassed", "不通过，逐级退回"),
            Map.entry("CoolingDown", "不通过，间隔期"),
            Map.entry("Expired", "已到期"),
            Map.entry("Removed", "已核减"),
            Map.entry("Withdrawn", "已撤回"));

    private StateWords() {}

    static String of(String state) {
        return WORDS.getOrDefault(state, state);
    }
}
