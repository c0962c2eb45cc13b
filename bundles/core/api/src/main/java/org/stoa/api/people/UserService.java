package org.stoa.api.people;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;

/** The users of the context's tenant. */
@ProviderType
public interface UserService {

    /** The users of the tenant, newest first. */
    Page<User> list(CallContext context, PageRequest page);

    /** One user of the tenant, or 404 {@code not-found}. */
    User get(CallContext context, UUID userId);

    /**
     * Adds a user with a role for the whole tenant.
     *
     * @param password for a new identity, at least 12 characters; null when the e-mail address has an identity already
     *     or the person shall set one by e-mail
     * @param role name of a role of the tenant, such as {@code User}
     */
    User create(CallContext context, String email, String displayName, String password, String role);

    /** Suspends or reactivates a user; a suspended user is locked out at once. */
    User changeStatus(CallContext context, UUID userId, UserStatus status);

    /** Sends the identity of this e-mail address a link to set a new password; silent when there is none. */
    void requestPasswordReset(CallContext context, String email, String tenantIdentifier);
}
