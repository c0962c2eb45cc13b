package org.stoa.api.security;

import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;

/**
 * Everything a call carries on its way from the request to the database: for which tenant, by whom, with which
 * permissions. Immutable, passed as a parameter, kept in no thread-local. In a REST resource it is injected with
 * {@code @Context CallContext context}.
 *
 * @param tenantId the tenant the call works for; null for a call that concerns the platform or the caller alone
 * @param caller who calls
 * @param permissions what the caller may do
 * @param locale language for messages
 * @param request where the call came from
 * @param idempotencyKey the client's {@code Idempotency-Key}, or null
 */
public record CallContext(
        UUID tenantId,
        Caller caller,
        Permissions permissions,
        Locale locale,
        RequestInfo request,
        IdempotencyKey idempotencyKey) {

    public CallContext {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(permissions, "permissions");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(request, "request");
    }

    /** The platform itself acting for {@code tenantId} (null: for the platform), with every permission. */
    public static CallContext system(UUID tenantId, String name) {
        return new CallContext(
                tenantId,
                Caller.system(name),
                Permissions.all(),
                Locale.ENGLISH,
                RequestInfo.local(Ids.next().toString()),
                null);
    }

    /** The same call for another tenant. The caller's right to act there is checked by whoever makes this switch. */
    public CallContext withTenant(UUID tenant) {
        return new CallContext(tenant, caller, permissions, locale, request, idempotencyKey);
    }

    /** The same call with the client's idempotency key. */
    public CallContext withIdempotencyKey(IdempotencyKey key) {
        return new CallContext(tenantId, caller, permissions, locale, request, key);
    }

    /**
     * The tenant of this call.
     *
     * @throws IllegalStateException when the call has none: tenant data cannot be reached without one
     */
    public UUID requireTenant() {
        if (tenantId == null) {
            throw new IllegalStateException("this call has no tenant; tenant data needs one");
        }
        return tenantId;
    }

    /** Whether the caller may do {@code permission} in {@code accountId} (null: in the tenant as a whole). */
    public boolean allows(String permission, UUID accountId) {
        return permissions.allows(PermissionName.parse(permission), accountId);
    }

    /**
     * Refuses the call unless the caller holds {@code permission} in {@code accountId} (null: in the tenant as a whole).
     * For checks that depend on data; what depends on the operation alone is said by {@link RequiresPermission}.
     *
     * @throws ProblemException 403 {@code permission-denied}
     */
    public void require(String permission, UUID accountId) {
        if (!allows(permission, accountId)) {
            throw ProblemException.of(CommonProblem.PERMISSION_DENIED, permission);
        }
    }
}
