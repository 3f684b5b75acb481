package org.sanhao.server.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.stream.Collectors;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.sanhao.server.http.PlainRefusals;
import org.sanhao.server.postgres.DataFolder;
import org.sanhao.server.postgres.KeyFolder;
import org.sanhao.server.postgres.StartRefused;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/** Opens the ports as the settings say. The management port is not its business. */
@Component
class Doors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final ListenSettings settings;
    private final KeyFolder keys;

    Doors(ListenSettings settings, DataFolder folder) {
        this.settings = settings;
        this.keys = KeyFolder.of(folder.path());
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setPort(settings.port());
        var address = settings.address();
        if (address != null) {
            try {
                factory.setAddress(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                throw new StartRefused("sanhao.address「" + address + "」不是本机的地址。", e);
            }
        }
        secure(factory);
        believe(factory);
        factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(PlainRefusals.class.getName()));
    }

    private void secure(TomcatServletWebServerFactory factory) {
        var tls = settings.tls();
        if (!tls.on()) {
            return;
        }
        var ssl = new Ssl();
        ssl.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
        if (tls.cert() != null) {
            if (tls.key() == null) {
                throw new StartRefused("HTTPS 证书和私钥须同时给出（--tls-cert 与 --tls-key）。");
            }
            ssl.setCertificate("file:" + tls.cert().toAbsolutePath());
            ssl.setCertificatePrivateKey("file:" + tls.key().toAbsolutePath());
        } else {
            var own = new OwnAuthority(keys, Clock.systemUTC()).certify(tls.own());
            ssl.setCertificate("file:" + own.chain().toAbsolutePath());
            ssl.setCertificatePrivateKey("file:" + own.key().toAbsolutePath());
        }
        factory.setSsl(ssl);
        var plain = tls.httpPort();
        if (plain != null) {
            var connector = new Connector();
            connector.setPort(plain);
            connector.setScheme("http");
            factory.addAdditionalConnectors(connector);
        }
    }

    /** Headers about the client are believed from the proxies named and from nobody else. */
    private void believe(TomcatServletWebServerFactory factory) {
        if (settings.trustedProxies().isEmpty()) {
            return;
        }
        var valve = new RemoteIpValve();
        valve.setInternalProxies(settings.trustedProxies().stream()
                .map(java.util.regex.Pattern::quote)
                .collect(Collectors.joining("|")));
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        factory.addEngineValves(valve);
    }
}
