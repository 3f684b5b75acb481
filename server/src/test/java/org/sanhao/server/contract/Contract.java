package org.sanhao.server.contract;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanhao.kernel.Page;
import org.sanhao.server.access.Acting;
import org.sanhao.server.caller.Caller;
import org.sanhao.server.http.CodesOf;
import org.sanhao.server.http.Problem;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP contract as the running server describes itself, brought into the one form that is committed: sorted, without
 * address or version, every record named after its module, and as exact about what may be missing as the code is.
 */
@Component
public class Contract {
    /** Where the committed contract lies. */
    public static final Path FILE = Path.of("..", "api", "openapi.yaml");

    private static final List<String> METHODS = List.of("get", "put", "post", "delete");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Pattern MODULE = Pattern.compile("org\\.sanhao\\.server\\.(\\w+)\\..*");

    private final MockMvc mvc;
    private final JsonMapper json;
    private final RequestMappingHandlerMapping mappings;
    private @Nullable Map<String, Object> drawn;

    Contract(MockMvc mvc, JsonMapper json, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.mvc = mvc;
        this.json = json;
        this.mappings = requestMappingHandlerMapping;
    }

    /** One request the server answers. */
    public record Operation(String method, String path, HandlerMethod handler, Map<String, Object> description) {
        /** {@code PUT /api/units/{id}}. */
        public String name() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }

        public boolean needs(String header) {
            return parameters().stream().anyMatch(each -> header.equals(each.get("name")));
        }

        public boolean has(String parameter) {
            return needs(parameter);
        }

        /** The schema of the JSON body, or null. */
        @SuppressWarnings("unchecked")
        public @Nullable Map<String, Object> body() {
            var body = (Map<String, Object>) description.get("requestBody");
            if (body == null) {
                return null;
            }
            var content = (Map<String, Map<String, Object>>) body.get("content");
            var asJson = content.get("application/json");
            return asJson == null ? null : (Map<String, Object>) asJson.get("schema");
        }

