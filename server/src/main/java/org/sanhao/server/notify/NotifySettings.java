package org.sanhao.server.notify;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave the house.
 *
 * @param hosts hosts webhooks may speak to
 */
@ConfigurationProperties("sanhao.notify")
public record NotifySettings(
        @DefaultValue
        @Explained(value = "群机器人等 webhook 允许访问的主机名；不写则不能设置消息通道", example = "qyapi.weixin.qq.com, oapi.dingtalk.com")
        List<String> hosts,

        @DefaultValue Mail mail) {

    /** How the connection to the mail server is kept from others. */
    public enum Security {
        /** TLS from the first byte, usually port 465. */
        TLS,
        /** Begins in the open and must change to TLS, usually port 587. */
        STARTTLS,
        /** For a relay on the same machine or network. */
        NONE
    }

    /**
     * The mail server letters go through.
     *
     * @param host null sends no letters
     */
    public record Mail(
            @Explained(value = "发信服务器；不写则不发邮件", example = "smtp.example.gov.cn") @Nullable
            String host,

            @DefaultValue("465") @Explained(value = "发信服务器端口", example = "587", least = 1, most = 65_535)
            int port,

            @DefaultValue("tls") @Explained(value = "怎样加密：tls、starttls 或 none", example = "starttls")
            Security security,

            @Explained(value = "发信账号；不写则不登录", example = "sanhao@example.gov.cn") @Nullable
            String user,

            @Explained(value = "发信账号的口令或授权码", example = "SANHAO_NOTIFY_MAIL_PASSWORD", secret = true) @Nullable
            String password,

            @Explained(value = "发件人地址；不写则同发信账号", example = "sanhao@example.gov.cn") @Nullable
            String from,

            @DefaultValue("15s") @Explained(value = "发信服务器多久没有回应算失败", example = "30s")
            Duration patience) {

        /** Whether letters are sent at all. */
        public boolean isOn() {
            return host != null && !host.isBlank();
        }
    }
}
