package org.sanhao.server.watch;

import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where figures and health are read.
 *
 * @param port -1 closes it
 * @param address the loopback unless somebody outside collects the figures
 */
@ConfigurationProperties("sanhao.management")
public record ManagementSettings(
        @DefaultValue("8081")
        @Explained(
                value = "运维端口：/actuator/health 与 /actuator/prometheus；-1 为不开",
                example = "9090",
                least = -1,
                most = 65535)
        int port,

        @DefaultValue("127.0.0.1") @Explained(value = "运维端口只在这个地址上监听；要由另一台机器采集时改，并用防火墙限制来源", example = "10.1.2.3")
        String address) {}
