package org.stoa.data.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;

/** The caches of this node, kept in step with those of all nodes that share the database. */
public final class NodeCaches implements Caches, AutoCloseable {

    private static final int LIMIT_SECONDS = 1;

    private final LocalCaches local;
    private final Coherence coherence;

    /**
     * The caches of a node.
     *
     * @param source of the platform's role; what it connects is given up after a second without an answer
     * @param database the data bundle's own, across tenants
     * @param store where values are shared with the other nodes; to be closed by the caller
     */
    public static NodeCaches of(PGSimpleDataSource source, Supplier<PlatformDatabase> database, SharedStore store) {
        source.setOptions(NodeTable.OPTIONS);
        source.setConnectTimeout(LIMIT_SECONDS);
        source.setLoginTimeout(LIMIT_SECONDS);
        source.setSocketTimeout(LIMIT_SECONDS);
        return new NodeCaches(source, database, store);
    }

    NodeCaches(DataSource source, Supplier<PlatformDatabase> database, SharedStore store) {
        Freshness freshness = new Freshness();
        local = new LocalCaches(this::isTrusted, store, freshness);
        coherence = new Coherence(source, database, freshness, local::heed);
    }

    /** Begins to trust what is remembered, and asks for changes when {@code signals} say so and regularly. */
    public void start(Signals signals) {
        coherence.listen(signals);
        start();
    }

    /** The same without messages. */
    public void start() {
        coherence.start();
    }

    @Override
    public <K, V> Cache<K, V> create(
            String name, long mostEntries, Duration lifetime, BiFunction<K, V, Collection<CacheTag>> tags) {
        return local.create(name, mostEntries, lifetime, tags);
    }

    @Override
    public <K, V> Cache<K, V> create(
            String name,
            long mostEntries,
            Duration lifetime,
            BiFunction<K, V, Collection<CacheTag>> tags,
            SharedForm<K, V, ?> form) {
        return local.create(name, mostEntries, lifetime, tags, form);
    }

    @Override
    public void forget(CacheTag tag) {
        local.forget(tag);
    }

    @Override
    public AutoCloseable onChange(CacheTag tag, Runnable listener) {
        return local.onChange(tag, listener);
    }

    @Override
    public List<CacheStatistics> statistics() {
        return local.statistics();
    }

    @Override
    public boolean isTrusted() {
        return coherence.isTrusted();
    }

    @Override
    public boolean isShared() {
        return local.isShared();
    }

    /** To be called after a transaction that changed {@code tags} was committed: returns when no node remembers otherwise. */
    public void committed(UUID tenantId, UUID change, Collection<CacheTag> tags) {
        coherence.committed(tenantId, change, tags);
    }

    /** To be called when it is not known whether a transaction that changed {@code tags} was committed. */
    public void inDoubt(Collection<CacheTag> tags) {
        coherence.inDoubt(tags);
    }

    /** Returns when no node remembers what was before anything that has been committed until now. */
    public void awaitOthers() {
        coherence.awaitOthers();
    }

    @Override
    public void close() {
        coherence.close();
    }
}
