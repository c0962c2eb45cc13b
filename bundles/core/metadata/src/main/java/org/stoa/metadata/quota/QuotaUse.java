package org.stoa.metadata.quota;

import java.time.Instant;
import java.util.UUID;
import org.stoa.metadata.schema.Quota;

/**
 * How much of a quota is used in the present period.
 *
 * @param accountId the account that it is for; null for all of the tenant, and for entities without an account
 * @param limit null for none
 * @param used how many were made, also those deleted since; more than {@code limit} when that was lowered
 * @param remaining how many more may be made, at least 0; null for any number
 * @param resetsAt when the next period begins
 */
public record QuotaUse(
        String subtype,
        Quota.Scope per,
        UUID accountId,
        Quota.Period period,
        Long limit,
        long used,
        Long remaining,
        Instant resetsAt) {}
