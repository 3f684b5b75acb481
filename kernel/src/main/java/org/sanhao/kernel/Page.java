package org.sanhao.kernel;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a list.
 *
 * @param items in the order of the list, at most the limit asked for
 * @param next where the following stretch begins, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The most rows one request gets. */
    public static final int LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of rows fetched with {@code limit + 1}: the extra row only tells that there is more.
     *
     * @param positionOf the sort values of a row, in the order of the sort, its id last
     */
    public static <T> Page<T> of(List<T> fetched, int limit, Function<T, Cursor> positionOf) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        var items = fetched.subList(0, limit);
        return new Page<>(items, positionOf.apply(items.getLast()).text());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> each) {
        return new Page<>(items.stream().<R>map(each).toList(), next);
    }
}
