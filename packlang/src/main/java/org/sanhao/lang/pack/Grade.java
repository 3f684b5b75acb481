package org.sanhao.lang.pack;

import org.jspecify.annotations.Nullable;
import org.sanhao.lang.pack.shape.Key;
import org.sanhao.lang.pack.shape.Says;

/**
 * What became of a clause: not looked at, not applicable (approved), or one of the four grades. The order of the
 * constants is the order of merit; everything at least {@link #C} is a pass.
 */
public enum Grade {
    @Says("未评")
    @Key("none")
    NONE,
    @Says("不适用")
    @Key("NA")
    NA,
    @Key("D")
    D,
    @Key("C")
    C,
    @Key("B")
    B,
    @Key("A")
    A;

    /** Whether a clause of this grade counts for a rule that asks for {@code floor}. A counts for B and C too. */
    public boolean reaches(Grade floor) {
        return floor.compareTo(D) >= 0 && compareTo(floor) >= 0;
    }

    /** Whether it is one of the four letters. */
    public boolean isLetter() {
        return compareTo(D) >= 0;
    }

    /** As printed. */
    public String zh() {
        return switch (this) {
            case NONE -> "未评";
            case NA -> "不适用";
            case D, C, B, A -> name();
        };
    }

    /** As sent and stored: A, B, C, D, NA, none. */
    public String wire() {
        return this == NONE ? "none" : name();
    }

    /** The grade of a {@link #wire()} word, or null. */
    public static @Nullable Grade parse(String wire) {
        for (var grade : values()) {
            if (grade.wire().equals(wire)) {
                return grade;
            }
        }
        return null;
    }
}
