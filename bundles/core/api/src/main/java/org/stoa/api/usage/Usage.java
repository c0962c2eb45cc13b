package org.stoa.api.usage;

import java.time.Instant;

/**
 * How much of a resource a tenant has used.
 *
 * @param used in the period that is running
 * @param softLimit null for none
 * @param hardLimit null for none
 * @param remaining up to the hard limit, at least 0; null for any amount
 * @param resetsAt when the next period begins; null for one that never ends
 * @param warnedAt when as much as the soft limit was used, in the period that is running; null when it was not
 */
public record Usage(
        String resource,
        UsagePeriod period,
        long used,
        Long softLimit,
        Long hardLimit,
        boolean overage,
        Long remaining,
        Instant resetsAt,
        Instant warnedAt) {}
