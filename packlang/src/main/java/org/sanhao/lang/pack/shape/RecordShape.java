package org.sanhao.lang.pack.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The keys of a record type in order, and the way to make one. Read once per type. */
public record RecordShape(
        Class<?> type, List<Component> components, @Nullable Component shorthand) {
    private static final ConcurrentHashMap<Class<?>, RecordShape> KNOWN = new ConcurrentHashMap<>();

    public static RecordShape of(Class<?> type) {
        return KNOWN.computeIfAbsent(type, RecordShape::read);
    }

    private static RecordShape read(Class<?> type) {
        var components =
                Arrays.stream(type.getRecordComponents()).map(Component::of).toList();
        var shorthand = type.getAnnotation(Shorthand.class);
        Component bare = null;
        if (shorthand != null) {
            bare = components.stream()
                    .filter(component -> component.of().getName().equals(shorthand.value()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(type + ": no component " + shorthand.value()));
        }
        return new RecordShape(type, components, bare);
    }

    public List<String> keys() {
        return components.stream().map(Component::key).toList();
    }

    Object make(@Nullable Object[] values) {
        try {
            return constructor().newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + ": " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.toString(), e);
        }
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        var types = Arrays.stream(type.getRecordComponents())
                .map(component -> component.getType())
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types);
    }
}
