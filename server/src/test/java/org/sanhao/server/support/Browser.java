package org.sanhao.server.support;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One browser: keeps its cookies, sends the headers the front end sends. */
public final class Browser {
    private final MockMvc mvc;
    private final JsonMapper json;
    private final Map<String, Cookie> cookies;
    private final Map<String, String> headers;

    private Browser(MockMvc mvc, JsonMapper json, Map<String, Cookie> cookies, Map<String, String> headers) {
        this.mvc = mvc;
        this.json = json;
        this.cookies = cookies;
        this.headers = headers;
    }

    /** Makes browsers. */
    @Component
    public static final class Maker {
        private final MockMvc mvc;
        private final JsonMapper json;

        Maker(MockMvc mvc, JsonMapper json) {
            this.mvc = mvc;
            this.json = json;
        }

        public Browser fresh() {
            var browser = new Browser(mvc, json, new LinkedHashMap<>(), Map.of());
            browser.get("/api/session");
            return browser;
        }

        public Browser signedIn(String login, String password) {
            var browser = fresh();
            var answer = browser.signIn(login, password);
            if (answer.status() != 200) {
                throw new AssertionError("cannot sign in as " + login + ": " + answer.body());
            }
            return browser;
        }
    }

    /** An answer: status, headers, body, and short ways into its JSON. */
    public record Answer(
            int status,
            Map<String, String> headers,
            String body,
            @Nullable JsonNode json,
            byte[] bytes) {

        public @Nullable String text(String pointer) {
            var node = json == null ? null : json.at(pointer);
            return node == null || node.isMissingNode() || node.isNull() ? null : node.asString();
        }

        public int number(String pointer) {
            return json.at(pointer).asInt();
        }

        public List<String> texts(String pointer, String field) {
            var texts = new ArrayList<String>();
            for (var node : json.at(pointer)) {
                texts.add(node.get(field).asString());
            }
            return texts;
        }

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    public Browser withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Browser(mvc, json, cookies, more);
    }

    public Answer signIn(String login, String password) {
        return post("/api/session", json.writeValueAsString(Map.of("account", login, "password", password)));
    }

    public Answer get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    /** A file: its status and bytes. */
    public record File(int status, byte[] bytes) {}

    public File raw(String path) {
        MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(java.net.URI.create(path))
                .cookie(cookies.values().toArray(Cookie[]::new));
        headers.forEach(request::header);
        try {
            var response = mvc.perform(request).andReturn().getResponse();
            return new File(response.getStatus(), response.getContentAsByteArray());
        } catch (Exception e) {
            throw new AssertionError("GET " + path, e);
        }
    }

    /** Sends a state-changing request with a key of its own. */
    public Answer post(String path, @Nullable String body) {
        return headers.containsKey("Idempotency-Key")
                ? send(HttpMethod.POST, path, body)
                : withHeader("Idempotency-Key", UUID.randomUUID().toString()).send(HttpMethod.POST, path, body);
    }

    /** Sends a file as a form would, with a key of its own. */
    public Answer upload(String path, String name, byte[] content) {
        var file =
                new org.springframework.mock.web.MockMultipartFile("file", name, "application/octet-stream", content);
        var request =
                MockMvcRequestBuilders.multipart(java.net.URI.create(path)).file(file);
        request.header("Idempotency-Key", UUID.randomUUID().toString());
        return answer(dressed(request, HttpMethod.POST), path);
    }

    /** What a download holds. */
    public byte[] download(String path) {
        try {
            var response = mvc.perform(dressed(MockMvcRequestBuilders.get(java.net.URI.create(path)), HttpMethod.GET))
                    .andReturn()
                    .getResponse();
            if (response.getStatus() != 200) {
                throw new AssertionError(path + " answered " + response.getStatus());
            }
            return response.getContentAsByteArray();
        } catch (Exception e) {
            throw new AssertionError(path, e);
        }
    }

    private <B extends org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<B>> B dressed(
            B request, HttpMethod method) {
        if (!cookies.isEmpty()) {
            request.cookie(cookies.values().toArray(Cookie[]::new));
        }
        var token = cookies.get("XSRF-TOKEN");
        if (token != null && method != HttpMethod.GET) {
            request.header("X-XSRF-TOKEN", token.getValue());
        }
        headers.forEach(request::header);
        return request;
    }

    public Answer put(String path, @Nullable String body) {
        return send(HttpMethod.PUT, path, body);
    }

    public Answer delete(String path) {
        return send(HttpMethod.DELETE, path, null);
    }

    /** Sends bytes as they are, with a key of its own. */
    public Answer postBytes(String path, byte[] bytes) {
        var keyed = headers.containsKey("Idempotency-Key")
                ? this
                : withHeader("Idempotency-Key", UUID.randomUUID().toString());
        return keyed.send(HttpMethod.POST, path, bytes, "application/octet-stream");
    }

    public Answer send(HttpMethod method, String path, @Nullable String body) {
        return send(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** Sends bytes of a kind, just so. */
    public Answer sendBytes(HttpMethod method, String path, byte[] body, String type) {
        return send(method, path, body, type);
    }

    private Answer send(HttpMethod method, String path, byte @Nullable [] body, String type) {
        MockHttpServletRequestBuilder request =
                dressed(MockMvcRequestBuilders.request(method, java.net.URI.create(path)), method);
        if (body != null) {
            request.contentType(type).content(body);
        }
        return answer(request, method + " " + path);
    }

    private Answer answer(org.springframework.test.web.servlet.RequestBuilder request, String what) {
        try {
            var response = mvc.perform(request).andReturn().getResponse();
            for (var cookie : response.getCookies()) {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie);
                }
            }
            var answerHeaders = new LinkedHashMap<String, String>();
            for (var name : response.getHeaderNames()) {
                answerHeaders.put(name.toLowerCase(java.util.Locale.ROOT), response.getHeader(name));
            }
            var text = response.getContentAsString(StandardCharsets.UTF_8);
            var isJson = String.valueOf(response.getContentType()).contains("json") && !text.isEmpty();
            return new Answer(
                    response.getStatus(),
                    answerHeaders,
                    text,
                    isJson ? json.readTree(text) : null,
                    response.getContentAsByteArray());
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
