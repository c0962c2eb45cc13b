package org.stoa.api.cache;

import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Values in the memory of this node, each as long as nothing has changed that it depends on.
 *
 * <p>A change counts from the moment at which the write that said so returned, on whichever node: no value that was loaded
 * before is given out after it, not even one whose loading had begun before and ended after it. A node that cannot be
 * sure, as it has not reached the database for a second, loads whatever it is asked for.
 */
@ProviderType
public interface Cache<K, V> {

    /**
     * The value of {@code key}: the one that is remembered, here or where nodes share theirs, else what {@code load} gives. Loading may happen more than
     * once at the same time.
     *
     * @param load reads the value from the database, after it was called; null is given out and not remembered. What it
     *     throws is passed on
     */
    V get(K key, Supplier<? extends V> load);

    /** The same without asking whether a value is remembered. */
    V reload(K key, Supplier<? extends V> load);
}
