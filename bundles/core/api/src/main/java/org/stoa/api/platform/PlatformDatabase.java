package org.stoa.api.platform;

import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;

/**
 * The tables of one core bundle across all tenants, under the platform's own PostgreSQL role: identities, sign-in,
 * platform administration. Bound to the bundle that references it; refused to every bundle that is not part of the core.
 */
@ProviderType
public interface PlatformDatabase {

    /** Reads across tenants. */
    <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work);

    /**
     * Does {@code work} in one transaction across tenants. Audit entries and events belong to the context's tenant, or
     * to the platform when it has none.
     */
    <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work);

    /**
     * Deletes every row of {@code tenantId} in every table of {@code schema}, in one transaction, and counts what is left.
     *
     * @return rows deleted per table, in the order of deletion
     * @throws IllegalStateException when a row is left; the transaction is rolled back
     */
    java.util.Map<String, Long> purge(CallContext context, String schema, UUID tenantId);
}
