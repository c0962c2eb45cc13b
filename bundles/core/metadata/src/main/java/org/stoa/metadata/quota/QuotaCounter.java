package org.stoa.metadata.quota;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.metadata.schema.Quota;
import org.stoa.metadata.schema.SchemaDefinition;

/** What one row of {@code metadata.quota_use} counts. */
record QuotaCounter(String entityType, String entitySubtype, Quota.Period period, LocalDate periodStart, UUID scopeId) {

    private static final UUID NO_ACCOUNT = new UUID(0, 0);

    /** The counter of an entity that is made in a period. */
    static QuotaCounter of(SchemaDefinition definition, QuotaPeriod period, UUID tenantId, UUID accountId) {
        return new QuotaCounter(
                definition.entityType(),
                definition.entitySubtype(),
                definition.quota().period(),
                period.start(),
                scope(definition.quota(), tenantId, accountId));
    }

    private static UUID scope(Quota quota, UUID tenantId, UUID accountId) {
        if (quota.per() == Quota.Scope.TENANT) {
            return tenantId;
        }
        return accountId == null ? NO_ACCOUNT : accountId;
    }
}
