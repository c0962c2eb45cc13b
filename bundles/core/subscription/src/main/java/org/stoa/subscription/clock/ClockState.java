package org.stoa.subscription.clock;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What time it is for a tenant.
 *
 * @param today the day, where the tenant is
 * @param timezone IANA zone of the tenant
 * @param test whether a test clock says so
 */
public record ClockState(Instant now, LocalDate today, String timezone, boolean test) {}
