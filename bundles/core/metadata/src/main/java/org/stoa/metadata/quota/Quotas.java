package org.stoa.metadata.quota;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.schema.Quota;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.Visibility;

/**
 * How many entities may be made in a period, as the schemas of their subtypes say. Exact however many are made at the
 * same moment; what is deleted does not make room for others.
 */
@Component(service = Quotas.class)
public final class Quotas {

    private final Database database;
    private final EntityModels models;
    private final QuotaLimits limits;
    private final TenantClock clock;

    @Activate
    public Quotas(
            @Reference Database database,
            @Reference EntityModels models,
            @Reference QuotaLimits limits,
            @Reference TenantClock clock) {
        this.database = database;
        this.models = models;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What an entity needs that is about to be made; free where there is no quota. To be asked before its transaction
     * begins.
     *
     * @param accountId the account of the entity, or null
     */
    public QuotaClaim claim(CallContext context, SchemaDefinition definition, UUID accountId) {
        if (definition.quota() == null) {
            return QuotaClaim.NONE;
        }
        UUID tenantId = context.requireTenant();
        QuotaPeriod period =
                QuotaPeriod.at(clock.now(context), definition.quota().period(), clock.zone(context));
        QuotaLimit limit = limits.of(context, definition.quota(), accountId);
        QuotaCounter counter = QuotaCounter.of(definition, period, tenantId, accountId);
        return transaction -> take(transaction, tenantId, counter, limit.number(), period.end());
    }

    /**
     * The quotas of a type, as far as the caller may see entities of the subtype.
     *
     * @param accountId for whom to show those that each account has, or null for entities without an account
     * @throws ProblemException 409 {@code quota-setting-invalid}
     */
    public List<QuotaUse> list(CallContext context, String entityType, UUID accountId) {
        UUID tenantId = context.requireTenant();
        Instant now = clock.now(context);
        List<Shown> shown = visible(context, entityType)
                .map(definition -> shown(context, definition, accountId, now))
                .toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        List<QuotaCounter> counters = shown.stream().map(Shown::counter).toList();
        Map<QuotaCounter, Long> used =
                database.read(context, QuotaMapper.class, mapper -> used(mapper, tenantId, entityType, counters));
        return shown.stream()
                .map(each -> each.use(used.getOrDefault(each.counter(), 0L)))
                .toList();
    }

    private Stream<SchemaDefinition> visible(CallContext context, String entityType) {
        boolean all = context.allows(Entities.RESTRICTED, null);
        return models.ofType(context, entityType).stream()
                .map(EntityModel::definition)
                .filter(definition -> definition.quota() != null)
                .filter(definition -> all || definition.visibility() != Visibility.RESTRICTED);
    }

    private Shown shown(CallContext context, SchemaDefinition definition, UUID accountId, Instant now) {
        Quota quota = definition.quota();
        UUID holder = quota.per() == Quota.Scope.ACCOUNT ? accountId : null;
        QuotaPeriod period = QuotaPeriod.at(now, quota.period(), clock.zone(context));
        QuotaLimit limit = limits.of(context, quota, holder);
        limit.number();
        return new Shown(
                QuotaCounter.of(definition, period, context.requireTenant(), holder), quota, holder, limit, period);
    }

    /** A quota before it is known how much of it is used. */
    private record Shown(QuotaCounter counter, Quota quota, UUID accountId, QuotaLimit limit, QuotaPeriod period) {

        QuotaUse use(long used) {
            return new QuotaUse(
                    counter.entitySubtype(),
                    quota.per(),
                    accountId,
                    quota.period(),
                    limit.isSet() ? limit.number() : null,
                    used,
                    limit.isSet() ? remaining(limit.number(), used) : null,
                    period.end());
        }
    }

    private static void take(
            Transaction transaction, UUID tenantId, QuotaCounter counter, long limit, Instant resetsAt) {
        QuotaMapper mapper = transaction.mapper(QuotaMapper.class);
        if (mapper.take(tenantId, counter, limit) != null) {
            return;
        }
        long used =
                used(mapper, tenantId, counter.entityType(), List.of(counter)).getOrDefault(counter, 0L);
        throw ProblemException.of(
                        MetadataProblem.QUOTA_EXCEEDED,
                        counter.entityType(),
                        counter.entitySubtype(),
                        limit,
                        resetsAt.toString())
                .with("used", used)
                .with("limit", limit)
                .with("remaining", remaining(limit, used))
                .with("resetsAt", resetsAt);
    }

    private static Map<QuotaCounter, Long> used(
            QuotaMapper mapper, UUID tenantId, String entityType, List<QuotaCounter> counters) {
        return mapper
                .used(
                        tenantId,
                        entityType,
                        counters.stream().map(QuotaCounter::entitySubtype).toList(),
                        counters.stream().map(each -> each.period().name()).toList(),
                        counters.stream()
                                .map(each -> each.periodStart().toString())
                                .toList(),
                        counters.stream().map(QuotaCounter::scopeId).toList())
                .stream()
                .collect(Collectors.toMap(each -> each.counter(entityType), QuotaMapper.Used::used));
    }

    /** At least 0: a limit may be lowered below what was used. */
    private static long remaining(long limit, long used) {
        return Math.max(0, limit - used);
    }
}
