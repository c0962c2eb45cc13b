package org.stoa.metadata;

import java.util.UUID;
import org.stoa.api.security.CallContext;

/**
 * Rows that belong to the platform and that every tenant sees besides its own. They lie in the tables of the tenants
 * under the nil UUID, and are read and written as if that were a tenant.
 */
public final class PlatformRows {

    /** Stands in the column of the tenant. */
    public static final UUID TENANT = new UUID(0, 0);

    private PlatformRows() {}

    /** The same call for the rows of the platform. Whether the caller may change them is checked by its operation. */
    public static CallContext of(CallContext context) {
        return context.withTenant(TENANT);
    }
}
