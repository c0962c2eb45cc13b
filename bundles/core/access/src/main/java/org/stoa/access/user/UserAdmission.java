package org.stoa.access.user;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.stoa.access.AuditTrail;
import org.stoa.access.Times;
import org.stoa.access.identity.Identity;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;

/** Makes an identity a user of a tenant, inside the transaction of a caller. */
@Component(service = UserAdmission.class)
public final class UserAdmission {

    /** Name of the metered resource: users of a tenant, suspended ones too. */
    static final String METERED = "users";

    /** What the audit log keeps of a new user. */
    private record Admitted(UUID identityId, String email, String username, String displayName) {}

    private final Clock clock;

    @Activate
    public UserAdmission() {
        this(Clock.systemUTC());
    }

    public UserAdmission(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an active user without roles, in a transaction across tenants.
     *
     * @param username null for none
     * @return the id of the user
     * @throws org.stoa.api.rest.ProblemException 409 {@code conflict} for the field {@code email} or {@code username}
     */
    public UUID admit(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            Identity identity,
            String username,
            String displayName) {
        UserMapper users = transaction.mapper(UserMapper.class);
        Instant now = Times.now(clock);
        UUID id = Ids.next();
        users.insert(tenantId, id, identity.id(), identity.email(), username, now);
        transaction.mapper(ProfileMapper.class).insert(tenantId, ProfileRow.named(id, displayName.strip(), now));
        transaction.meter(tenantId, METERED, 1);
        Admitted admitted = new Admitted(identity.id(), identity.email(), username, displayName.strip());
        AuditTrail.write(
                context, transaction, tenantId, AuditEntry.created("user.create", "access.tenant_user", id, admitted));
        return id;
    }
}
