package org.sanhao.server.demo;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Prints address and accounts when the demo is ready. */
@Component
@ConditionalOnBooleanProperty("sanhao.demo")
@ConditionalOnProperty(name = "logging.structured.format.console", matchIfMissing = true, havingValue = "none")
class DemoWelcome {

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        var scheme = environment.containsProperty("sanhao.tls.cert") || environment.containsProperty("sanhao.tls.own")
                ? "https"
                : "http";
        System.out.println("""

            三好演示已就绪  %s://localhost:%s   (所有账号口令:%s;Ctrl+C 停止)
            演示数据全部虚构,标准为样例重构,非官方文本

            苍禾镇中心卫生院  hospital.quality 周晓岚 创建办专干   hospital.head 沈国梁 院长
                              hospital.medical 韩立 医务科主任     hospital.nursing 吴秀芬 护士长
                              hospital.doctor  顾小满 医生         hospital.admin 邱实 单位管理员
            望溪县            county.handler 何文清 经办   county.division 罗启明 股长   county.leader 唐静 分管副局长
            上级              city.division 贺一鸣 市   province.division 苏慕云 省   nation.record 程砚 国家
            三员              admin.system 系统   admin.security 安全   admin.audit 审计
            演示剧本另用      c1.handler 市经办   p1.handler 省经办   i005.quality 栗谷镇   i044.quality 廪桥镇
                              分章说明见 docs/demo.md
            """.formatted(
                        scheme,
                        environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")),
                        DemoRegister.PASSWORD));
    }
}
