package org.sanhao.server.evidence;

import java.util.UUID;

/**
 * What a piece of evidence serves, named without being known here.
 *
 * @param kind of thing: {@code sheet}
 * @param id of the thing
 * @param part of the thing: a clause code; never empty
 * @param line within the part: {@code C-1}; empty for the part as a whole
 */
public record Subject(String kind, UUID id, String part, String line) {
    /** A clause of a sheet. */
    public static final String SHEET = "sheet";

    public static Subject ofSheet(UUID sheet, String clause, String line) {
        return new Subject(SHEET, sheet, clause, line);
    }
}
