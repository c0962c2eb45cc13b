package org.stoa.access.session;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;

/**
 * Somebody who makes calls, as it was loaded once and serves many calls.
 *
 * @param tenantId the tenant it works in, or null
 * @param endsAt when the session or the API key ends by itself; null for never
 * @param ended whether the session or the API key was ended
 * @param secretHash digest of an API key's secret; null for a session
 */
record Principal(
        UUID tenantId,
        Caller caller,
        Permissions permissions,
        Standing standing,
        Instant endsAt,
        boolean ended,
        byte[] secretHash) {

    /** Whether it has ended, one way or the other, by {@code now}. */
    boolean hasEnded(Instant now) {
        return ended || (endsAt != null && !endsAt.isAfter(now));
    }
}
