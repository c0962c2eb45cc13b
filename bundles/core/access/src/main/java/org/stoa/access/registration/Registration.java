package org.stoa.access.registration;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PreparedPassword;
import org.stoa.access.identity.Realms;
import org.stoa.access.session.AccessTags;
import org.stoa.access.tenant.TenantCreation;
import org.stoa.access.user.PasswordProof;
import org.stoa.access.user.UserCreation;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantStatus;

/**
 * Lets organizations register themselves: a tenant on trial with its administrator. Who already has an identity proves it
 * with its password; nobody can attach a tenant, or another password, to somebody else's address.
 */
@Component(service = Registration.class, configurationPid = "org.stoa.access")
public final class Registration {

    /** Settings of registration; PID {@code org.stoa.access}. */
    public @interface Config {
        /** Whether anybody may register an organization. */
        boolean registration_enabled() default true;
    }

    private final PlatformDatabase database;
    private final TenantCreation tenants;
    private final Identities identities;
    private final UserCreation users;
    private final AppointedAdministrator administrators;
    private final PasswordProof passwordProof;
    private final boolean enabled;

    @Activate
    public Registration(
            @Reference PlatformDatabase database,
            @Reference TenantCreation tenants,
            @Reference Identities identities,
            @Reference UserCreation users,
            @Reference AppointedAdministrator administrators,
            @Reference PasswordProof passwordProof,
            Config config) {
        this(database, tenants, identities, users, administrators, passwordProof, config.registration_enabled());
    }

    public Registration(
            PlatformDatabase database,
            TenantCreation tenants,
            Identities identities,
            UserCreation users,
            AppointedAdministrator administrators,
            PasswordProof passwordProof,
            boolean enabled) {
        this.database = database;
        this.tenants = tenants;
        this.identities = identities;
        this.users = users;
        this.administrators = administrators;
        this.passwordProof = passwordProof;
        this.enabled = enabled;
    }

    /**
     * Creates a tenant on trial whose administrator can sign in at once.
     *
     * @throws ProblemException 403 {@code registration-disabled}; 401 {@code invalid-credentials} when the e-mail address
     *     has an identity with another password; 409 {@code conflict} that names the field taken
     */
    public Tenant register(CallContext context, NewRegistration registration) {
        if (!enabled) {
            throw ProblemException.of(AccessProblem.REGISTRATION_DISABLED);
        }
        CallContext platform = context.withTenant(null);
        Optional<Identity> known = database.read(
                platform,
                IdentityMapper.class,
                mapper -> identities.find(mapper, Realms.PLATFORM, registration.email()));
        if (known.isEmpty()) {
            return withNewIdentity(platform, registration);
        }
        return withIdentity(platform, registration, known.get());
    }

    private Tenant withNewIdentity(CallContext context, NewRegistration registration) {
        PreparedPassword password = identities.prepare(registration.email(), registration.password());
        return tenants.create(context, tenant(registration), (calling, transaction, tenant) -> {
            Identity identity = identities.createPrepared(
                    transaction,
                    transaction.mapper(IdentityMapper.class),
                    Realms.PLATFORM,
                    registration.email(),
                    password);
            users.requestProof(transaction, tenant, identity);
            administrators.admit(calling, transaction, tenant, identity, registration.displayName());
        });
    }

    private Tenant withIdentity(CallContext context, NewRegistration registration, Identity identity) {
        return passwordProof.require(
                context,
                identity,
                registration.password(),
                attempt -> tenants.create(context, tenant(registration), (calling, transaction, tenant) -> {
                    passwordProof.succeeded(transaction, attempt);
                    administrators.admit(calling, transaction, tenant, identity, registration.displayName());
                    transaction.changed(AccessTags.identity(identity.id()));
                }));
    }

    private static NewTenant tenant(NewRegistration registration) {
        return new NewTenant(
                registration.identifier(),
                registration.organization(),
                null,
                TenantStatus.TRIAL,
                TenantCreation.FIRST_TIER,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
