package org.sanhao.server.listen;

import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.bouncycastle.operator.OperatorCreationException;
import org.sanhao.kernel.BusinessZone;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Refusal;
import org.sanhao.kernel.RefusedException;
import org.sanhao.server.http.QrCode;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.KeyFolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** How to trust this installation's own authority: one page, one file. Not there when somebody else certifies us. */
@RestController
class CaPage {
    private static final String FILE = "/ca/sanhao-root.crt";

    private final ListenSettings settings;
    private final KeyFolder keys;

    CaPage(ListenSettings settings, DataFolder folder) {
        this.settings = settings;
        this.keys = KeyFolder.of(folder.path());
    }

    @GetMapping(path = "/ca", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(HttpServletRequest request) {
        var root = root();
        var plain = settings.tls().httpPort();
        var here = plain == null
                ? "https://" + request.getServerName() + ":" + settings.port() + "/ca"
                : "http://" + request.getServerName() + ":" + plain + "/ca";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .body(PAGE.formatted(
                        FILE,
                        QrCode.svg(here),
                        HtmlUtils.htmlEscape(here),
                        OwnAuthority.fingerprint(root),
                        root.getNotAfter().toInstant().atZone(BusinessZone.ZONE).toLocalDate()));
    }

    @GetMapping(FILE)
    ResponseEntity<byte[]> file() throws GeneralSecurityException {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/x-x509-ca-cert"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sanhao-root.crt\"")
                .body(root().getEncoded());
    }

    private X509Certificate root() {
        if (settings.tls().own().isEmpty()) {
            throw new RefusedException(Refusal.of(ErrorCode.NOT_FOUND));
        }
        try {
            return new OwnAuthority(keys, Clock.systemUTC()).root();
        } catch (java.io.IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String PAGE = """
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>信任本单位的根证书 · 三好</title>
        <style>
        body{font:16px/1.7 system-ui,"Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f2a33;background:#fff;
        max-width:44rem;margin:0 auto;padding:1.5rem 1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:1.6rem}code{word-break:break-all}
        a.main{display:inline-block;background:#1d5a8a;color:#fff;padding:.7rem 1.2rem;text-decoration:none}
        svg{width:11rem;height:11rem}li{margin:.3rem 0}
        </style>
        </head>
        <body>
        <main>
        <h1>每台设备信任一次本单位的根证书</h1>
        <p>本单位没有公网域名的证书，由三好自己签发。信任之后，浏览器不再警告，离线检查和核验页才能使用。</p>
        <p><a class="main" href="%s">下载根证书</a></p>
        <p>手机扫码打开本页：</p>
        %s
        <p><code>%s</code></p>
        <h2>先核对指纹</h2>
        <p>向信息科核对，与下面一致再安装：</p>
        <p><code>SHA-256 %s</code></p>
        <p>有效期至 %s。</p>
        <h2>Windows 电脑</h2>
        <ol><li>双击下载的 sanhao-root.crt，选「安装证书」。</li><li>选「本地计算机」，再选「将所有的证书都放入下列存储」。</li>
        <li>选「受信任的根证书颁发机构」，完成后重新打开浏览器。</li></ol>
        <h2>安卓手机</h2>
        <ol><li>「设置」里搜索「CA 证书」或「安装证书」，选 CA 证书，选下载的文件。</li><li>系统提示「网络可能被监控」是对所有自装证书的统一提示。</li></ol>
        <h2>苹果手机</h2>
        <ol><li>用 Safari 打开本页下载，在「设置 › 通用 › VPN 与设备管理」中安装。</li>
        <li>在「设置 › 通用 › 关于本机 › 证书信任设置」中打开这张证书。</li></ol>
        <h2>微信</h2>
        <ol><li>微信里下载不了证书：点右上角「…」，选「在浏览器打开」，再按上面的步骤安装。</li>
        <li>部分手机的微信不采信自装证书，仍有警告时用系统浏览器。</li></ol>
        </main>
        </body>
        </html>
        """;
}
