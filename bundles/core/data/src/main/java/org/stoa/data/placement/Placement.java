package org.stoa.data.placement;

import java.util.UUID;
import org.stoa.data.connection.RolePool;

/**
 * Says in which database the rows of a tenant are, as connections to it. Schemas, roles and row-level security are the
 * same in every database, so nothing else in the platform depends on the placement.
 */
public interface Placement {

    /** Connections of one bundle's own role to the database in which {@code tenantId} has its rows of that bundle. */
    RolePool of(UUID tenantId);
}
