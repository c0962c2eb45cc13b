package org.stoa.api.data;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * The tables of one bundle, always seen through the eyes of one tenant. Each bundle that references this service gets
 * its own: its own schema (named after the last segment of the bundle's symbolic name), its own PostgreSQL role that
 * can reach only that schema, and its migrations ({@code db/migration/V1__what.sql}) applied before the first use.
 *
 * <p>Mappers are MyBatis interfaces of the bundle. UUID, Instant, {@code List<String>} (text[]), Money parts, enums
 * (by name) and records as results work without further configuration; column {@code created_at} maps to {@code createdAt}.
 */
@ProviderType
public interface Database {

    /**
     * Reads as the tenant of {@code context}. Every statement is one round trip and sees what was committed when it began.
     *
     * @throws IllegalStateException when the context has no tenant
     * @throws org.stoa.api.rest.ProblemException 503 {@code database-unavailable}
     */
    <M, R> R read(CallContext context, Class<M> mapper, Function<M, R> work);

    /**
     * Does {@code work} in one transaction as the tenant of {@code context}; commits when it returns, rolls back when
     * it throws. When the context carries an idempotency key that was used before, returns the stored result instead.
     * A write inside the work of another write is a transaction of its own: use {@link Transaction#mapper} instead.
     *
     * @throws IllegalStateException when the context has no tenant
     * @throws org.stoa.api.rest.ProblemException 503 {@code database-unavailable}; 409 {@code conflict} when a unique
     *     constraint was violated and the work did not handle it; 422 {@code idempotency-key-reused}
     */
    <M, R> R write(CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work);
}
