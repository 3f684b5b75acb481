package org.sanhao.server.document;

import java.util.Optional;
import java.util.regex.Pattern;

/** Number of a form, counted by the unit that prints it and by year: 2026-000123. */
public record FormNumber(int year, int count) {
    private static final Pattern SHAPE = Pattern.compile("(?:三好表)?\\s*(20\\d\\d)\\s*[-－—]\\s*(\\d{1,6})");

    /** A number as somebody types it. */
    public static Optional<FormNumber> parse(String text) {
        var found = SHAPE.matcher(text.strip());
        return found.matches()
                ? Optional.of(new FormNumber(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "%d-%06d".formatted(year, count);
    }
}
