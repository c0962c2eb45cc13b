package org.stoa.booking;

import java.time.Instant;
import java.time.ZoneId;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;

/**
 * When something happens, by the tenant's clock; asked for before a transaction begins.
 *
 * @param now in microseconds
 * @param zone where the tenant's days begin
 */
public record Moment(Instant now, ZoneId zone) {

    public static Moment of(CallContext context, TenantClock clock) {
        return new Moment(clock.now(context), clock.zone(context));
    }
}
