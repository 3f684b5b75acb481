package org.sanhao.lang.pack;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One requirement of a clause: judged met or not met. */
public record RequirementLine(LineId id, String text) {

    /** Spelled {@code C-1}: the grade the line opens and its number from 1. */
    public record LineId(Grade grade, int number) implements Comparable<LineId> {
        private static final Pattern SPELLING = Pattern.compile("([ABC])-([1-9][0-9]?)");

        /** The id, or null when the text is no spelling of one. */
        public static @Nullable LineId parse(String text) {
            var found = SPELLING.matcher(text);
            return found.matches() ? new LineId(Grade.valueOf(found.group(1)), Integer.parseInt(found.group(2))) : null;
        }

        @Override
        public int compareTo(LineId other) {
            int byGrade = grade.compareTo(other.grade);
            return byGrade != 0 ? byGrade : Integer.compare(number, other.number);
        }

        @Override
        public String toString() {
            return grade.name() + "-" + number;
        }
    }
}
