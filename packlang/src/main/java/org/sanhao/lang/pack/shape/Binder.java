package org.sanhao.lang.pack.shape;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Finding;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.Position;

/**
 * Turns one positioned tree into one record, reporting every key or value that does not fit. It goes on after a fault,
 * so that an officer sees all of them at once; the record is missing when anything was wrong.
 */
final class Binder {
    private static final int LONGEST_QUOTE = 60;

    private final Shape shape;
    private final List<Finding> findings = new ArrayList<>();
    private final Positions positions = new Positions();

    Binder(Shape shape) {
        this.shape = shape;
    }

    <T> Bound<T> bind(Class<T> type, Node root) {
        var value = value(type, root, "");
        return new Bound<>(
                findings.isEmpty() && value != null ? type.cast(value) : null, positions, List.copyOf(findings));
    }

    private @Nullable Object value(Type type, Node node, String path) {
        positions.put(path, node);
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var of = generic.getActualTypeArguments();
            if (raw == List.class) {
                return list(of[0], node, path);
            }
            if (raw == Set.class) {
                var items = list(of[0], node, path);
                return items == null ? null : new LinkedHashSet<>(items);
            }
            if (raw == Map.class) {
                return map((Class<?>) of[0], of[1], node, path);
            }
            throw new IllegalStateException("no shape for " + type);
        }
        var plain = (Class<?>) type;
        if (plain.isSealed() && plain.isInterface() && shape.spelling(plain) == null) {
            var chosen = variant(plain, node);
            return chosen == null ? null : value(chosen, node, path);
        }
        if (plain.isRecord() && shape.spelling(plain) == null) {
            return record(RecordShape.of(plain), node, path);
        }
        return scalar(plain, node);
    }

    private @Nullable Class<?> variant(Class<?> sealed, Node node) {
        var variant = sealed.getAnnotation(Variant.class);
        if (!(node instanceof Node.Mapping mapping)) {
            return sealed.getPermittedSubclasses()[0];
        }
        var written = mapping.get(variant.value());
        var kind = written instanceof Node.Scalar scalar ? scalar.text() : variant.otherwise();
        var kinds = new ArrayList<String>();
        for (var candidate : sealed.getPermittedSubclasses()) {
            var name = candidate.getAnnotation(Variant.class).value();
            if (name.equals(kind)) {
                return candidate;
            }
            kinds.add(name);
        }
        notOneOf(written == null ? node.at() : written.at(), kind, kinds);
        return null;
    }

    private @Nullable Object record(RecordShape record, Node node, String path) {
        var shorthand = record.shorthand();
        if (!(node instanceof Node.Mapping mapping)) {
            if (shorthand == null) {
                wrongKind(node, "一组“键: 值”", "a mapping");
                return null;
            }
            return bare(record, shorthand, node, path);
        }
        var variant = record.type().getAnnotation(Variant.class);
        boolean complete = true;
        for (var entry : mapping.entries()) {
            var key = entry.key().text();
            boolean discriminator =
                    variant != null && shape.discriminator(record.type()).equals(key);
            if (!discriminator && !record.keys().contains(key)) {
                findings.add(Finding.of(
                        Fault.UNKNOWN_KEY, entry.key().at(), quote(key), Advice.insteadOf(key, record.keys())));
                complete = false;
            }
        }
        var values = new @Nullable Object[record.components().size()];
        for (int i = 0; i < values.length; i++) {
            var component = record.components().get(i);
            var child = Positions.below(path, component.key());
            var written = mapping.get(component.key());
            if (written == null || (written instanceof Node.Scalar scalar && scalar.isNull())) {
                if (!component.optional()) {
                    findings.add(Finding.of(Fault.MISSING_KEY, mapping.at(), component.key(), says(component)));
                    complete = false;
                }
                values[i] = shape.fallback(component);
            } else {
                values[i] = component(component, written, child);
                complete &= values[i] != null;
            }
        }
        return complete ? record.make(values) : null;
    }

    private @Nullable Object bare(RecordShape record, Component shorthand, Node node, String path) {
        var values = new @Nullable Object[record.components().size()];
        boolean complete = true;
        for (int i = 0; i < values.length; i++) {
            var component = record.components().get(i);
            if (component.equals(shorthand)) {
                values[i] = component(component, node, Positions.below(path, component.key()));
                complete &= values[i] != null;
            } else {
                values[i] = shape.fallback(component);
                if (!component.optional()) {
                    findings.add(Finding.of(Fault.MISSING_KEY, node.at(), component.key(), says(component)));
                    complete = false;
                }
            }
        }
        return complete ? record.make(values) : null;
    }

    private @Nullable Object component(Component component, Node node, String path) {
        int before = findings.size();
        var value = value(component.type(), node, path);
        if (component.notEmpty()
                && ((value instanceof List<?> list && list.isEmpty())
                        || (value instanceof Map<?, ?> map && map.isEmpty()))) {
            findings.add(Finding.of(Fault.EMPTY_LIST, node.at(), component.key()));
        }
        return findings.size() > before ? null : value;
    }

    private @Nullable List<Object> list(Type of, Node node, String path) {
        if (node instanceof Node.Scalar single && of instanceof Class<?> plain && shape.isScalar(plain)) {
            var value = value(of, single, path + "[0]");
            return value == null ? null : List.of(value);
        }
        if (!(node instanceof Node.Sequence sequence)) {
            wrongKind(node, "一个列表（每项以短横开头）", "a list");
            return null;
        }
        var items = new ArrayList<Object>();
        boolean complete = true;
        for (int i = 0; i < sequence.items().size(); i++) {
            var item = value(of, sequence.items().get(i), path + "[" + i + "]");
            if (item == null) {
                complete = false;
            } else {
                items.add(item);
            }
        }
        return complete ? List.copyOf(items) : null;
    }

    private @Nullable Map<Object, Object> map(Class<?> keyType, Type of, Node node, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            wrongKind(node, "一组“键: 值”", "a mapping");
            return null;
        }
        var entries = new LinkedHashMap<Object, Object>();
        boolean complete = true;
        for (var entry : mapping.entries()) {
            var child = Positions.below(path, entry.key().text());
            positions.put(child + "#key", entry.key());
            var key = scalar(keyType, entry.key());
            var value = value(of, entry.value(), child);
            if (key == null || value == null) {
                complete = false;
            } else {
                entries.put(key, value);
            }
        }
        return complete ? entries : null;
    }

    private @Nullable Object scalar(Class<?> type, Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            wrongKind(node, "一个值", "a single value");
            return null;
        }
        var value = shape.read(type, scalar.text());
        if (value != null && !(scalar.isNull() && type == String.class)) {
            return value;
        }
        if (type.isEnum()) {
            notOneOf(scalar.at(), scalar.text(), shape.spellings(type));
        } else {
            var expected = shape.expected(type);
            findings.add(Finding.of(expected.fault(), scalar.at(), quote(scalar.text()), expected.words()));
        }
        return null;
    }

    private void notOneOf(Position at, String text, List<String> choices) {
        var near = Advice.nearest(text, choices);
        findings.add(Finding.of(
                Fault.NOT_ONE_OF,
                at,
                quote(text),
                String.join(" ", choices),
                near.map(word -> "；是否想写“" + word + "”").orElse(""),
                near.map(word -> "; did you mean \"" + word + "\"?").orElse("")));
    }

    private void wrongKind(Node node, String zh, String en) {
        var found = switch (node) {
            case Node.Scalar ignored -> Advice.both("一个值", "a single value");
            case Node.Sequence ignored -> Advice.both("一个列表", "a list");
            case Node.Mapping ignored -> Advice.both("一组“键: 值”", "a mapping");
        };
        findings.add(Finding.of(Fault.WRONG_KIND, node.at(), Advice.both(zh, en), found));
    }

    private static String says(Component component) {
        return component.says().isEmpty() ? component.key() : component.says();
    }

    static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
