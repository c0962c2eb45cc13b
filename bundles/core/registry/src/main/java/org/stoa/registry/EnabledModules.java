package org.stoa.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.cache.SharedForm;

/** Remembers which modules each tenant has enabled, so that a request costs no query. */
public final class EnabledModules {

    /** Instead of a version. */
    static final String NOT_PINNED = "";

    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MAX_TENANTS = 50_000;

    /** How far the clocks of two nodes may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    record Answer(Instant readAt, Map<String, String> pins) {}

    private final Cache<UUID, Answer> answers;
    private final Function<UUID, Map<String, String>> query;
    private final Clock clock;

    /** @param query reads the modules that a tenant has enabled, each with the version it is pinned to or {@link #NOT_PINNED} */
    EnabledModules(Function<UUID, Map<String, String>> query, Caches caches, Clock clock) {
        this.query = query;
        this.clock = clock;
        this.answers = caches.create(
                "enabled-modules",
                MAX_TENANTS,
                LIFETIME,
                (tenant, answer) -> List.of(tag(tenant)),
                SharedForm.of(1, UUID::toString, Answer.class));
    }

    /** To be stated by each transaction that changes what is stored of the modules of a tenant. */
    public static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "module");
    }

    boolean contains(UUID tenantId, String moduleId) {
        return answer(tenantId).pins().containsKey(moduleId);
    }

    /** The same; that it is not enabled is only believed when it was read after a moment. */
    boolean contains(UUID tenantId, String moduleId, Instant since) {
        Answer answer = answer(tenantId);
        if (!answer.pins().containsKey(moduleId) && answer.readAt().isBefore(since.plus(SKEW))) {
            answer = answers.reload(tenantId, () -> ask(tenantId));
        }
        return answer.pins().containsKey(moduleId);
    }

    /** The version that a tenant stays on, or null. */
    String pin(UUID tenantId, String moduleId) {
        String version = answer(tenantId).pins().get(moduleId);
        return NOT_PINNED.equals(version) ? null : version;
    }

    private Answer answer(UUID tenantId) {
        return answers.get(tenantId, () -> ask(tenantId));
    }

    private Answer ask(UUID tenantId) {
        Instant readAt = clock.instant();
        return new Answer(readAt, query.apply(tenantId));
    }
}
