package org.stoa.api.cache;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the values of a cache are kept where all nodes find them, for a cache that takes part in that. What is kept is what
 * the database says, and nothing that differs from node to node, such as what follows from the bundles that are installed.
 * It lies there in clear: no passwords, keys or digests of them.
 *
 * @param <S> what is kept: a record of text, numbers, UUIDs, instants, enums, and lists, sets, maps and records of them
 * @param format raised whenever nodes of an older version would misunderstand what is kept; not negative
 * @param key names a key among those of the cache, the same on every node
 * @param write what of a value is kept
 * @param read makes the value of a key out of what was kept
 */
public record SharedForm<K, V, S>(
        int format, Function<K, String> key, Class<S> type, Function<V, S> write, BiFunction<K, S, V> read) {

    public SharedForm {
        if (format < 0) {
            throw new IllegalArgumentException("format must not be negative");
        }
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(write, "write");
        Objects.requireNonNull(read, "read");
    }

    /** Of values that are kept as they are. */
    public static <K, V> SharedForm<K, V, V> of(int format, Function<K, String> key, Class<V> type) {
        return new SharedForm<>(format, key, type, Function.identity(), (known, kept) -> kept);
    }
}
