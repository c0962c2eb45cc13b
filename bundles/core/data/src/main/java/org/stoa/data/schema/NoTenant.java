package org.stoa.data.schema;

import java.util.UUID;

/** Stands in the tenant's column of rows that belong to the platform itself. */
public final class NoTenant {

    /** The nil UUID. */
    public static final UUID ID = new UUID(0, 0);

    private NoTenant() {}
}
