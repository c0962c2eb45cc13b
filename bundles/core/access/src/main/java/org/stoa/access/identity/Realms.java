package org.stoa.access.identity;

import java.util.UUID;

/**
 * Realms: within one, an e-mail address belongs to one identity. All tenants share the platform's, except those with a
 * realm of their own, whose id is the tenant's.
 */
public final class Realms {

    /** The realm that tenants share. */
    public static final UUID PLATFORM = new UUID(0, 0);

    private Realms() {}

    /** The realm of a tenant. */
    public static UUID of(UUID tenantId, boolean ownRealm) {
        return ownRealm ? tenantId : PLATFORM;
    }
}
