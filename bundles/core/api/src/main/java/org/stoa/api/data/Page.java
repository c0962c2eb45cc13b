package org.stoa.api.data;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor asks for what follows, or null at the end
 */
public record Page<T>(List<T> items, String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of rows that were fetched with {@link PageRequest#fetch()}. */
    public static <T> Page<T> of(List<T> fetched, PageRequest request, Function<T, UUID> id) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, request.limit());
        return new Page<>(items, PageRequest.cursorAfter(id.apply(items.get(items.size() - 1))));
    }

    /** The same page of other items. */
    public <U> Page<U> map(Function<? super T, ? extends U> change) {
        List<U> changed = items.stream().<U>map(change).toList();
        return new Page<>(changed, nextCursor);
    }
}
