package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph of a document, spelled {@code N2 三（三）}: the document's id, a blank, the paragraph as printed.
 *
 * @param document id of an entry of the pack's basis
 * @param paragraph empty when the whole document is meant
 */
public record Citation(String document, String paragraph) {
    private static final Pattern SPELLING = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,19})(?: +(\\S.{0,80}))?");

    /** The citation, or null when the text is no spelling of one. */
    public static @Nullable Citation parse(String text) {
        var found = SPELLING.matcher(text);
        if (!found.matches()) {
            return null;
        }
        var paragraph = found.group(2);
        return new Citation(found.group(1), paragraph == null ? "" : paragraph.strip());
    }

    @Override
    public String toString() {
        return paragraph.isEmpty() ? document : document + " " + paragraph;
    }
}
