package org.sanhao.lang.pack.rule;

import java.util.Map;
import java.util.regex.Pattern;
import org.sanhao.lang.pack.Cel;

/** Says a condition in Chinese, for people who do not read expressions. */
public final class ConditionWords {
    private static final Pattern TOKEN = Pattern.compile(
            "'[^']*'|\"[^\"]*\"|[A-Za-z_][A-Za-z0-9_.]*|[0-9]+|&&|\\|\\||[<>=!]=|[<>!+*()\\[\\],-]|\\s+|.");
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("&&", "，且"),
            Map.entry("||", "，或"),
            Map.entry("!", "不是"),
            Map.entry("==", "为"),
            Map.entry("!=", "不为"),
            Map.entry("<", "小于"),
            Map.entry("<=", "不大于"),
            Map.entry(">", "大于"),
            Map.entry(">=", "不小于"),
            Map.entry("in", "属于"),
            Map.entry("null", "无"),
            Map.entry("true", "是"),
            Map.entry("false", "否"),
            Map.entry("[", "（"),
            Map.entry("]", "）"),
            Map.entry("(", "（"),
            Map.entry(")", "）"),
            Map.entry(",", "、"));

    private ConditionWords() {}

    /**
     * The condition in words.
     *
     * @param names words for the texts a condition compares with, such as the titles of tiers; others stay as they are
     */
    public static String zh(Cel condition, Map<String, String> names) {
        var text = new StringBuilder();
        var token = TOKEN.matcher(condition.source());
        while (token.find()) {
            text.append(word(token.group(), names));
        }
        return text.toString();
    }

    private static String word(String token, Map<String, String> names) {
        if (token.isBlank()) {
            return "";
        }
        if (token.startsWith("'") || token.startsWith("\"")) {
            var inside = token.substring(1, token.length() - 1);
            var known = Vocabulary.ONE.valueName(inside);
            return "“" + names.getOrDefault(inside, known.isEmpty() ? inside : known) + "”";
        }
        var fact = Vocabulary.ONE.facts().get(token);
        return fact != null ? fact.zh() : WORDS.getOrDefault(token, token);
    }
}
