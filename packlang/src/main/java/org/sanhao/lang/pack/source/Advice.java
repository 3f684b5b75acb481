package org.sanhao.lang.pack.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Advice in two languages, and the nearest right word to a wrong one. */
public final class Advice {
    /** Stands between the Chinese and the English half of an argument. */
    public static final char SEPARATOR = '\u001F';

    private Advice() {}

    /** An argument that differs by language. */
    public static String both(String zh, String en) {
        return zh + SEPARATOR + en;
    }

    /** "Did you mean …" when a right word is near, otherwise the list of right words. */
    public static String insteadOf(String wrong, Collection<String> right) {
        var near = nearest(wrong, right);
        if (near.isPresent()) {
            return both("是否想写“" + near.get() + "”", "did you mean \"" + near.get() + "\"?");
        }
        if (right.isEmpty()) {
            return both("先声明，再引用", "declare it first");
        }
        var list = String.join("、", right.stream().limit(20).toList());
        var listEn = String.join(", ", right.stream().limit(20).toList());
        return both("可用：" + list, "known: " + listEn);
    }

    /** The right word at the smallest edit distance, if it is close enough to be a slip of the pen. */
    public static Optional<String> nearest(String wrong, Collection<String> right) {
        int allowed = Math.max(1, wrong.length() / 3);
        return right.stream()
                .filter(word -> Math.abs(word.length() - wrong.length()) <= allowed)
                .filter(word -> distance(wrong.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.<String>comparingInt(word -> distance(wrong, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Edits between two words; two neighbours swapped count as one. */
    static int distance(String a, String b) {
        if (a.length() > 64 || b.length() > 64) {
            return a.equals(b) ? 0 : 64;
        }
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
