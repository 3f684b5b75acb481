package org.sanhao.server.publication;

import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long what people tell us is kept.
 *
 * @param objectionDays days after the answer on which name, contact and words of an objection are erased; at least the 60
 *     days in which the answer can still be asked to be reconsidered
 * @basis 个人信息保护法 第十九条 (no longer than the purpose needs); 行政复议法 第二十条 (60 days)
 */
@ConfigurationProperties("sanhao.publication")
public record PublicationSettings(
        @DefaultValue("365")
        @Explained(
                value = "异议答复满多少天，自动删除异议人的姓名、联系方式和原文；不少于 60 天，其间答复还可以申请行政复议",
                example = "180",
                least = 60,
                most = 36_500)
        int objectionDays) {}
