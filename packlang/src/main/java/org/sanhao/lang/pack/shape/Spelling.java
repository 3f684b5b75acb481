package org.sanhao.lang.pack.shape;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value written as one word or phrase: how it is read, printed, described and, for editors, matched.
 *
 * @param type the Java type
 * @param read the value, or null when the text is not a spelling of it; never throws
 * @param write the one canonical spelling; reading it gives an equal value
 * @param zh what a right spelling looks like, with an example, in Chinese
 * @param en the same in English
 * @param pattern a regular expression (ECMA 262) for editors that every right spelling matches
 */
public record Spelling<T>(
        Class<T> type,
        Function<String, @Nullable T> read,
        Function<T, String> write,
        String zh,
        String en,
        String pattern) {}
