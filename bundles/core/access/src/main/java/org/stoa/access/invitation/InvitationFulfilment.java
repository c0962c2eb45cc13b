package org.stoa.access.invitation;

import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.account.AccountMapper;
import org.stoa.access.account.AccountMember;
import org.stoa.access.account.AccountMembers;
import org.stoa.access.account.AccountRole;
import org.stoa.access.identity.Identity;
import org.stoa.access.role.GivenRole;
import org.stoa.access.role.RoleAssignments;
import org.stoa.access.role.RoleFinder;
import org.stoa.access.user.UserAdmission;
import org.stoa.access.user.UserMapper;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;

/**
 * Gives a person what an invitation offered. A role for the whole tenant is held as such. A role in an account makes the
 * person a member of it, as admin for Account Owner; roles other than Account Owner and User are held there besides.
 * Everybody who is new holds User in the tenant.
 */
@Component(service = InvitationFulfilment.class)
public final class InvitationFulfilment {

    private final RoleFinder roles;
    private final RoleAssignments assignments;
    private final AccountMembers members;
    private final UserAdmission admission;

    @Activate
    public InvitationFulfilment(
            @Reference RoleFinder roles,
            @Reference RoleAssignments assignments,
            @Reference AccountMembers members,
            @Reference UserAdmission admission) {
        this.roles = roles;
        this.assignments = assignments;
        this.members = members;
        this.admission = admission;
    }

    /**
     * Makes the identity a user of the tenant unless it is one, and gives it the role.
     *
     * @param displayName name of a new user, or null
     * @return the id of the user
     */
    UUID fulfil(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            InvitationRow invitation,
            Identity identity,
            String displayName) {
        GivenRole role =
                roles.require(transaction, tenantId, invitation.givenRoleId().toString());
        UUID present = transaction.mapper(UserMapper.class).idOfIdentity(tenantId, identity.id());
        UUID userId = present;
        if (present == null) {
            String name = displayName == null || displayName.isBlank() ? localPart(identity.email()) : displayName;
            userId = admission.admit(context, transaction, tenantId, identity, null, name);
        }
        if (invitation.accountId() == null) {
            give(context, transaction, tenantId, userId, role, invitation);
        } else {
            join(context, transaction, tenantId, userId, role, invitation);
        }
        if (present == null && role.shipped() != ShippedRole.TENANT_ADMIN) {
            GivenRole user = roles.require(transaction, tenantId, ShippedRole.USER.title());
            assignments.give(context, transaction, tenantId, userId, user, null, null, invitation.invitedBy());
        }
        return userId;
    }

    private void give(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            UUID userId,
            GivenRole role,
            InvitationRow invitation) {
        assignments.give(
                context, transaction, tenantId, userId, role, invitation.accountId(), null, invitation.invitedBy());
    }

    private void join(
            CallContext context,
            Transaction transaction,
            UUID tenantId,
            UUID userId,
            GivenRole role,
            InvitationRow invitation) {
        UUID accountId = invitation.accountId();
        AccountMapper accounts = transaction.mapper(AccountMapper.class);
        if (accounts.hold(tenantId, accountId) == null) {
            throw ProblemException.of(AccessProblem.INVITATION_REVOKED);
        }
        AccountRole offered = role.shipped() == ShippedRole.ACCOUNT_OWNER ? AccountRole.ADMIN : AccountRole.MEMBER;
        AccountMember member = accounts.member(tenantId, accountId, userId);
        boolean more = member == null || offered.compareTo(member.role()) < 0;
        if (more) {
            members.put(context, transaction, tenantId, accountId, userId, offered, invitation.invitedBy());
        }
        if (role.shipped() != ShippedRole.ACCOUNT_OWNER && role.shipped() != ShippedRole.USER) {
            give(context, transaction, tenantId, userId, role, invitation);
        }
    }

    private static String localPart(String email) {
        return email.substring(0, email.indexOf('@'));
    }
}
