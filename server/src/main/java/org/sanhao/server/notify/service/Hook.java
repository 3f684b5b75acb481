package org.sanhao.server.notify.service;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sanhao.kernel.ErrorCode;
import org.sanhao.kernel.Outcome;
import org.sanhao.kernel.Refusal;
import org.sanhao.server.notify.Channel.Shape;
import org.sanhao.server.notify.NotifySettings;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks to channels. An address is whatever somebody of an office typed, so it is believed nothing: only hosts the person who
 * runs the product has listed, only HTTPS but to this machine, no redirect, a short time, a short answer.
 */
@Component
class Hook {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANSWER = 4_096;
    private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1");
    /** Where the robots say how it went, all with 0 for well, though they answer 200 either way. */
    private static final List<String> VERDICTS = List.of("errcode", "code", "StatusCode");

    private final List<String> hosts;
    private final JsonMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Hook(NotifySettings settings, JsonMapper json) {
        this.hosts = settings.hosts().stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
        this.json = json;
    }

    List<String> hosts() {
        return hosts;
    }

    /** The address, when it may be spoken to. */
    Outcome<URI> address(String typed) {
        URI address;
        try {
            address = new URI(typed.strip());
        } catch (URISyntaxException e) {
            return wrong();
        }
        var host = address.getHost();
        if (host == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return wrong();
        }
        var named = host.toLowerCase(Locale.ROOT);
        boolean mayBePlain = THIS_MACHINE.contains(named) && "http".equalsIgnoreCase(address.getScheme());
        if (!"https".equalsIgnoreCase(address.getScheme()) && !mayBePlain) {
            return wrong();
        }
        return hosts.contains(named)
                ? Outcome.done(address)
                : Refusal.of(ErrorCode.CHANNEL_HOST_UNKNOWN, named)
                        .at("address", "可用的主机：" + (hosts.isEmpty() ? "没有" : String.join("、", hosts)))
                        .asOutcome();
    }

    private static Outcome<URI> wrong() {
        return Refusal.of(ErrorCode.CHANNEL_ADDRESS_WRONG)
                .at("address", "以 https:// 开头的完整网址")
                .asOutcome();
    }

    /** Sends a line; answers what went wrong, empty when nothing did. */
    Optional<String> send(Shape shape, String address, String line) {
        if (!(address(address) instanceof Outcome.Done<URI>(var allowed))) {
            return Optional.of("配置里不再允许访问这个主机");
        }
        var request = HttpRequest.newBuilder(allowed)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body(shape, line))))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var text = new String(body.readNBytes(ANSWER), StandardCharsets.UTF_8);
                return answer.statusCode() / 100 == 2
                        ? verdict(shape, text)
                        : Optional.of("对方回答 " + answer.statusCode());
            }
        } catch (java.net.http.HttpTimeoutException e) {
            return Optional.of("对方没有回应");
        } catch (IOException e) {
            return Optional.of("连不上对方（" + e.getClass().getSimpleName() + "）");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("发送中断");
        }
    }

    private static Map<String, Object> body(Shape shape, String line) {
        return switch (shape) {
            case WECOM, DINGTALK -> Map.of("msgtype", "text", "text", Map.of("content", line));
            case FEISHU -> Map.of("msg_type", "text", "content", Map.of("text", line));
            case PLAIN -> Map.of("source", "sanhao", "text", line);
        };
    }

    private Optional<String> verdict(Shape shape, String text) {
        if (shape == Shape.PLAIN) {
            return Optional.empty();
        }
        try {
            var said = json.readTree(text);
            for (var name : VERDICTS) {
                var code = said.path(name);
                if (code.isIntegralNumber()) {
                    return code.asInt() == 0 ? Optional.empty() : Optional.of("对方不收，代码 " + code.asInt());
                }
            }
        } catch (JacksonException notJson) {
            // falls through
        }
        return Optional.of("对方的回答看不懂，可能不是群机器人的地址");
    }
}
