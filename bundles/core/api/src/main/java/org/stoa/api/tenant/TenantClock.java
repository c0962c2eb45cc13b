package org.stoa.api.tenant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * What time it is for the tenant of a call. It is the real time unless the tenant has a test clock, which stands still
 * until somebody moves it on. Everything that falls due asks this clock, and no other; to be asked before a transaction
 * begins.
 */
@ProviderType
public interface TenantClock {

    /** The moment, in microseconds. */
    Instant now(CallContext context);

    /** Where the tenant's days begin; UTC when the tenant names no zone. */
    ZoneId zone(CallContext context);

    /** Whether the tenant has a test clock: what it makes happen is to be marked as such. */
    boolean isTest(CallContext context);

    /** The day, where the tenant is. */
    default LocalDate today(CallContext context) {
        return LocalDate.ofInstant(now(context), zone(context));
    }
}
