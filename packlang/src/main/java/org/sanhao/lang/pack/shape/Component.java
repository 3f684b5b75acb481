package org.sanhao.lang.pack.shape;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One key of a record, as its annotations describe it.
 *
 * @param key the key in YAML
 * @param says what it means, in Chinese
 * @param fallback the spelling of the value when the key is missing, or null
 * @param refers the kind of thing the value names, or null
 * @param optional whether the key may be missing
 */
public record Component(
        RecordComponent of,
        String key,
        Type type,
        String says,
        @Nullable String fallback,
        @Nullable String refers,
        boolean notEmpty,
        boolean optional) {

    static Component of(RecordComponent component) {
        var key = component.getAnnotation(Key.class);
        var says = component.getAnnotation(Says.class);
        var fallback = component.getAnnotation(Default.class);
        var refers = component.getAnnotation(Refers.class);
        boolean notEmpty = component.isAnnotationPresent(NotEmpty.class);
        boolean many = Collection.class.isAssignableFrom(component.getType())
                || Map.class.isAssignableFrom(component.getType());
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || fallback != null
                || (many && !notEmpty);
        return new Component(
                component,
                key != null ? key.value() : kebab(component.getName()),
                component.getGenericType(),
                says != null ? says.value() : "",
                fallback != null ? fallback.value() : null,
                refers != null ? refers.value() : null,
                notEmpty,
                optional);
    }

    /** The value in a record, null when left out. */
    public @Nullable Object in(Object record) {
        try {
            return of.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(of.toString(), e);
        }
    }

    static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-zA-Z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
