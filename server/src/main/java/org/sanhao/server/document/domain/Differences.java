package org.sanhao.server.document.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What a printed copy says otherwise than the matter as it stands now. */
public final class Differences {
    private static final int LONGEST = 40;

    private Differences() {}

    /** A form and what it says. */
    public record Filled(Template template, Facts facts) {}

    /** One sentence for each thing that differs, in the order of the form; how far the matter has come is left out. */
    public static List<String> between(Filled printed, Filled now) {
        var before = said(printed);
        var after = said(now);
        var sentences = new ArrayList<String>();
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            var was = before.get(name);
            var is = after.get(name);
            if (was == null) {
                sentences.add(name + "：打印件上没有，现在为「" + brief(is) + "」");
            } else if (is == null) {
                sentences.add(name + "：打印件上为「" + brief(was) + "」，现在没有");
            } else if (!was.equals(is)) {
                sentences.add(name + "：打印件上为「" + brief(was) + "」，现在为「" + brief(is) + "」");
            }
        }
        return sentences;
    }

    private static Map<String, String> said(Filled form) {
        return Sheet.of(form.template(), withoutProgress(form)).said();
    }

    private static Facts withoutProgress(Filled form) {
        return new Facts(blank(form.facts(), form.template().progress(), "").byName());
    }

    /** Facts named {@code list.fact} are those of each row. */
    private static Facts blank(Facts facts, java.util.Set<String> progress, String within) {
        var left = new LinkedHashMap<String, Facts.Fact>();
        facts.byName().forEach((name, fact) -> {
            if (progress.contains(within + name)) {
                left.put(name, new Facts.Words(""));
            } else if (fact instanceof Facts.Rows(var rows)) {
                left.put(
                        name,
                        new Facts.Rows(rows.stream()
                                .map(row -> blank(row, progress, name + "."))
                                .toList()));
            } else {
                left.put(name, fact);
            }
        });
        return new Facts(left);
    }

    private static String brief(@org.jspecify.annotations.Nullable String text) {
        var whole = text == null ? "" : text.replaceAll("\\s+", " ").strip();
        return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
    }
}
