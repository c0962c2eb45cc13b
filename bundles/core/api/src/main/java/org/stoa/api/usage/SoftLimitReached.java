package org.stoa.api.usage;

/**
 * A tenant has used as much of a resource as it is warned of. The type of the event is {@code data.SoftLimitReached}.
 *
 * @param hardLimit null for none
 */
public record SoftLimitReached(String resource, long used, long softLimit, Long hardLimit, UsagePeriod period) {}
