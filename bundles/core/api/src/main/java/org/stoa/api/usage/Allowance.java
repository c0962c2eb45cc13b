package org.stoa.api.usage;

import java.time.Instant;
import java.util.UUID;

/**
 * What a tenant may still use of a resource that it uses beyond its limit too, because it is counted afterwards.
 *
 * @param remaining up to the hard limit, at least 0; null for any amount
 * @param used in the period that is running
 * @param hardLimit null for none
 * @param resetsAt when the next period begins; null for one that never ends
 */
public record Allowance(UUID tenantId, Long remaining, long used, Long hardLimit, Instant resetsAt) {}
