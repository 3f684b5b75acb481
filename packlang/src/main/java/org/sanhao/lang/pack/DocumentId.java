package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;

/** The short name by which a pack cites a document: {@code N1}. */
public record DocumentId(String name) {
    /** The id, or null when the text is no spelling of one. */
    public static @Nullable DocumentId parse(String text) {
        var citation = Citation.parse(text);
        return citation == null || !citation.paragraph().isEmpty() ? null : new DocumentId(text);
    }

    @Override
    public String toString() {
        return name;
    }
}
