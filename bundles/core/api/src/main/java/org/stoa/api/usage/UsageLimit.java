package org.stoa.api.usage;

import java.time.ZoneId;
import java.util.Objects;

/**
 * How much of a resource a tenant may use in a period.
 *
 * @param resource such as {@code profiles}
 * @param softLimit from which on the tenant is warned, or null
 * @param hardLimit beyond which nothing more is given, or null for any amount
 * @param overage whether more than the hard limit is given all the same, at a price
 * @param zone in which days and months begin
 */
public record UsageLimit(
        String resource, UsagePeriod period, Long softLimit, Long hardLimit, boolean overage, ZoneId zone) {

    public UsageLimit {
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(zone, "zone");
    }
}
