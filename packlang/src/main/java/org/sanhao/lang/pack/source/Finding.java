package org.sanhao.lang.pack.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sanhao.lang.pack.source.Fault.Severity;

/**
 * One thing wrong with a pack: which, where, with what arguments.
 *
 * @param args values for the placeholders; those that are words of advice come in both languages, Chinese first,
 *     separated by {@link Advice#SEPARATOR}
 */
public record Finding(Fault fault, Position at, List<String> args) implements Comparable<Finding> {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

    public Finding {
        args = List.copyOf(args);
    }

    public static Finding of(Fault fault, Position at, Object... args) {
        var texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = String.valueOf(args[i]);
        }
        return new Finding(fault, at, List.of(texts));
    }

    public boolean isError() {
        return fault.severity() == Severity.ERROR;
    }

    /** What is wrong, in Chinese. */
    public String zh() {
        return fill(fault.zh(), 0);
    }

    /** What to write instead, in Chinese. */
    public String cureZh() {
        return fill(fault.cureZh(), 0);
    }

    /** What is wrong, in English. */
    public String en() {
        return fill(fault.en(), 1);
    }

    /** What to write instead, in English. */
    public String cureEn() {
        return fill(fault.cureEn(), 1);
    }

    /** One line for a terminal: place, code, what is wrong, cure. */
    public String lineZh() {
        return at + " " + (isError() ? "错误" : "提醒") + " " + fault.code() + " " + zh() + "。改法：" + cureZh();
    }

    /** {@link #lineZh()} in English. */
    public String lineEn() {
        return at + " " + (isError() ? "error" : "warning") + " " + fault.code() + " " + en() + "; cure: " + cureEn();
    }

    private String fill(String sentence, int language) {
        // one pass, so that an argument which looks like a placeholder stays as it is
        return PLACEHOLDER.matcher(sentence).replaceAll(found -> {
            int index = Integer.parseInt(found.group(1));
            return Matcher.quoteReplacement(index < args.size() ? word(args.get(index), language) : "");
        });
    }

    private static String word(String arg, int language) {
        int cut = arg.indexOf(Advice.SEPARATOR);
        if (cut < 0) {
            return arg;
        }
        return language == 0 ? arg.substring(0, cut) : arg.substring(cut + 1);
    }

    @Override
    public int compareTo(Finding other) {
        int byPlace = at.compareTo(other.at);
        return byPlace != 0 ? byPlace : fault.compareTo(other.fault);
    }
}
