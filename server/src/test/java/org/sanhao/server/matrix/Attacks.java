package org.sanhao.server.matrix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.contract.Contract;
import org.sanhao.server.contract.Contract.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything a hostile or broken client may make of an operation of the contract: each place of a well-formed request, one
 * at a time, filled with what does not belong there.
 */
final class Attacks {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String HUGE = "x".repeat(100_000);

    /** Texts nobody types; where only one kind of text fits, all of them are wrong. */
    private static final List<String> TEXTS = List.of(
            "",
            "   ",
            "\0",
            "a\0b",
            "\u0007\u001b[31m",
            "\u202e\u2066txt.exe",
            "𠮷👨‍👩‍👧",
            "{0} {9} '{'",
            "' OR 1=1 --",
            "%_\\",
            "../../etc/passwd",
            "=1+1",
            "NOPE",
            "-1",
            "null",
            "1-1-1-1-1",
            "00000000-0000-0000-0000-000000000000",
            "+999999999-12-31",
            "-999999999-01-01",
            "0000-01-01",
            "2026-02-30",
            "9999-12-31",
            "+1000000000-12-31T23:59:59Z",
            "-1000000000-01-01T00:00:00Z",
            "2026-01-01T00:00:00+25:00",
            "字".repeat(3_000));

    /** What else may stand where the contract wants something, as it is written in JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "1e400",
            "-1e-400",
            "1.5",
            "NaN",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"a\":{\"b\":null}}",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"" + HUGE + "\"");

    private static final List<String> QUESTIONS = List.of(
            "%00",
            "a%00b",
            "%FF%FE",
            "%ED%A0%80",
            "%0D%0Ax:y",
            "2147483648",
            "-2147483649",
            "1e9",
            "NaN",
            "true",
            "99999999999999999999",
            "x".repeat(3_000));

    private static final List<String> PLACES = List.of(
            "%00", "%2e%2e", "%5C", "%0A", "%25", "%7B0%7D", "%ED%A0%80", "a;b=c", "%E2%80%AE", "x".repeat(2_000));

    /** Bodies that are wrong as a whole. */
    private static final Map<String, byte[]> BODIES = bodies();

    private static final Map<String, List<String>> HEADERS = Map.of(
            "Accept",
            List.of("text/html", "image/png", "nonsense", "application/xml;q=0", "*/*;q=2"),
            "Content-Type",
            List.of(
                    "text/plain",
                    "application/xml",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=utf-16",
                    "application/json; charset=nonsense",
                    "nonsense",
                    "application/problem+json"),
            "If-Match",
            List.of("", "*", "1", "\"-1\"", "\"99999999999\"", "\"1\", \"2\"", "W/\"1\"", "\"x\""),
            "Idempotency-Key",
            List.of("", "short", "k".repeat(101), "k".repeat(4_000), "%00%00%00%00%00", "same-key-for-all"),
            "Sanhao-Post",
            List.of("", "nonsense", "00000000-0000-0000-0000-000000000000"),
            "Range",
            List.of("bytes=-1", "bytes=9-1", "bytes=0-99999999999999999999"),
            "Accept-Language",
            List.of("nonsense-nonsense-nonsense", "*;q=9"));

    private static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE");

    private final Contract contract;
    private final JsonMapper json;
    private final Map<String, String> own;
    private final Map<String, String> foreign;

    /**
     * Attacks on what belongs to an institution.
     *
     * @param own ids of well-formed requests
     * @param foreign ids the attacker must not reach
     */
    Attacks(Contract contract, JsonMapper json, Map<String, String> own, Map<String, String> foreign) {
        this.contract = contract;
        this.json = json;
        this.own = own;
        this.foreign = foreign;
    }

    /**
     * One request.
     *
     * @param how what is wrong with it, in words
     */
    record Attack(
            Operation operation,
            String method,
            String path,
            Map<String, String> headers,
            byte @Nullable [] body,
            String how) {
        @Override
        public String toString() {
            var shown = body == null ? "" : new String(body, StandardCharsets.UTF_8);
            return "%s (%s) %s %s %s %s"
                    .formatted(
                            operation.name(),
                            how,
                            method,
                            cut(path, 300),
                            cut(headers.toString(), 300),
                            cut(shown, 400));
        }

        private static String cut(String text, int most) {
            return text.length() <= most ? text : text.substring(0, most) + "…";
        }
    }