        @SuppressWarnings("unchecked")
        public List<Map<String, Object>> parameters() {
            return (List<Map<String, Object>>) description.getOrDefault("parameters", List.of());
        }
    }

    /** Every operation below {@code /api}, by path and method. */
    public List<Operation> operations() {
        var handlers = handlers();
        var all = new ArrayList<Operation>();
        map(tree(), "paths")
                .forEach((path, methods) -> object(methods)
                        .forEach((method, operation) -> all.add(
                                new Operation(method, path, handlers.get(method + " " + path), object(operation)))));
        return all;
    }

    /** The schema behind a reference. */
    public Map<String, Object> schema(Map<String, Object> schema) {
        return schema.get("$ref") instanceof String ref
                ? map(map(tree(), "components"), "schemas", ref.substring(SCHEMAS.length()))
                : schema;
    }

    /** The committed form. */
    public String text() {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(10_000)
                .setSplitLines(false)
                .build();
        return "# Generated by a test from the running server; `./sanhao test --accept` takes a change over.\n"
                + new Dump(settings).dumpToString(tree());
    }

    private Map<String, Object> tree() {
        if (drawn == null) {
            drawn = draw();
        }
        return drawn;
    }

    static {
        // Who asks comes with the session, not with the request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Acting.class, Caller.class);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> draw() {
        Map<String, Object> raw;
        try {
            raw = json.readValue(
                    mvc.perform(MockMvcRequestBuilders.get("/v3/api-docs"))
                            .andReturn()
                            .getResponse()
                            .getContentAsString(StandardCharsets.UTF_8),
                    Map.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var schemas = new TreeMap<String, Object>();
        var given = map(map(raw, "components"), "schemas");
        given.forEach((name, schema) -> {
            var before = schemas.put(shortName(name), exact(name, object(schema), given));
            if (before != null) {
                throw new AssertionError("two records of one module are called " + shortName(name) + "; rename one");
            }
        });
        schemas.put("Problem", problem());
        var paths = paths(raw, schemas);
        var used = new TreeMap<String, Object>();
        var open = new ArrayList<Object>(List.of(paths, Map.of("$ref", SCHEMAS + "Problem")));
        while (!open.isEmpty()) {
            for (var name : references(open.removeLast())) {
                if (!used.containsKey(name)) {
                    var schema = schemas.get(name);
                    if (schema == null) {
                        throw new AssertionError("no schema " + name);
                    }
                    used.put(name, schema);
                    open.add(schema);
                }
            }
        }
        var refused = ordered(
                "description",
                "Refused; see docs/reference/error-codes.zh-CN.md",
                "content",
                Map.of("application/problem+json", Map.of("schema", Map.of("$ref", SCHEMAS + "Problem"))));
        return ordered(
                "openapi",
                "3.1.0",
                "info",
                ordered("title", "Sanhao", "version", "1"),
                "paths",
                paths,
                "components",
                ordered("responses", Map.of("Refused", refused), "schemas", used));
    }

    private Map<String, Object> paths(Map<String, Object> raw, Map<String, Object> schemas) {
        var handlers = handlers();
        var paths = new TreeMap<String, Object>();
        map(raw, "paths").forEach((path, operations) -> {
            if (!path.startsWith("/api/")) {
                return;
            }
            var shown = new LinkedHashMap<String, Object>();
            for (var method : METHODS) {
                var operation = object(operations).get(method);
                if (operation != null) {
                    var handler = handlers.get(method + " " + path);
                    if (handler == null) {
                        throw new AssertionError("nobody answers " + method + " " + path);
                    }
                    shown.put(method, operation(method, object(operation), handler));
                }
            }
            paths.put(path, shown);
        });
        return paths;
    }

    private Map<String, Object> operation(String method, Map<String, Object> raw, HandlerMethod handler) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("tags", List.of(moduleOf(handler.getBeanType().getName())));
        shown.put("operationId", operationId(handler));
        var parameters = parameters(method, raw, handler);
        if (!parameters.isEmpty()) {
            shown.put("parameters", parameters);
        }
        if (raw.get("requestBody") != null) {
            shown.put("requestBody", renamed(raw.get("requestBody")));
        } else if (takesBytes(handler)) {
            shown.put(
                    "requestBody",
                    ordered(
                            "content",
                            Map.of(
                                    MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                    Map.of("schema", ordered("type", "string", "format", "binary"))),
                            "required",
                            true));
        }
        var responses = new LinkedHashMap<String, Object>();
        map(raw, "responses").forEach((status, response) -> {
            if (status.startsWith("2")) {
                var made = method.equals("post") && handler.getMethod().getReturnType() == ResponseEntity.class;
                responses.put(made ? "2XX" : status, asJson(object(renamed(response))));
            }
        });
        responses.put("default", Map.of("$ref", "#/components/responses/Refused"));
        shown.put("responses", responses);
        return shown;
    }

    /** Whether the body is a file as it is, read by the operation itself: no argument stands for it. */
    private static boolean takesBytes(HandlerMethod handler) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null && List.of(mapping.consumes()).contains(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    }

    private List<Object> parameters(String method, Map<String, Object> raw, HandlerMethod handler) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (var each : list(raw.get("parameters"))) {
            var parameter = object(each);
            var schema = parameter.get("schema");
            if (schema instanceof Map<?, ?> map
                    && map.get("$ref") instanceof String ref
                    && ref.matches(".*\\.(Acting|Caller)$")) {
                continue;
            }
            var shown = new LinkedHashMap<String, Object>(object(renamed(parameter)));
            if ("If-Match".equals(shown.get("name"))) {
                shown.put("required", true);
                shown.put("schema", ordered("type", "string", "pattern", "^\"[0-9]{1,9}\"$"));
            }
            parameters.add(shown);
        }
        boolean once = Arrays.stream(handler.getMethod().getParameterTypes())
                .anyMatch(type -> type == HttpServletRequest.class);
        if (method.equals("post") && once && !"session".equals(subject(handler))) {
            parameters.add(ordered(
                    "name",
                    "Idempotency-Key",
                    "in",
                    "header",
                    "required",
                    true,
                    "schema",
                    ordered("type", "string", "minLength", 8, "maxLength", 100)));
        }
        parameters.sort(Comparator.comparing(
                each -> List.of("path", "query", "header", "cookie").indexOf(String.valueOf(each.get("in")))));
        return new ArrayList<>(parameters);
    }

    /** What the record says beside its types: which parts are always there, and which words a code may be. */
    private Map<String, Object> exact(String fullName, Map<String, Object> schema, Map<String, Object> all) {
        if (fullName.startsWith(Page.class.getName())) {
            var shown = object(renamed(schema));
            shown.put("required", List.of("items"));
            return shown;
        }
        var type = classOf(fullName);
        if (type != null && type.isSealed()) {
            return ordered("type", "object", "properties", ofAnyState(type, all));
        }
        var shown = new LinkedHashMap<>(object(renamed(schema)));
        if (type == null || !type.isRecord() || !(shown.get("properties") instanceof Map<?, ?>)) {
            return shown;
        }
        var properties = new LinkedHashMap<String, Object>();
        var given = object(shown.get("properties"));
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var property = given.get(component.getName());
            if (property == null) {
                continue;
            }
            var codes = component.getAnnotation(CodesOf.class);
            properties.put(
                    component.getName(),
                    codes != null
                            ? coded(object(property), codes)
                            : component.getType().isSealed() ? reference(component.getType()) : property);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
        }
        given.forEach(properties::putIfAbsent);
        shown.put("properties", properties);
        shown.remove("required");
        if (!required.isEmpty()) {
            shown.put("required", required);
        }
        return shown;
    }

    /** A sealed type travels as whichever of its records it is: any part of any of them. */
    private static Map<String, Object> ofAnyState(Class<?> type, Map<String, Object> all) {
        var parts = new TreeMap<String, Object>();
        new TreeMap<>(all).forEach((name, schema) -> {
            var state = classOf(name);
            if (state != null && state.isRecord() && type.isAssignableFrom(state)) {
                var own = list(object(schema).get("allOf")).stream()
                        .map(each -> object(object(each).get("properties")))
                        .toList();
                own.forEach(properties ->
                        properties.forEach((part, property) -> parts.putIfAbsent(part, object(renamed(property)))));
            }
        });
        return parts;
    }

    private static Map<String, Object> coded(Map<String, Object> property, CodesOf codes) {
        var words =
                Stream.concat(words(codes.value()), Arrays.stream(codes.also())).toList();
        var shown = new LinkedHashMap<>(property);
        if ("array".equals(property.get("type"))) {
            shown.put("items", ordered("type", "string", "enum", words));
        } else if (property.containsKey("additionalProperties")) {
            shown.put("additionalProperties", ordered("type", "string", "enum", words));
        } else {
            shown.put("enum", words);
        }
        return shown;
    }

    private static Stream<String> words(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(constant -> code((Enum<?>) constant));
        }
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses()).flatMap(Contract::words);
        }
        return Stream.of(type.getSimpleName());
    }

    /** How an enum constant is written on the wire: by its {@code wire()} or {@code code()}, else by its name. */
    static String code(Enum<?> constant) {
        for (var speaker : List.of("wire", "code")) {
            try {
                var method = constant.getDeclaringClass().getDeclaredMethod(speaker);
                method.setAccessible(true);
                return (String) method.invoke(constant);
            } catch (NoSuchMethodException next) {
                // the other way of saying it
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return constant.name();
    }

    private static Map<String, Object> problem() {
        var text = Map.of("type", "string");
        var fault = ordered(
                "type",
                "object",
                "properties",
                ordered("field", text, "message", text),
                "required",
                List.of("field", "message"));
        var properties = new LinkedHashMap<String, Object>();
        for (var component : Problem.class.getRecordComponents()) {
            properties.put(
                    component.getName(),
                    switch (component.getName()) {
                        case "status" -> Map.of("type", "integer");
                        case "fields" -> ordered("type", "array", "items", fault);
                        case "reasons" -> ordered("type", "array", "items", text);
                        case "allowedFrom" -> ordered("type", "string", "format", "date");
                        case "current" -> new LinkedHashMap<>();
                        default -> text;
                    });
        }
        return ordered(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.of("type", "title", "status", "code", "wayOut"));
    }

    private Map<String, HandlerMethod> handlers() {
        var handlers = new TreeMap<String, HandlerMethod>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            for (var path : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    handlers.put(method.name().toLowerCase(java.util.Locale.ROOT) + " " + path, handler);
                }
            }
        });
        return handlers;
    }

    /** {@code review.case.move}: module, controller, method. */
    private static String operationId(HandlerMethod handler) {
        return moduleOf(handler.getBeanType().getName()) + "."
                + subject(handler) + "."
                + handler.getMethod().getName();
    }

    private static String subject(HandlerMethod handler) {
        var name = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String moduleOf(String className) {
        var module = MODULE.matcher(className);
        return module.matches() ? module.group(1) : "house";
    }

    /** {@code org.sanhao.server.review.web.CaseViews.CaseRow} is {@code ReviewCaseRow}; a page of it {@code ReviewCaseRowPage}. */
    static String shortName(String fullName) {
        var page = Page.class.getName();
        if (fullName.startsWith(page) && fullName.length() > page.length()) {
            return shortName("o" + fullName.substring(page.length() + 1)) + "Page";
        }
        var module = moduleOf(fullName);
        var name = fullName.substring(fullName.lastIndexOf('.') + 1);
        return (module.equals("house") ? "" : Character.toUpperCase(module.charAt(0)) + module.substring(1)) + name;
    }

    private static Map<String, Object> reference(Class<?> type) {
        return ordered("$ref", SCHEMAS + shortName(type.getName().replace('$', '.')));
    }

    private static @Nullable Class<?> classOf(String dotted) {
        var name = dotted;
        while (true) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException inner) {
                int dot = name.lastIndexOf('.');
                if (dot < 0 || !Character.isUpperCase(name.charAt(name.lastIndexOf('.', dot - 1) + 1))) {
                    return null;
                }
                name = name.substring(0, dot) + "$" + name.substring(dot + 1);
            }
        }
    }

    private static Map<String, Object> asJson(Map<String, Object> response) {
        var shown = new LinkedHashMap<>(response);
        if (shown.get("content") instanceof Map<?, ?> content && content.get("*/*") instanceof Map<?, ?> any) {
            var schema = any.get("schema");
            boolean bytes = schema instanceof Map<?, ?> map && "binary".equals(map.get("format"));
            shown.put("content", Map.of(bytes ? "application/octet-stream" : "application/json", any));
        }
        return shown;
    }

    private static @Nullable Object renamed(@Nullable Object node) {
        return switch (node) {
            case null -> null;
            case Map<?, ?> map -> {
                var shown = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> shown.put(
                        String.valueOf(key),
                        "$ref".equals(key) && value instanceof String ref && ref.startsWith(SCHEMAS)
                                ? SCHEMAS + shortName(ref.substring(SCHEMAS.length()))
                                : renamed(value)));
                yield shown;
            }
            case List<?> list -> list.stream().map(Contract::renamed).toList();
            default -> node;
        };
    }

    private static Set<String> references(@Nullable Object node) {
        var found = new TreeSet<String>();
        switch (node) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    if ("$ref".equals(key) && value instanceof String ref && ref.startsWith(SCHEMAS)) {
                        found.add(ref.substring(SCHEMAS.length()));
                    } else {
                        found.addAll(references(value));
                    }
                });
            case List<?> list -> list.forEach(each -> found.addAll(references(each)));
            default -> {}
        }
        return found;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    private static List<?> list(@Nullable Object node) {
        return node == null ? List.of() : (List<?>) node;
    }

    private static Map<String, Object> map(Map<String, Object> node, String... path) {
        var at = node;
        for (var step : path) {
            at = object(at.get(step));
        }
        return at;
    }

    /** What is committed. */
    static String committed() {
        try {
            return Files.exists(FILE) ? Files.readString(FILE) : "";
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operation ids given twice. */
    Set<String> twice() {
        var seen = new LinkedHashSet<String>();
        var twice = new TreeSet<String>();
        for (var operation : operations()) {
            var id = String.valueOf(operation.description().get("operationId"));
            if (!seen.add(id)) {
                twice.add(id);
            }
        }
        return twice;
    }
}
