package org.sanhao.server.listen;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.settings.Explained;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the product listens.
 *
 * @param publicAddress as people write it; read by whoever makes links
 * @param trustedProxies addresses whose word about the client's address and scheme counts; nobody's when empty
 */
@ConfigurationProperties("sanhao")
public record ListenSettings(
        @DefaultValue("8080") @Explained(value = "网页端口", example = "8443", least = 0, most = 65535)
        int port,

        @Explained(value = "只在这个地址上监听；不写则监听本机全部地址", example = "10.1.2.3") @Nullable
        String address,

        @DefaultValue Tls tls,

        @DefaultValue
        @Explained(value = "反向代理的地址。只有来自这些地址的 X-Forwarded-For、X-Forwarded-Proto 才采信；不写则一概不采信", example = "10.1.2.1")
        List<String> trustedProxies,

        @Explained(
                value = "大家访问三好的网址，用在公开页、邮件里的链接和统一身份认证的返回地址；不写则公开页用相对地址，其余不带链接",
                example = "https://sanhao.example.gov.cn")
        @Nullable
        String publicAddress) {

    /**
     * HTTPS, by a certificate of the customer's or by one of our own.
     *
     * @param own host names and addresses for which our own authority certifies this server
     * @param httpPort a plain port that shows how to trust the authority and sends everything else to HTTPS
     */
    public record Tls(
            @Explained(value = "HTTPS 证书文件（PEM，含中间证书）", example = "/etc/sanhao/server.pem") @Nullable
            Path cert,

            @Explained(value = "HTTPS 私钥文件（PEM）", example = "/etc/sanhao/server.key") @Nullable
            Path key,

            @DefaultValue
            @Explained(
                    value = "没有证书时由三好自己签发：写出访问时用的主机名和 IP，逗号分开。手机和电脑须先信任本单位的根证书，见 /ca 页",
                    example = "sanhao.hospital.lan, 10.1.2.3")
            List<String> own,

            @Explained(
                    value = "启用 HTTPS 时另开的明文端口：只显示 /ca 页，其余转到 HTTPS；不写则不开",
                    example = "8080",
                    least = 1,
                    most = 65535)
            @Nullable
            Integer httpPort) {

        public boolean on() {
            return cert != null || !own.isEmpty();
        }
    }
}