    /** All attacks on an operation; the first one is no attack but a request with every part well formed. */
    List<Attack> on(Operation operation, Permission asks) {
        var requests = new Requests(contract, json, own).withEveryPart();
        var subject = own.getOrDefault(asks.subject(), own.get("unit"));
        var text = requests.body(operation, asks.part(), subject);
        var type = Requests.type(operation);
        var body = text != null ? text.getBytes(StandardCharsets.UTF_8) : type == null ? null : new byte[] {1, 2, 3};
        var headers = new LinkedHashMap<String, String>();
        if (body != null) {
            headers.put("Content-Type", type == null ? "application/json" : type);
        }
        if (operation.needs("If-Match")) {
            headers.put("If-Match", "\"1\"");
        }
        var method = operation.method().toUpperCase(java.util.Locale.ROOT);
        var path = requests.path(operation, asks.part(), subject, subject);
        var plain = new Attack(operation, method, path, headers, body, "nothing wrong");

        var all = new ArrayList<Attack>();
        all.add(plain);
        places(operation, requests, asks, subject, (how, where) -> all.add(at(plain, where, how)));
        questions(operation, plain.path, (how, where) -> all.add(at(plain, where, how)));
        HEADERS.forEach((name, values) -> values.forEach(value -> {
            if (body != null || !name.equals("Content-Type")) {
                all.add(with(plain, name, value));
            }
        }));
        METHODS.forEach(other -> all.add(new Attack(operation, other, path, headers, body, "sent as " + other)));
        if (body != null) {
            BODIES.forEach((how, wrong) -> all.add(carrying(plain, wrong, how)));
            all.add(new Attack(operation, method, path, Map.of(), null, "no body and no type"));
        }
        if (text != null) {
            broken(json.readTree(text), (how, wrong) -> all.add(carrying(plain, utf8(wrong), how)));
        }
        return all;
    }

    private void places(
            Operation operation, Requests requests, Permission asks, String subject, BiConsumer<String, String> take) {
        var found = PARAMETER.matcher(operation.path());
        while (found.find()) {
            var name = found.group(1);
            var bad = new ArrayList<>(PLACES);
            TEXTS.stream()
                    .filter(text -> !text.isEmpty() && !text.contains("/") && !text.contains("\0"))
                    .map(Attacks::encoded)
                    .forEach(bad::add);
            bad.addAll(foreign.values());
            for (var value : bad) {
                var at = new Operation(
                        operation.method(),
                        operation.path().replace("{" + name + "}", "@@"),
                        operation.handler(),
                        operation.description());
                var path = requests.path(at, asks.part(), subject, subject).replace("@@", value);
                take.accept("{" + name + "} is " + value, path);
            }
        }
    }

    private void questions(Operation operation, String path, BiConsumer<String, String> take) {
        for (var parameter : operation.parameters()) {
            if (!"query".equals(parameter.get("in"))) {
                continue;
            }
            var name = String.valueOf(parameter.get("name"));
            var bad = new ArrayList<>(QUESTIONS);
            TEXTS.forEach(text -> bad.add(encoded(text)));
            bad.addAll(foreign.values());
            if (name.equals("cursor")) {
                bad.addAll(cursors());
            }
            for (var value : bad) {
                take.accept("?" + name + " is " + value, asking(path, name, value));
            }
            take.accept("?" + name + " twice", asking(path, name, "1") + "&" + name + "=2");
        }
        take.accept("a question nobody asked", asking(path, "nobody", "1"));
        take.accept("a broken question", path + (path.contains("?") ? "&" : "?") + "&&=&=1&%3D");
    }

