package org.stoa.access.user;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** In which tenants an identity is a user. */
@Component(service = Memberships.class)
public final class Memberships {

    @Activate
    public Memberships() {
        // nothing to prepare
    }

    /** The memberships of an identity in all tenants, open or not, oldest first. Needs the platform's database role. */
    public List<Membership> of(UserMapper mapper, UUID identityId) {
        return mapper.memberships(identityId);
    }

    /** Notes in the caller's transaction that a user has signed in. */
    public void signedIn(UserMapper mapper, UUID tenantId, UUID userId, Instant at) {
        mapper.recordSignIn(tenantId, userId, at);
    }
}
