package org.sanhao.lang.pack.shape;

import java.util.Collection;
import java.util.Map;

/** Visits every value of a record tree, each with the path by which {@link Positions} finds it. */
public final class Walk {
    private final Shape shape;
    private final Visitor visitor;

    private Walk(Shape shape, Visitor visitor) {
        this.shape = shape;
        this.visitor = visitor;
    }

    /** Told about every value that is there; a record before its components, in the order written. */
    public interface Visitor {
        /** A record and where it stands. */
        void record(String path, Object record);

        /** A single value, and the component it belongs to. For a list each element, for a map each key ({@code #key}). */
        void scalar(String path, Object value, Component component);
    }

    public static void over(Shape shape, Object root, Visitor visitor) {
        new Walk(shape, visitor).record("", root);
    }

    private void record(String path, Object record) {
        visitor.record(path, record);
        for (var component : RecordShape.of(record.getClass()).components()) {
            var value = component.in(record);
            if (value != null) {
                value(Positions.below(path, component.key()), value, component);
            }
        }
    }

    private void value(String path, Object value, Component component) {
        switch (value) {
            case Collection<?> items -> {
                int i = 0;
                for (var item : items) {
                    value(path + "[" + i++ + "]", item, component);
                }
            }
            case Map<?, ?> entries ->
                entries.forEach((key, item) -> {
                    var child = Positions.below(path, key.toString());
                    visitor.scalar(child + "#key", key, component);
                    if (item instanceof Record inner && !shape.isSpelled(inner)) {
                        record(child, inner);
                    }
                });
            case Record inner when !shape.isSpelled(inner) -> record(path, inner);
            default -> visitor.scalar(path, value, component);
        }
    }
}
