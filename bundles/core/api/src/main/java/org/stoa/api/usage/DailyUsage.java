package org.stoa.api.usage;

import java.time.LocalDate;

/**
 * How much of a resource a tenant has used on a day, where the tenant is.
 *
 * @param used less than none where more was given back than used
 */
public record DailyUsage(LocalDate day, long used) {}
