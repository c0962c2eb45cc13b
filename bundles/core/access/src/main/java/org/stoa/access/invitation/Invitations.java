package org.stoa.access.invitation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.AuditTrail;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.access.identity.EmailAddress;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.role.GivenRole;
import org.stoa.access.role.RoleFinder;
import org.stoa.access.tenant.TenantMapper;
import org.stoa.access.tenant.TenantRow;
import org.stoa.access.user.UserMapper;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

/** Invites people into a tenant. */
@Component(service = Invitations.class)
public final class Invitations {

    static final String RESOURCE = "access.invitation";

    /** Name of the value of a mail that holds the id of the tenant. */
    static final String TENANT_ID = "tenantId";

    private static final int DEFAULT_DAYS = 7;
    private static final int MOST_DAYS = 30;

    private final PlatformDatabase database;
    private final RoleFinder roles;
    private final Clock clock;

    @Activate
    public Invitations(@Reference PlatformDatabase database, @Reference RoleFinder roles) {
        this(database, roles, Clock.systemUTC());
    }

    public Invitations(PlatformDatabase database, RoleFinder roles, Clock clock) {
        this.database = database;
        this.roles = roles;
        this.clock = clock;
    }

    /** The invitations of the tenant, newest first, closed ones included. */
    public Page<Invitation> list(CallContext context, PageRequest page) {
        List<InvitationRow> rows =
                database.read(context, InvitationMapper.class, mapper -> mapper.list(context.requireTenant(), page));
        Instant now = clock.instant();
        return Page.of(rows, page, InvitationRow::id).map(row -> row.invitation(now));
    }

    /** One invitation of the tenant, or 404. */
    public Invitation get(CallContext context, UUID id) {
        InvitationRow row =
                database.read(context, InvitationMapper.class, mapper -> mapper.find(context.requireTenant(), id));
        return Found.orNotFound(row, "invitation").invitation(clock.instant());
    }

    /**
     * Invites somebody to a role whose permissions the caller holds. Replaces an open invitation of the same address to
     * the same account.
     */
    public Invitation create(CallContext context, NewInvitation invitation) {
        int days = invitation.expiresInDays() == null ? DEFAULT_DAYS : invitation.expiresInDays();
        new Violations()
                .check(days >= 1 && days <= MOST_DAYS, "expiresInDays", "must be 1 to " + MOST_DAYS)
                .raise();
        String email = EmailAddress.normalize(invitation.email());
        UUID tenantId = context.requireTenant();
        return database.write(context, TenantMapper.class, (tenants, transaction) -> {
            TenantRow tenant = Found.orNotFound(tenants.find(tenantId), "tenant");
            GivenRole role = roles.require(transaction, tenantId, invitation.role());
            roles.checkGiving(context, transaction, role, invitation.accountId(), null);
            if (transaction.mapper(UserMapper.class).idOfEmail(tenantId, email) != null) {
                throw ProblemException.of(CommonProblem.CONFLICT, "There is a user with this e-mail address already.")
                        .withField("email", "is a user already");
            }
            Duration lifetime = Duration.ofDays(days);
            return invite(context, transaction, tenant, email, role, invitation.accountId(), lifetime);
        });
    }

    /**
     * Invites somebody inside the transaction of a caller who has checked that the role may be given.
     *
     * @param email in its normalized form
     */
    public Invitation invite(
            CallContext context,
            Transaction transaction,
            TenantRow tenant,
            String email,
            GivenRole role,
            UUID accountId,
            Duration lifetime) {
        InvitationMapper mapper = transaction.mapper(InvitationMapper.class);
        Instant now = Times.now(clock);
        for (UUID replaced : mapper.revokeSame(tenant.id(), email, accountId, now)) {
            AuditEntry entry = AuditEntry.happened("invitation.revoke", RESOURCE, replaced);
            AuditTrail.write(context, transaction, tenant.id(), entry);
        }
        InvitationRow row = new InvitationRow(
                Ids.next(),
                email,
                role.rowId(),
                role.shipped(),
                role.name(),
                accountId,
                now.plus(lifetime),
                context.caller().userId(),
                null,
                null,
                null,
                now);
        mapper.insert(tenant.id(), row);
        Invitation invitation = row.invitation(now);
        AuditTrail.write(
                context,
                transaction,
                tenant.id(),
                AuditEntry.created("invitation.create", RESOURCE, row.id(), invitation));
        transaction.publish(new MailRequested(
                MailTemplate.INVITATION,
                email,
                tenant.language(),
                row.id(),
                Map.of(
                        TENANT_ID,
                        tenant.id().toString(),
                        "tenant",
                        tenant.name(),
                        "inviter",
                        context.caller().name())));
        return invitation;
    }

    /** Makes an open invitation useless. */
    public void revoke(CallContext context, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context, InvitationMapper.class, (mapper, transaction) -> {
            InvitationRow row = Found.orNotFound(mapper.lock(tenantId, id), "invitation");
            Instant now = Times.now(clock);
            if (row.acceptedAt() != null) {
                throw ProblemException.of(AccessProblem.INVITATION_ACCEPTED);
            }
            mapper.revoke(tenantId, id, now);
            transaction.audit(AuditEntry.removed("invitation.revoke", RESOURCE, id, row.invitation(now)));
            return row.invitation(now);
        });
    }
}
