package org.sanhao.lang.pack.tell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.Bilingual;
import org.sanhao.lang.pack.ClauseSet;
import org.sanhao.lang.pack.Language1;
import org.sanhao.lang.pack.Level;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.ShareRule;
import org.sanhao.lang.pack.rule.Vocabulary;
import org.sanhao.lang.pack.shape.Component;
import org.sanhao.lang.pack.shape.Positions;
import org.sanhao.lang.pack.shape.RecordShape;

/**
 * What differs between two packs, element by element: {@code sanhao pack diff}. Elements with a name of their own are
 * matched by it, so that moving one is no difference of its content; the order of tiers, phases and levels is compared
 * as well.
 */
public final class PackDiff {
    private static final List<String> NAMES = List.of("id", "code", "level", "type");
    private static final int LONGEST = 80;

    private final List<Change> changes = new ArrayList<>();

    private PackDiff() {}

    /** How an element differs. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        MOVED
    }

    /**
     * One difference.
     *
     * @param path as findings name elements; that of the newer pack, for a removal that of the older
     * @param zh the sentence
     * @param before the older value as read by a person, or null
     * @param after the newer value, or null
     */
    public record Change(
            Kind kind,
            String path,
            String zh,
            @Nullable String before,
            @Nullable String after) {}

    /** The differences, in the order of the pack. */
    public static List<Change> between(Pack older, Pack newer) {
        var diff = new PackDiff();
        diff.records("", "", older, newer);
        return List.copyOf(diff.changes);
    }

    private void records(String path, String where, Object older, Object newer) {
        if (older.getClass() != newer.getClass()) {
            change(Kind.CHANGED, path, where, "内容", older, newer);
            return;
        }
        for (var component : RecordShape.of(older.getClass()).components()) {
            values(
                    Positions.below(path, component.key()),
                    where,
                    says(component),
                    component.in(older),
                    component.in(newer));
        }
    }

    private void values(String path, String where, String says, @Nullable Object older, @Nullable Object newer) {
        if (Objects.equals(older, newer)) {
            return;
        }
        if (older instanceof Collection<?> a && newer instanceof Collection<?> b) {
            if (isNamed(a) && isNamed(b)) {
                named(path, where, says, byName(a), byName(b));
                return;
            }
        } else if (older instanceof Map<?, ?> a && newer instanceof Map<?, ?> b) {
            named(path, where, says, a, b);
            return;
        } else if (isRecord(older) && isRecord(newer) && older != null && newer != null) {
            records(path, join(where, says), older, newer);
            return;
        }
        if (isNothing(older)) {
            change(Kind.ADDED, path, where, says, null, newer);
        } else if (isNothing(newer)) {
            change(Kind.REMOVED, path, where, says, older, null);
        } else {
            change(Kind.CHANGED, path, where, says, older, newer);
        }
    }

    private void named(String path, String where, String says, Map<?, ?> older, Map<?, ?> newer) {
        older.forEach((name, before) -> {
            if (!newer.containsKey(name)) {
                change(Kind.REMOVED, path + "[" + name + "]", where, says + label(name, before), before, null);
            }
        });
        newer.forEach((name, after) -> {
            var at = path + "[" + name + "]";
            var before = older.get(name);
            if (before == null) {
                change(Kind.ADDED, at, where, says + label(name, after), null, after);
            } else if (isRecord(before) && isRecord(after)) {
                records(at, join(where, says + label(name, after)), before, after);
            } else if (!before.equals(after)) {
                change(Kind.CHANGED, at, where, says + label(name, after), before, after);
            }
        });
        var stayed = older.keySet().stream()
                .filter(newer::containsKey)
                .map(Object::toString)
                .toList();
        var now = newer.keySet().stream()
                .filter(older::containsKey)
                .map(Object::toString)
                .toList();
        if (!stayed.equals(now)) {
            changes.add(new Change(
                    Kind.MOVED,
                    path,
                    join(where, says) + "的顺序由" + String.join("、", stayed) + "改为" + String.join("、", now) + "。",
                    String.join("、", stayed),
                    String.join("、", now)));
        }
    }

    private void change(
            Kind kind, String path, String where, String what, @Nullable Object older, @Nullable Object newer) {
        var before = older == null ? null : shown(older);
        var after = newer == null ? null : shown(newer);
        var subject = join(where, what);
        var sentence = switch (kind) {
            case ADDED -> "增加" + subject + "：" + after + "。";
            case REMOVED -> "删去" + subject + "（原为" + before + "）。";
            case CHANGED, MOVED -> subject + "由“" + before + "”改为“" + after + "”。";
        };
        changes.add(new Change(kind, path, sentence, before, after));
    }

    private static boolean isRecord(@Nullable Object value) {
        return value instanceof Record record && !Language1.SHAPE.isSpelled(record);
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> entries && entries.isEmpty());
    }

    private static boolean isNamed(Collection<?> items) {
        return items.stream().allMatch(item -> isRecord(item) && name(item) != null)
                && items.stream().map(PackDiff::name).distinct().count() == items.size();
    }

    private static Map<Object, Object> byName(Collection<?> items) {
        var map = new LinkedHashMap<Object, Object>();
        items.forEach(item -> map.put(Objects.requireNonNull(name(item)), item));
        return map;
    }

    private static @Nullable Object name(Object record) {
        return component(record, NAMES);
    }

    private static @Nullable Object component(Object record, List<String> names) {
        for (var name : names) {
            for (var component : RecordShape.of(record.getClass()).components()) {
                if (component.of().getName().equals(name)) {
                    return component.in(record);
                }
            }
        }
        return null;
    }

    private static String label(Object name, Object value) {
        var title = isRecord(value) ? component(value, List.of("title", "name")) : null;
        var words = title instanceof Bilingual bilingual ? bilingual.zh() : title == null ? "" : title.toString();
        return "“" + name + (words.isEmpty() ? "" : " " + words) + "”";
    }

    private static String shown(Object value) {
        var text = plain(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String plain(Object value) {
        return switch (value) {
            case Boolean truth -> truth ? "是" : "否";
            case Enum<?> constant -> Language1.SHAPE.word(constant);
            case Bilingual title -> title.zh();
            case ShareRule rule -> rule.zh();
            case ClauseSet set -> set.zh();
            case Level level -> Vocabulary.ONE.levelName(level);
            case Collection<?> items ->
                String.join("；", items.stream().map(PackDiff::plain).toList());
            case Map<?, ?> entries ->
                String.join(
                        "；",
                        entries.entrySet().stream()
                                .map(entry -> entry.getKey() + "：" + plain(entry.getValue()))
                                .toList());
            case Record record
            when isRecord(record) -> {
                var parts = new ArrayList<String>();
                for (var component : RecordShape.of(record.getClass()).components()) {
                    var inside = component.in(record);
                    if (!isNothing(inside) && inside != null) {
                        parts.add(plain(inside));
                    }
                }
                yield String.join("，", parts);
            }
            default -> value.toString();
        };
    }

    private static String says(Component component) {
        var says = component.says();
        int cut = says.indexOf('，');
        return says.isEmpty() ? component.key() : cut < 0 ? says : says.substring(0, cut);
    }

    private static String join(String where, String what) {
        return where.isEmpty() ? what : where + "的" + what;
    }
}
