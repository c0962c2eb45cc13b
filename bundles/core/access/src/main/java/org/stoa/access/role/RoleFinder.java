package org.stoa.access.role;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.account.AccountMapper;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.ShippedRole;

/** Finds the role that somebody wants to give, and checks that they may. */
@Component(service = RoleFinder.class)
public final class RoleFinder {

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final PermissionCatalogue catalogue;

    @Activate
    public RoleFinder(@Reference PermissionCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The role of a tenant with this id or name, kept from being deleted until the end of the transaction.
     *
     * @throws ProblemException 400 {@code invalid-request} that names the field {@code role}
     */
    public GivenRole require(Transaction transaction, UUID tenantId, String idOrName) {
        GivenRole role = find(transaction, tenantId, idOrName == null ? "" : idOrName.strip());
        if (role == null) {
            throw ProblemException.invalid("role", "must be the name or id of a role of this tenant");
        }
        if (role.shipped() == ShippedRole.SUPER_ADMIN) {
            throw ProblemException.invalid("role", "cannot be given in a tenant: Super Admin");
        }
        return role;
    }

    /**
     * Checks that the caller may give a role there and for that long.
     *
     * @param accountId the account, or null for the whole tenant
     * @param expiresAt when it ends, or null for never
     * @throws ProblemException 400 when the account does not exist or the role needs one; 403 {@code privilege-escalation}
     */
    public void checkGiving(
            CallContext context, Transaction transaction, GivenRole role, UUID accountId, Instant expiresAt) {
        if (accountId == null && role.needsAccount()) {
            throw ProblemException.invalid("accountId", "must be given: " + role.name() + " is held in an account");
        }
        requireAccount(transaction, context.requireTenant(), accountId);
        Escalation.refuse(context, permissions(role, accountId), accountId, expiresAt);
    }

    /** What a role gives, in an account or (null) in the whole tenant. */
    public List<PermissionName> permissions(GivenRole role, UUID accountId) {
        return role.shipped() == null ? role.own() : catalogue.of(role.shipped(), accountId != null);
    }

    static void requireAccount(Transaction transaction, UUID tenantId, UUID accountId) {
        if (accountId != null && transaction.mapper(AccountMapper.class).hold(tenantId, accountId) == null) {
            throw ProblemException.invalid("accountId", "is not an account of this tenant");
        }
    }

    private static GivenRole find(Transaction transaction, UUID tenantId, String idOrName) {
        RoleMapper mapper = transaction.mapper(RoleMapper.class);
        if (ID.matcher(idOrName).matches()) {
            UUID id = UUID.fromString(idOrName);
            return ShippedRoles.find(id).map(GivenRole::of).orElseGet(() -> own(mapper.hold(tenantId, id)));
        }
        return ShippedRoles.find(idOrName)
                .map(GivenRole::of)
                .orElseGet(() -> own(mapper.holdByName(tenantId, idOrName)));
    }

    private static GivenRole own(Role role) {
        return role == null ? null : GivenRole.of(role);
    }
}
