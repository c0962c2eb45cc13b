package org.stoa.rest.status;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheStatistics;
import org.stoa.api.cache.Caches;
import org.stoa.api.module.InstalledModule;

/**
 * Metrics of the process in the text format of Prometheus: memory, collections, threads, uptime, pools, requests, modules,
 * caches.
 */
public final class PlatformMetrics implements AutoCloseable {

    /** Media type of {@link #scrape}. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Logger LOG = LoggerFactory.getLogger(PlatformMetrics.class);
    private static final ObjectName POOLS = pools();
    private static final List<String> POOL_ATTRIBUTES =
            List.of("ActiveConnections", "IdleConnections", "TotalConnections", "ThreadsAwaitingConnection");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Supplier<List<InstalledModule>> installed;
    private final Supplier<Caches> caches;
    /** By name; counters live on, and count from the beginning when a cache is made anew. */
    private final Map<String, CacheStatistics> known = new ConcurrentHashMap<>();

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final MultiGauge modules = MultiGauge.builder("stoa.module.state")
            .description("1 for the state that a version of a module is in on this node, 0 for the others")
            .register(registry);
    private final MultiGauge pools = MultiGauge.builder("database.pool.connections")
            .description("Connections of the database pools by state")
            .register(registry);

    /**
     * @param installed the modules as they are when the metrics are read
     * @param caches gives null while there are none
     */
    public PlatformMetrics(Supplier<List<InstalledModule>> installed, Supplier<Caches> caches) {
        this.installed = installed;
        this.caches = caches;
        Gauge.builder("stoa.caches.trusted", () -> is(Caches::isTrusted))
                .description("1 while values are given out from memory, 0 while all are loaded")
                .register(registry);
        Gauge.builder("stoa.caches.shared", () -> is(Caches::isShared))
                .description("1 while values are looked for where other nodes keep theirs")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            FunctionCounter.builder("jvm.gc.collections", collector, GarbageCollectorMXBean::getCollectionCount)
                    .tag("collector", collector.getName())
                    .register(registry);
            FunctionCounter.builder("jvm.gc.seconds", collector, bean -> bean.getCollectionTime() / 1000.0)
                    .tag("collector", collector.getName())
                    .register(registry);
        }
        Gauge.builder("process.cpus", () -> Runtime.getRuntime().availableProcessors())
                .register(registry);
    }

    /** Where the other metrics register. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** All metrics as they are now. */
    public String scrape() {
        refreshModules();
        refreshPools();
        refreshCaches();
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private void refreshModules() {
        Map<Tags, Integer> states = new HashMap<>();
        for (InstalledModule module : installed.get()) {
            for (InstalledModule.State state : InstalledModule.State.values()) {
                Tags tags = Tags.of("module", module.id(), "version", module.version(), "state", state.name());
                states.merge(tags, module.state() == state ? 1 : 0, Math::max);
            }
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        states.forEach((tags, value) -> rows.add(MultiGauge.Row.of(tags, value)));
        modules.register(rows, true);
    }

    private double is(Predicate<Caches> question) {
        Caches present = caches.get();
        return present != null && question.test(present) ? 1 : 0;
    }

    private void refreshCaches() {
        Caches present = caches.get();
        if (present == null) {
            return;
        }
        for (CacheStatistics statistics : present.statistics()) {
            CacheStatistics before = known.put(statistics.name(), statistics);
            if (before == null) {
                register(statistics.name());
            }
            if (statistics.shared() != null && (before == null || before.shared() == null)) {
                registerShared(statistics.name());
            }
        }
    }

    private void register(String cache) {
        FunctionCounter.builder(
                        "stoa.cache.requests", known, all -> all.get(cache).hits())
                .description("Values asked of a cache: given out from memory, or loaded")
                .tags("cache", cache, "result", "hit")
                .register(registry);
        FunctionCounter.builder(
                        "stoa.cache.requests", known, all -> all.get(cache).misses())
                .tags("cache", cache, "result", "miss")
                .register(registry);
        FunctionTimer.builder(
                        "stoa.cache.load",
                        known,
                        all -> all.get(cache).misses(),
                        all -> all.get(cache).loadNanos(),
                        TimeUnit.NANOSECONDS)
                .description("How long it took to load what was not given out from memory")
                .tag("cache", cache)
                .register(registry);
        Gauge.builder("stoa.cache.entries", known, all -> all.get(cache).entries())
                .description("Values in memory")
                .tag("cache", cache)
                .register(registry);
    }

    private void registerShared(String cache) {
        registerShared(cache, "hit", CacheStatistics.Shared::hits);
        registerShared(cache, "miss", CacheStatistics.Shared::misses);
        registerShared(cache, "failure", CacheStatistics.Shared::failures);
        FunctionTimer.builder(
                        "stoa.cache.shared",
                        known,
                        all -> lookUps(shared(all, cache)),
                        all -> shared(all, cache).nanos(),
                        TimeUnit.NANOSECONDS)
                .description("How long it took to look for values where other nodes keep theirs")
                .tag("cache", cache)
                .register(registry);
    }

    private void registerShared(String cache, String result, ToLongFunction<CacheStatistics.Shared> count) {
        FunctionCounter.builder("stoa.cache.shared.requests", known, all -> count.applyAsLong(shared(all, cache)))
                .description(
                        "Values looked for where other nodes keep theirs: used, not there or too old, or not readable in time")
                .tags("cache", cache, "result", result)
                .register(registry);
    }

    private static long lookUps(CacheStatistics.Shared shared) {
        return shared.hits() + shared.misses() + shared.failures();
    }

    /** A cache that was made anew may be this node's alone. */
    private static CacheStatistics.Shared shared(Map<String, CacheStatistics> all, String cache) {
        CacheStatistics.Shared shared = all.get(cache).shared();
        return shared == null ? new CacheStatistics.Shared(0, 0, 0, 0) : shared;
    }

    /** Pools come and go with their bundles; they show themselves through JMX. Two of one name count together. */
    private void refreshPools() {
        Map<Tags, Integer> counts = new LinkedHashMap<>();
        try {
            for (ObjectName bean : beans.queryNames(POOLS, null)) {
                String pool = (String) beans.getAttribute(bean, "Name");
                for (String attribute : POOL_ATTRIBUTES) {
                    counts.merge(
                            Tags.of("pool", pool, "state", attribute),
                            (Integer) beans.getAttribute(bean, attribute),
                            Integer::sum);
                }
            }
        } catch (JMException e) {
            LOG.debug("A pool went while it was looked at", e);
        }
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((tags, count) -> rows.add(MultiGauge.Row.of(tags, count)));
        pools.register(rows, true);
    }

    private static ObjectName pools() {
        try {
            return new ObjectName("org.stoa.data:type=ConnectionPool,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }
}
