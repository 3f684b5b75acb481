package org.sanhao.server.dashboard.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sanhao.lang.pack.Clause;
import org.sanhao.lang.pack.Grade;
import org.sanhao.lang.pack.Section;
import org.sanhao.lang.pack.Standard;

/**
 * A standard as a progress page cuts it: the sections of its chapters in printed order, and the section of
 * each clause however deep it stands.
 *
 * @param parts by code
 * @param partOf section code by clause code, in the order of the standard
 */
public record Outline(Map<String, Part> parts, Map<String, String> partOf) {

    /** The key under which the whole is summed. */
    public static final String WHOLE = "";

    /**
     * A column of the heat map.
     *
     * @param group code and title of its chapter
     */
    public record Part(String code, String title, String group) {}

    public static Outline of(Standard standard) {
        var parts = new LinkedHashMap<String, Part>();
        var partOf = new LinkedHashMap<String, String>();
        for (var chapter : standard.sections()) {
            var group = chapter.code().code() + " " + chapter.title();
            if (!chapter.clauses().isEmpty()) {
                cut(chapter, chapter.clauses(), group, parts, partOf);
            }
            chapter.sections().forEach(section -> cut(section, all(section), group, parts, partOf));
        }
        return new Outline(parts, partOf);
    }

    private static List<Clause> all(Section section) {
        var clauses = new ArrayList<>(section.clauses());
        section.sections().forEach(below -> clauses.addAll(all(below)));
        return clauses;
    }

    private static void cut(
            Section section, List<Clause> clauses, String group, Map<String, Part> parts, Map<String, String> partOf) {
        var code = section.code().code();
        parts.put(code, new Part(code, section.title(), group));
        clauses.forEach(clause -> partOf.put(clause.code().code(), code));
    }

    /** The columns of several standards over each other, in the order of their codes. */
    public static List<Part> union(Iterable<Outline> outlines) {
        var all = new LinkedHashMap<String, Part>();
        outlines.forEach(outline -> outline.parts.forEach(all::putIfAbsent));
        var sorted = new ArrayList<>(all.values());
        sorted.sort((one, other) -> compare(one.code(), other.code()));
        return List.copyOf(sorted);
    }

    /** 3.2 before 3.10. */
    static int compare(String one, String other) {
        var left = one.split("[.-]");
        var right = other.split("[.-]");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean numbers = left[i].matches("[0-9]{1,6}") && right[i].matches("[0-9]{1,6}");
            int order = numbers
                    ? Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]))
                    : left[i].compareTo(right[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** An institution's counts by part, the whole included. Clauses the standard does not have are left aside. */
    public Map<String, Counts> tally(Map<String, Grade> grades) {
        boolean begun =
                partOf.keySet().stream().anyMatch(clause -> grades.getOrDefault(clause, Grade.NONE) != Grade.NONE);
        var tally = new LinkedHashMap<String, Counts>();
        tally.put(WHOLE, Counts.INSTITUTION);
        parts.keySet().forEach(part -> tally.put(part, Counts.INSTITUTION));
        partOf.forEach((clause, part) -> {
            var counts = Counts.clause(grades.getOrDefault(clause, Grade.NONE), begun);
            tally.merge(WHOLE, counts, Counts::plus);
            tally.merge(part, counts, Counts::plus);
        });
        return tally;
    }
}
