package org.sanhao.server.document.service;

import java.util.ArrayList;
import java.util.List;
import org.sanhao.server.document.domain.Differences.Filled;
import org.sanhao.server.document.domain.Facts;
import org.sanhao.server.document.domain.Imprint;

/** Forms of the field to print in tests, on the templates that are shipped. */
public final class Forms {
    public static final String HASH = "sha-256:4e9d71c0" + "0".repeat(52) + "a83b";
    public static final String LINK = "https://sanhao.wangxi.example.gov.cn:8443/d/7K3M9QXW2B5T/4e9d71c0";

    private Forms() {}

    public static Imprint imprint(int version) {
        return new Imprint(
                "望溪县卫生健康局", "2026-000123", version, "2026年9月21日 15:06", HASH, LINK, List.of("演示数据·全部虚构·样例标准"));
    }

    public static Filled signOff(String matter, int signed) {
        var steps = new ArrayList<Facts>();
        var titles = List.of("股室负责人", "分管领导", "局长办公会（到会不少于 3 人）");
        for (int i = 0; i < titles.size(); i++) {
            boolean done = i < signed;
            steps.add(Facts.gather()
                    .words("n", i + 1)
                    .words("title", titles.get(i))
                    .words("opinion", done ? "同意。材料齐全，符合基本标准，建议报分管领导审定。" : "意见：")
                    .words("sign", done ? "已在系统签批：" : "签字：　　　　　　　年　　月　　日")
                    .name("by", done ? "罗启明" : "")
                    .words("on", done ? "　2026年9月21日" : "")
                    .facts());
        }
        return new Filled(
                Templates.read(Templates.textOf("sign-off")),
                Facts.gather()
                        .words("office", "望溪县卫生健康局")
                        .words("kind", "评审意见")
                        .words("matter", matter)
                        .words("hash", HASH)
                        .name("openedBy", "周晓岚")
                        .words("openedAt", "2026年9月21日 09:12")
                        .words("state", signed == 0 ? "待股室负责人" : "已签 " + signed + " 步，待分管领导")
                        .rows("steps", steps)
                        .facts());
    }

    public static Filled application(String institution, int clauses) {
        var answers = new ArrayList<Facts>();
        for (int i = 1; i <= clauses; i++) {
            answers.add(Facts.gather()
                    .words("code", "2." + (i / 9 + 1) + "." + (i % 9 + 1))
                    .words("title", i % 7 == 0 ? "开展中医药服务，能够运用中药饮片和六类以上中医药技术方法，设置相对独立的中医药综合服务区" : "预约诊疗服务")
                    .words("grade", i % 5 == 0 ? "不适用" : "ABCD".substring(i % 4, i % 4 + 1))
                    .facts());
        }
        return new Filled(
                Templates.read(Templates.textOf("application")),
                Facts.gather()
                        .words("sample", "样例重构，非官方文本")
                        .words("campaign", "优质服务基层行")
                        .words("edition", 2026)
                        .words("tier", "基本标准")
                        .words("organiser", "望溪县卫生健康局")
                        .words("institution", institution)
                        .words("authority", "望溪县卫生健康局")
                        .words("receiver", "望溪县卫生健康局")
                        .words("standard", "优质服务基层行 2023.1，校验 " + HASH)
                        .words("frozen", "第 1 次签发，校验 " + HASH)
                        .words("startedOn", "2026年3月1日")
                        .words("signedOn", "2026年9月21日")
                        .name("signedBy", "沈国梁")
                        .words("clauses", clauses)
                        .words("notApplicable", clauses / 5)
                        .rows("chapters", List.of(chapter("1 功能任务与资源配置"), chapter("2 基本医疗和公共卫生服务"), chapter("合计")))
                        .rows("answers", answers)
                        .facts());
    }

    private static Facts chapter(String title) {
        return Facts.gather()
                .words("title", title)
                .words("A", 2)
                .words("B", 6)
                .words("C", 4)
                .words("D", 0)
                .words("NA", 1)
                .words("all", 13)
                .facts();
    }
}