    /** Cursors of the right make with wrong places in them: texts, numbers, ids, days. */
    private static List<String> cursors() {
        var cursors = new ArrayList<String>();
        var odd = List.of(
                "", "x", "-1", "99999999999999999999", "null", "NaN", "1-1-1-1-1", "+999999999-12-31", "\u0001");
        for (int size = 1; size <= 5; size++) {
            for (var value : odd) {
                var plain = String.join("\u001f", java.util.Collections.nCopies(size, value));
                cursors.add(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(plain)));
                var last = String.join("\u001f", java.util.Collections.nCopies(size - 1, value))
                        + (size == 1 ? "" : "\u001f") + "01a00000-0000-7000-8000-000000000000";
                cursors.add(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(last)));
            }
        }
        return cursors;
    }

    private static String asking(String path, String name, String value) {
        var parts = path.split("\\?", 2);
        var kept = parts.length == 1
                ? ""
                : java.util.Arrays.stream(parts[1].split("&"))
                        .filter(each -> !each.startsWith(name + "="))
                        .collect(java.util.stream.Collectors.joining("&"));
        return parts[0] + "?" + (kept.isEmpty() ? "" : kept + "&") + name + "=" + value;
    }

    /** The body with each of its parts missing, given twice, or something else. */
    private void broken(JsonNode whole, BiConsumer<String, String> take) {
        for (var pointer : pointers(whole, "")) {
            take.accept(pointer + " missing", written(whole, pointer, null));
            for (var value : VALUES) {
                take.accept(pointer + " is " + (value.length() > 40 ? "huge" : value), written(whole, pointer, value));
            }
            for (var text : TEXTS) {
                take.accept(pointer + " is a text", written(whole, pointer, json.writeValueAsString(text)));
            }
            if (whole.at(pointer).asString("").matches("[0-9a-f-]{36}")) {
                foreign.forEach((kind, id) ->
                        take.accept(pointer + " is the foreign " + kind, written(whole, pointer, "\"" + id + "\"")));
            }
            take.accept(pointer + " is many", written(whole, pointer, "[" + "\"x\",".repeat(5_000) + "\"x\"]"));
        }
        var text = json.writeValueAsString(whole);
        if (whole.isObject() && !whole.isEmpty()) {
            var first = whole.propertyNames().iterator().next();
            take.accept("a key twice", text.replaceFirst("\\{", "{\"" + first + "\":null,"));
            take.accept("an unknown key", text.replaceFirst("\\{", "{\"nobody\":1,"));
            take.accept("a key with a zero", text.replaceFirst("\\{", "{\"\\\\u0000\":1,"));
            take.accept("another key in its place", text.replace("\"1\":", "\"\\u0000\":"));
            take.accept("cut off", text.substring(0, text.length() / 2));
            take.accept("something after it", text + "{}");
        }
    }

    private static List<String> pointers(JsonNode node, String at) {
        var all = new ArrayList<String>();
        if (!at.isEmpty()) {
            all.add(at);
        }
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(each -> all.addAll(pointers(each.getValue(), at + "/" + each.getKey())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    all.addAll(pointers(array.get(i), at + "/" + i));
                }
            }
            default -> {}
        }
        return all;
    }

    /** The JSON with {@code value}, as it stands, at a place, or without the place. */
    private String written(JsonNode whole, String pointer, @Nullable String value) {
        var mark = "@@place@@";
        var copy = whole.deepCopy();
        int last = pointer.lastIndexOf('/');
        var name = pointer.substring(last + 1);
        switch (copy.at(pointer.substring(0, last))) {
            case ObjectNode object when value == null -> object.remove(name);
            case ObjectNode object -> object.put(name, mark);
            case ArrayNode array when value == null -> array.remove(Integer.parseInt(name));
            case ArrayNode array -> array.set(Integer.parseInt(name), mark);
            default -> throw new IllegalStateException(pointer);
        }
        var text = json.writeValueAsString(copy);
        return value == null ? text : text.replace("\"" + mark + "\"", value);
    }

    private static Attack at(Attack plain, String path, String how) {
        return new Attack(plain.operation, plain.method, path, plain.headers, plain.body, how);
    }

    private static Attack with(Attack plain, String header, String value) {
        var headers = new LinkedHashMap<>(plain.headers);
        headers.put(header, value);
        return new Attack(plain.operation, plain.method, plain.path, headers, plain.body, header + " is " + value);
    }

    private static Attack carrying(Attack plain, byte[] body, String how) {
        return new Attack(plain.operation, plain.method, plain.path, plain.headers, body, how);
    }

    private static Map<String, byte[]> bodies() {
        var bodies = new LinkedHashMap<String, byte[]>();
        bodies.put("empty", new byte[0]);
        bodies.put("null", utf8("null"));
        bodies.put("a text", utf8("\"x\""));
        bodies.put("a number", utf8("1"));
        bodies.put("a list", utf8("[]"));
        bodies.put("an empty object", utf8("{}"));
        bodies.put("not JSON", utf8("<a/>"));
        bodies.put("half a sign", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xe4, (byte) 0xb8, '"', '}'});
        bodies.put("a zero byte", new byte[] {'{', 0, '}'});
        bodies.put("a byte order mark", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'});
        bodies.put("two bytes a sign", "{}".getBytes(StandardCharsets.UTF_16BE));
        bodies.put("deep", utf8("[".repeat(20_000)));
        bodies.put("deep in an object", utf8("{\"a\":".repeat(20_000)));
        bodies.put("a long number", utf8("{\"a\":" + "9".repeat(50_000) + "}"));
        bodies.put("three megabytes", utf8("{\"a\":\"" + "x".repeat(3_000_000) + "\"}"));
        return bodies;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
