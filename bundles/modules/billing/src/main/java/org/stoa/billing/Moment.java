package org.stoa.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/**
 * When something happens, by the tenant's clock; asked for before a transaction begins.
 *
 * @param now in microseconds
 * @param zone where the tenant's days begin
 * @param test whether a test clock says so: what is made then is marked as a test
 */
public record Moment(Instant now, ZoneId zone, boolean test) {

    public static Moment of(CallContext context, TenantClock clock) {
        return new Moment(clock.now(context), clock.zone(context), clock.isTest(context));
    }

    /** The day, where the tenant is. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    /** The moment at which a day begins where the tenant is, also on days on which a clock is put forward at midnight. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
