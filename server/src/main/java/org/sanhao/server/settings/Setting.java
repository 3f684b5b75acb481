package org.sanhao.server.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * One key a file or the environment may set.
 *
 * @param key as written in {@code sanhao.yaml}, dots for indentation
 * @param type of one value; of one element where {@code many}
 * @param least the smallest whole number that may be written
 * @param most the largest
 * @param preset what holds when nobody says anything, empty for "nothing"
 */
public record Setting(
        String key,
        Class<?> type,
        boolean many,
        long least,
        long most,
        String preset,
        String explanation,
        String example,
        boolean secret) {

    /** Every key of the product, in the order of the alphabet. */
    public static List<Setting> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        // Whoever receives settings is called so: of the other classes not even the header is read.
        scanner.setResourcePattern("**/*Settings.class");
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var all = new ArrayList<Setting>();
        for (var found : scanner.findCandidateComponents("org.sanhao.server")) {
            try {
                var type = Class.forName(found.getBeanClassName());
                var prefix = type.getAnnotation(ConfigurationProperties.class).value();
                collect(prefix, type, all);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        all.sort(Comparator.comparing(Setting::key));
        return all;
    }

    private static void collect(String prefix, Class<?> type, Collection<Setting> into) {
        if (!type.isRecord()) {
            throw new IllegalStateException(type + " receives settings and must be a record");
        }
        for (var component : type.getRecordComponents()) {
            var key = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                collect(key, component.getType(), into);
            } else {
                into.add(of(key, component));
            }
        }
    }

    private static Setting of(String key, RecordComponent component) {
        var said = component.getAnnotation(Explained.class);
        if (said == null) {
            throw new IllegalStateException("@Explained is missing at " + key);
        }
        boolean many = Collection.class.isAssignableFrom(component.getType());
        return new Setting(
                key,
                many ? element(component.getGenericType()) : component.getType(),
                many,
                said.least(),
                said.most(),
                preset(component),
                said.value(),
                said.example(),
                said.secret());
    }

    private static Class<?> element(Type type) {
        return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static String preset(RecordComponent component) {
        var owner = component.getDeclaringRecord();
        var names = Arrays.stream(owner.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        var parameters = owner.getDeclaredConstructors()[0].getParameters();
        @Nullable
        DefaultValue preset = parameters[names.indexOf(component.getName())].getAnnotation(DefaultValue.class);
        return preset == null ? "" : String.join(", ", preset.value());
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a value as written, in words; null when it fits. */
    public @Nullable String fault(String text) {
        try {
            if (type == Path.class) {
                var parsed = Path.of(text);
            } else {
                var value = ApplicationConversionService.getSharedInstance().convert(text, type);
                if (value instanceof Number number && (number.longValue() < least || number.longValue() > most)) {
                    return misfit(text);
                }
            }
            return null;
        } catch (ConversionException | IllegalArgumentException misfit) {
            return misfit(text);
        }
    }

    private String misfit(String text) {
        var shown = secret ? "所写的值" : "「" + text + "」";
        return "「" + key + "」应是" + kind() + "，" + shown + "不是。" + (example.isEmpty() ? "" : "例：" + example);
    }

    /** Each value of a list, or the one value, as written on one line. */
    public List<String> each(String text) {
        return many ? Arrays.stream(text.split(",", -1)).map(String::strip).toList() : List.of(text.strip());
    }

    /** The same key as a variable of the environment. */
    public String variable() {
        return key.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** What may be written, in words. */
    public String kind() {
        var one = switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" ->
                least == Long.MIN_VALUE ? "整数" : "整数（" + least + " 至 " + most + "）";
            case "boolean", "Boolean" -> "true 或 false";
            case "Path" -> "路径";
            case "Duration" -> "时长，如 30s、5m";
            case "DataSize" -> "大小，如 200MB";
            default ->
                type.isEnum()
                        ? String.join(
                                " 或 ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(each -> each.toString().toLowerCase(Locale.ROOT))
                                        .toList())
                        : "文字";
        };
        return many ? one + "的列表" : one;
    }
}
