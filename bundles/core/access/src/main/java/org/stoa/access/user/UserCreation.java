package org.stoa.access.user;

import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Found;
import org.stoa.access.Violations;
import org.stoa.access.identity.EmailVerifications;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PasswordResets;
import org.stoa.access.identity.PreparedPassword;
import org.stoa.access.identity.Realms;
import org.stoa.access.role.GivenRole;
import org.stoa.access.role.RoleAssignments;
import org.stoa.access.role.RoleFinder;
import org.stoa.access.session.AccessTags;
import org.stoa.access.tenant.TenantMapper;
import org.stoa.access.tenant.TenantRow;
import org.stoa.api.data.Transaction;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.ShippedRole;

/** Adds users to a tenant, with an identity where there is none yet. */
@Component(service = UserCreation.class)
public final class UserCreation {

    /** What a repeated request gets back. */
    private final PlatformDatabase database;

    private final Identities identities;
    private final UserAdmission admission;
    private final RoleFinder roles;
    private final RoleAssignments assignments;
    private final PasswordResets passwordResets;
    private final EmailVerifications verifications;

    @Activate
    public UserCreation(
            @Reference PlatformDatabase database,
            @Reference Identities identities,
            @Reference UserAdmission admission,
            @Reference RoleFinder roles,
            @Reference RoleAssignments assignments,
            @Reference PasswordResets passwordResets,
            @Reference EmailVerifications verifications) {
        this.database = database;
        this.identities = identities;
        this.admission = admission;
        this.roles = roles;
        this.assignments = assignments;
        this.passwordResets = passwordResets;
        this.verifications = verifications;
    }

    /**
     * Adds a user with a role for the whole tenant.
     *
     * @return the id of the user
     */
    UUID create(CallContext context, NewUser user) {
        check(user);
        UUID tenantId = context.requireTenant();
        PreparedPassword password = identities.prepare(user.email(), user.password());
        return database.write(context, TenantMapper.class, (tenants, transaction) -> {
            TenantRow tenant = Found.orNotFound(tenants.find(tenantId), "tenant");
            GivenRole role =
                    roles.require(transaction, tenantId, user.role() == null ? ShippedRole.USER.title() : user.role());
            roles.checkGiving(context, transaction, role, null, null);
            Optional<Identity> known = identities.find(
                    transaction.mapper(IdentityMapper.class), Realms.of(tenant.id(), tenant.ownRealm()), user.email());
            Identity identity = known.orElseGet(() -> identity(transaction, tenant, user.email(), password));
            UUID userId =
                    admission.admit(context, transaction, tenantId, identity, user.username(), user.displayName());
            known.ifPresent(joining -> requireProven(joining, password));
            UUID creator = context.caller().userId();
            assignments.give(context, transaction, tenantId, userId, role, null, null, creator);
            transaction.changed(AccessTags.identity(identity.id()));
            return userId;
        });
    }

    /** The identity of an e-mail address in the realm of a tenant; a new one is asked by mail to prove the address. */
    public Identity identity(Transaction transaction, TenantRow tenant, String email, PreparedPassword password) {
        IdentityMapper mapper = transaction.mapper(IdentityMapper.class);
        UUID realm = Realms.of(tenant.id(), tenant.ownRealm());
        Optional<Identity> known = identities.find(mapper, realm, email);
        if (known.isPresent()) {
            return known.get();
        }
        Identity identity = identities.createPrepared(transaction, mapper, realm, email, password);
        requestProof(transaction, tenant, identity);
        return identity;
    }

    /**
     * An identity that exists may join only when its e-mail address was proven: otherwise whoever signed up with a
     * stranger's address first would enter every tenant that later adds the stranger.
     */
    private static void requireProven(Identity identity, PreparedPassword password) {
        if (identity.emailVerifiedAt() == null) {
            throw ProblemException.of(AccessProblem.IDENTITY_UNVERIFIED);
        }
        if (password.hash() != null) {
            throw ProblemException.invalid(
                    "password", "must be left out: this e-mail address signs in with its own password already");
        }
    }

    /** Asks a new identity by mail to prove its address: by setting a password where it has none, else by itself. */
    public void requestProof(Transaction transaction, TenantRow tenant, Identity identity) {
        if (identity.passwordHash() == null) {
            passwordResets.requestSetup(transaction, identity, tenant.name(), tenant.language());
        } else {
            verifications.request(transaction, identity, tenant.language());
        }
    }

    private static void check(NewUser user) {
        new Violations()
                .check(
                        user.username() == null || user.username().matches(UserDetails.USERNAME),
                        "username",
                        UserDetails.USERNAME_RULE)
                .check(
                        user.displayName() != null
                                && !user.displayName().isBlank()
                                && user.displayName().length() <= 200,
                        "displayName",
                        "must have 1 to 200 characters")
                .checkSingleLine(user.displayName(), "displayName")
                .raise();
    }
}
