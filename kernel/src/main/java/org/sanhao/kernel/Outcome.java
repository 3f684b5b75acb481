package org.sanhao.kernel;

import java.util.function.Function;

/**
 * What a rule answers: it was done, or it was refused for a reason the person can act on.
 *
 * <p>Exceptions are for bugs and broken machinery; a refusal is a value that travels to the screen unchanged.
 */
public sealed interface Outcome<T> {

    /** The thing asked for happened. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It did not happen, nothing was written, and this says why. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    default <R> Outcome<R> map(Function<? super T, ? extends R> then) {
        return switch (this) {
            case Done<T>(var value) -> new Done<>(then.apply(value));
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }

    default <R> Outcome<R> flatMap(Function<? super T, Outcome<R>> then) {
        return switch (this) {
            case Done<T>(var value) -> then.apply(value);
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }

    /** The value; a refusal becomes {@link RefusedException}, which rolls the transaction back. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(var value) -> value;
            case Refused<T>(var refusal) -> throw new RefusedException(refusal);
        };
    }
}
