package org.stoa.access.identity;

import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;

/** The context of a call whose caller proved in the course of it who it is. */
public final class Acting {

    private Acting() {}

    /**
     * The call as made by an identity that has not signed in; it belongs to the tenant with whose own realm the identity
     * came, if any.
     */
    public static CallContext as(CallContext context, UUID identityId, UUID realm, String email) {
        UUID tenantId = realm.equals(Realms.PLATFORM) ? context.tenantId() : realm;
        return as(context, tenantId, new Caller(Caller.Kind.USER, identityId, null, null, email));
    }

    /** The call as made by {@code caller} in {@code tenantId}, which may be null. */
    public static CallContext as(CallContext context, UUID tenantId, Caller caller) {
        return new CallContext(tenantId, caller, Permissions.none(), context.locale(), context.request(), null);
    }
}
