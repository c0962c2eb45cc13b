package org.stoa.access.session;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Tells the cache of principals what has changed. Call it after the commit of any change of roles, grants, users, tenant
 * status, identities, sessions or API keys: what was loaded before the call is not served after it, whoever was in the
 * middle of loading.
 *
 * <p>Changes are numbered; a slot chosen by the id remembers the number of the last change. Two ids may share a slot,
 * which costs a reload too many now and then. Other nodes notice a change when their entries expire, within a minute.
 */
@Component(service = AccessChanges.class)
public final class AccessChanges {

    private static final int SLOTS = 4096;

    private final AtomicLong number = new AtomicLong();
    private final AtomicLong lastForAll = new AtomicLong();
    private final AtomicLongArray lastBySlot = new AtomicLongArray(SLOTS);

    @Activate
    public AccessChanges() {
        // nothing to prepare
    }

    /** Status, users, roles or grants of a tenant have changed. */
    public void tenantChanged(UUID tenantId) {
        changed(tenantId);
    }

    /** An identity or its memberships have changed. */
    public void identityChanged(UUID identityId) {
        changed(identityId);
    }

    /** A session was ended. */
    public void sessionChanged(UUID sessionId) {
        changed(sessionId);
    }

    /** An API key was revoked. */
    public void apiKeyChanged(UUID apiKeyId) {
        changed(apiKeyId);
    }

    /** Everybody may be concerned, such as when a module brings or takes permissions. */
    public void everythingChanged() {
        lastForAll.accumulateAndGet(number.incrementAndGet(), Math::max);
    }

    /** The number to note before loading: what is loaded then includes every change up to it. */
    long stamp() {
        return number.get();
    }

    /** Whether nothing has changed since {@code stamp} in any of these; null ids are skipped. */
    boolean unchangedSince(long stamp, UUID... ids) {
        if (lastForAll.get() > stamp) {
            return false;
        }
        for (UUID id : ids) {
            if (id != null && lastBySlot.get(slot(id)) > stamp) {
                return false;
            }
        }
        return true;
    }

    private void changed(UUID id) {
        lastBySlot.accumulateAndGet(slot(id), number.incrementAndGet(), Math::max);
    }

    private static int slot(UUID id) {
        long bits = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
        bits *= 0x9E3779B97F4A7C15L;
        return (int) (bits >>> 52);
    }
}
