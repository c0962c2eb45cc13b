package org.stoa.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Remembers which modules each tenant has enabled, so that a request costs no query. An answer that was read before a
 * change and arrives after it is not kept. Changes made by another node are seen after {@link #FRESH} at the latest.
 */
final class EnabledModules {

    /** How long an answer is trusted without asking again. */
    static final Duration FRESH = Duration.ofMinutes(1);

    /** Instead of a version. */
    static final String NOT_PINNED = "";

    private static final int MAX_TENANTS = 50_000;

    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private record Answer(long generation, Instant readAt, Map<String, String> pins) {}

    private final Cache<UUID, Answer> answers;
    private final Map<UUID, Long> generations = new ConcurrentHashMap<>();
    private final AtomicLong epoch = new AtomicLong();
    private final Function<UUID, Map<String, String>> query;
    private final Clock clock;

    /** @param query reads the modules that a tenant has enabled, each with the version it is pinned to or {@link #NOT_PINNED} */
    EnabledModules(Function<UUID, Map<String, String>> query, Clock clock) {
        this.query = query;
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumSize(MAX_TENANTS)
                .expireAfterWrite(FRESH)
                .build();
    }

    boolean contains(UUID tenantId, String moduleId) {
        return pins(tenantId).containsKey(moduleId);
    }

    /** The same; that it is not enabled is only believed when it was read after a moment. */
    boolean contains(UUID tenantId, String moduleId, Instant since) {
        if (contains(tenantId, moduleId)) {
            return true;
        }
        Answer answer = answers.getIfPresent(tenantId);
        if (answer != null && !answer.readAt().isBefore(since.plus(SKEW))) {
            return false;
        }
        answers.invalidate(tenantId);
        return contains(tenantId, moduleId);
    }

    /** The version that a tenant stays on, or null. */
    String pin(UUID tenantId, String moduleId) {
        String version = pins(tenantId).get(moduleId);
        return NOT_PINNED.equals(version) ? null : version;
    }

    private Map<String, String> pins(UUID tenantId) {
        while (true) {
            Answer answer = answers.get(tenantId, this::ask);
            if (answer.generation() == generation(tenantId)) {
                return answer.pins();
            }
            answers.asMap().remove(tenantId, answer);
        }
    }

    /** To be called after a change was committed, or may have been. */
    void changed(UUID tenantId) {
        generations.merge(tenantId, 1L, Long::sum);
        answers.asMap().remove(tenantId);
    }

    /** To be called when changes may have gone unnoticed. */
    void forgetAll() {
        epoch.incrementAndGet();
        answers.invalidateAll();
    }

    private Answer ask(UUID tenantId) {
        long generation = generation(tenantId);
        Instant readAt = clock.instant();
        return new Answer(generation, readAt, query.apply(tenantId));
    }

    private long generation(UUID tenantId) {
        return generations.getOrDefault(tenantId, 0L) + epoch.get();
    }
}
