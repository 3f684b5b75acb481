package org.sanhao.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list: the sort values of the last row seen. Carries no rights: the query it continues is scoped
 * anew each time.
 *
 * @param values sort values in the order of the sort, the row's id last
 */
public record Cursor(List<String> values) {
    private static final String SEPARATOR = "\u001f";

    /** What a list may be sorted by. */
    public enum Part {
        TEXT,
        ID,
        MOMENT,
        DAY,
        NUMBER;

        private void check(String value) {
            switch (this) {
                case TEXT -> {
                    if (PlainText.isBroken(value)) {
                        throw new IllegalArgumentException("text");
                    }
                }
                case ID -> {
                    if (!UUID.fromString(value).toString().equals(value)) {
                        throw new IllegalArgumentException("id");
                    }
                }
                case MOMENT -> Years.moment(value);
                case DAY -> Years.day(value);
                case NUMBER -> Long.parseLong(value);
            }
        }
    }

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor at(Object... values) {
        return new Cursor(java.util.Arrays.stream(values).map(String::valueOf).toList());
    }

    /** The form on the wire. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, values).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the form on the wire; empty for the first page.
     *
     * @param parts what the list is sorted by, in its order
     * @throws RefusedException CURSOR_INVALID when the text is none of ours
     */
    public static Optional<Cursor> parse(@Nullable String text, Part... parts) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var values = List.of(plain.split(SEPARATOR, -1));
            if (values.size() == parts.length) {
                for (int i = 0; i < parts.length; i++) {
                    parts[i].check(values.get(i));
                }
                return Optional.of(new Cursor(values));
            }
        } catch (IllegalArgumentException | DateTimeException | CharacterCodingException notOurs) {
            // falls through to the refusal
        }
        throw new RefusedException(Refusal.of(ErrorCode.CURSOR_INVALID));
    }
}
