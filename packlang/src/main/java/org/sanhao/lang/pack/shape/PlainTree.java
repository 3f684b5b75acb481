package org.sanhao.lang.pack.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record as a tree of maps, lists, texts, whole numbers and truths: the one canonical way of writing it. Defaults and
 * empty collections are left out, shorthands are written in full, so that two spellings of the same meaning give the same
 * tree; reading the tree again gives an equal record.
 */
final class PlainTree {
    private final Shape shape;

    PlainTree(Shape shape) {
        this.shape = shape;
    }

    Map<String, Object> of(Object record) {
        var tree = new LinkedHashMap<String, Object>();
        var variant = record.getClass().getAnnotation(Variant.class);
        if (variant != null && !variant.value().equals(shape.otherwise(record.getClass()))) {
            tree.put(shape.discriminator(record.getClass()), variant.value());
        }
        for (var component : RecordShape.of(record.getClass()).components()) {
            var value = component.in(record);
            if (value != null && !isLeftOut(component, value)) {
                tree.put(component.key(), tree(value));
            }
        }
        return tree;
    }

    private boolean isLeftOut(Component component, Object value) {
        if (value instanceof Collection<?> items) {
            return items.isEmpty();
        }
        if (value instanceof Map<?, ?> entries) {
            return entries.isEmpty();
        }
        return component.fallback() != null && Objects.equals(value, shape.fallback(component));
    }

    private Object tree(@Nullable Object value) {
        return switch (value) {
            case null -> throw new IllegalStateException("no null stands inside a record");
            case Set<?> items ->
                // the order of a set says nothing, so the canonical form has its own
                items.stream()
                        .map(item -> tree(item))
                        .sorted(Comparator.comparing(Object::toString))
                        .toList();
            case Collection<?> items -> {
                List<Object> list = new ArrayList<>();
                items.forEach(item -> list.add(tree(item)));
                yield list;
            }
            case Map<?, ?> entries -> {
                var map = new LinkedHashMap<String, Object>();
                entries.forEach(
                        (key, item) -> map.put(key instanceof String word ? word : shape.write(key), tree(item)));
                yield map;
            }
            case String text -> text;
            case Integer number -> number;
            case Boolean truth -> truth;
            case Record record when !shape.isSpelled(record) -> of(record);
            default -> shape.write(value);
        };
    }
}
