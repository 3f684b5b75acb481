package org.sanhao.lang.pack.shape;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.source.Advice;
import org.sanhao.lang.pack.source.Fault;
import org.sanhao.lang.pack.source.Node;

/** A family of records that share their spelled values: binds trees to them and describes them. */
public final class Shape {
    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Map<Class<?>, Spelling<?>> spellings = new HashMap<>();
    private final Map<Class<?>, Fault> faults;

    /**
     * @param spellings the values written as one word or phrase
     * @param faults the finding of a wrong spelling where it is not the general one
     */
    public Shape(List<Spelling<?>> spellings, Map<Class<?>, Fault> faults) {
        spellings.forEach(spelling -> this.spellings.put(spelling.type(), spelling));
        this.faults = Map.copyOf(faults);
    }

    /** Binds a tree to a record type. Never throws on a wrong tree. */
    public <T> Bound<T> bind(Class<T> type, Node root) {
        return new Binder(this).bind(type, root);
    }

    /** The canonical tree of a record: maps, lists, texts, whole numbers and truths. Binding it gives the record again. */
    public Map<String, Object> tree(Object record) {
        return new PlainTree(this).of(record);
    }

    /** What a missing key stands for, null when for nothing. */
    @Nullable
    Object fallback(Component component) {
        if (component.fallback() == null) {
            var raw = component.of().getType();
            if (raw == List.class) {
                return List.of();
            }
            if (raw == Set.class) {
                return Set.of();
            }
            return raw == Map.class ? Map.of() : null;
        }
        var type = component.of().getType();
        if (type.isRecord() && component.fallback().equals("{}")) {
            var record = RecordShape.of(type);
            return record.make(record.components().stream().map(this::fallback).toArray());
        }
        return read(type, component.fallback());
    }

    record Expected(Fault fault, String words) {}

    @Nullable
    Spelling<?> spelling(Class<?> type) {
        return spellings.get(type);
    }

    boolean isScalar(Class<?> type) {
        return type == String.class
                || type == int.class
                || type == Integer.class
                || type == boolean.class
                || type == Boolean.class
                || type.isEnum()
                || spellings.containsKey(type);
    }

    /** A spelled value, or null when the text is no spelling of the type. */
    @Nullable
    Object read(Class<?> type, String text) {
        if (type == String.class) {
            return text.isBlank() ? null : text;
        }
        if (type == int.class || type == Integer.class) {
            return INTEGER.matcher(text).matches() ? Integer.valueOf(text) : null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        }
        if (type.isEnum()) {
            for (var constant : type.getEnumConstants()) {
                if (spell((Enum<?>) constant).equals(text)) {
                    return constant;
                }
            }
            return null;
        }
        var spelling = spellings.get(type);
        if (spelling == null) {
            throw new IllegalStateException("no spelling for " + type);
        }
        return spelling.read().apply(text);
    }

    Expected expected(Class<?> type) {
        if (type == String.class) {
            return new Expected(Fault.BAD_SPELLING, Advice.both("不空的文字", "some text"));
        }
        if (type == int.class || type == Integer.class) {
            return new Expected(Fault.BAD_SPELLING, Advice.both("整数，例如 5", "a whole number such as 5"));
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Expected(Fault.BAD_SPELLING, Advice.both("true 或 false", "true or false"));
        }
        var spelling = spellings.get(type);
        if (spelling == null) {
            throw new IllegalStateException("no spelling for " + type);
        }
        return new Expected(faults.getOrDefault(type, Fault.BAD_SPELLING), Advice.both(spelling.zh(), spelling.en()));
    }

    /** The spellings of an enum's constants, in order. */
    List<String> spellings(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> spell((Enum<?>) constant))
                .toList();
    }

    /** What an enum constant means, in Chinese; its spelling where nothing is said. */
    public String word(Enum<?> constant) {
        try {
            var says = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Says.class);
            return says != null ? says.value() : spell(constant);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How an enum constant is written. */
    public static String spell(Enum<?> constant) {
        try {
            Field field = constant.getDeclaringClass().getField(constant.name());
            var key = field.getAnnotation(Key.class);
            return key != null
                    ? key.value()
                    : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a value is written as one word or phrase. A variant of a spelled interface is. */
    public boolean isSpelled(Object value) {
        return spellingOf(value) != null;
    }

    private @Nullable Spelling<?> spellingOf(Object value) {
        var own = spellings.get(value.getClass());
        if (own != null) {
            return own;
        }
        for (var above : value.getClass().getInterfaces()) {
            var spelling = spellings.get(above);
            if (spelling != null) {
                return spelling;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    String write(Object scalar) {
        if (scalar instanceof Enum<?> constant) {
            return spell(constant);
        }
        var spelling = (Spelling<Object>) spellingOf(scalar);
        if (spelling == null) {
            throw new IllegalStateException("no spelling for " + scalar.getClass());
        }
        return spelling.write().apply(scalar);
    }

    /** The variant a missing discriminator stands for. */
    String otherwise(Class<?> record) {
        for (var sealed : record.getInterfaces()) {
            var variant = sealed.getAnnotation(Variant.class);
            if (variant != null) {
                return variant.otherwise();
            }
        }
        throw new IllegalStateException(record + " is no variant of anything");
    }

    /** The key that tells a variant from its siblings. */
    String discriminator(Class<?> record) {
        for (var sealed : record.getInterfaces()) {
            var variant = sealed.getAnnotation(Variant.class);
            if (variant != null) {
                return variant.value();
            }
        }
        throw new IllegalStateException(record + " is no variant of anything");
    }
}
