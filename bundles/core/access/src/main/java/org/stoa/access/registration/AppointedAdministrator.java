package org.stoa.access.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Violations;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PreparedPassword;
import org.stoa.access.identity.Realms;
import org.stoa.access.invitation.Invitations;
import org.stoa.access.role.GivenRole;
import org.stoa.access.role.RoleAssignments;
import org.stoa.access.role.RoleFinder;
import org.stoa.access.tenant.FirstAdministrator;
import org.stoa.access.tenant.TenantRow;
import org.stoa.access.user.UserAdmission;
import org.stoa.access.user.UserCreation;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.tenant.NewTenant;

/** Appoints the administrator of a tenant that the platform creates: somebody new, or somebody known, who is invited. */
@Component(service = {AppointedAdministrator.class, FirstAdministrator.class})
public final class AppointedAdministrator implements FirstAdministrator {

    private static final Duration INVITATION = Duration.ofDays(7);

    private final Identities identities;
    private final UserCreation creation;
    private final UserAdmission admission;
    private final Invitations invitations;
    private final RoleFinder roles;
    private final RoleAssignments assignments;

    @Activate
    public AppointedAdministrator(
            @Reference Identities identities,
            @Reference UserCreation creation,
            @Reference UserAdmission admission,
            @Reference Invitations invitations,
            @Reference RoleFinder roles,
            @Reference RoleAssignments assignments) {
        this.identities = identities;
        this.creation = creation;
        this.admission = admission;
        this.invitations = invitations;
        this.roles = roles;
        this.assignments = assignments;
    }

    @Override
    public Appointment prepare(NewTenant.Administrator administrator) {
        String name = administrator.displayName();
        new Violations()
                .check(
                        name != null && !name.isBlank() && name.length() <= 200,
                        "administrator.displayName",
                        "must have 1 to 200 characters")
                .raise();
        PreparedPassword password = identities.prepare(administrator.email(), administrator.password());
        return (context, transaction, tenant) -> appoint(context, transaction, tenant, administrator, password);
    }

    private void appoint(
            CallContext context,
            Transaction transaction,
            TenantRow tenant,
            NewTenant.Administrator administrator,
            PreparedPassword password) {
        UUID realm = Realms.of(tenant.id(), tenant.ownRealm());
        Optional<Identity> known =
                identities.find(transaction.mapper(IdentityMapper.class), realm, administrator.email());
        if (known.isPresent()) {
            GivenRole role = roles.require(transaction, tenant.id(), ShippedRole.TENANT_ADMIN.title());
            invitations.invite(context, transaction, tenant, known.get().email(), role, null, INVITATION);
            return;
        }
        Identity identity = creation.identity(transaction, tenant, administrator.email(), password);
        admit(context, transaction, tenant, identity, administrator.displayName());
    }

    /** Makes an identity the administrator of a tenant. */
    void admit(CallContext context, Transaction transaction, TenantRow tenant, Identity identity, String displayName) {
        UUID userId = admission.admit(context, transaction, tenant.id(), identity, null, displayName);
        GivenRole role = roles.require(transaction, tenant.id(), ShippedRole.TENANT_ADMIN.title());
        assignments.give(context, transaction, tenant.id(), userId, role, null, null, null);
    }
}
