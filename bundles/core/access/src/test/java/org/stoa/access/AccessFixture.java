package org.stoa.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.stoa.access.account.AccountMembers;
import org.stoa.access.account.Accounts;
import org.stoa.access.identity.EmailVerifications;
import org.stoa.access.identity.Identities;
import org.stoa.access.identity.Identity;
import org.stoa.access.identity.IdentityMapper;
import org.stoa.access.identity.PasswordResets;
import org.stoa.access.identity.Passwords;
import org.stoa.access.identity.Realms;
import org.stoa.access.identity.SignInGuard;
import org.stoa.access.identity.TenantRealms;
import org.stoa.access.invitation.InvitationAcceptance;
import org.stoa.access.invitation.InvitationFulfilment;
import org.stoa.access.invitation.InvitationTokens;
import org.stoa.access.invitation.Invitations;
import org.stoa.access.mail.MailRequested;
import org.stoa.access.mail.MailTemplate;
import org.stoa.access.registration.AppointedAdministrator;
import org.stoa.access.registration.Registration;
import org.stoa.access.role.DirectGrants;
import org.stoa.access.role.GrantLoader;
import org.stoa.access.role.GrantMapper;
import org.stoa.access.role.PermissionCatalogue;
import org.stoa.access.role.PermissionDefinitions;
import org.stoa.access.role.PermissionExplanations;
import org.stoa.access.role.RoleAssignments;
import org.stoa.access.role.RoleFinder;
import org.stoa.access.role.TenantRoles;
import org.stoa.access.tenant.PostgresTenants;
import org.stoa.access.tenant.TenantCreation;
import org.stoa.access.tenant.TenantDirectory;
import org.stoa.access.tenant.TenantSettings;
import org.stoa.access.user.Membership;
import org.stoa.access.user.Memberships;
import org.stoa.access.user.PasswordProof;
import org.stoa.access.user.PostgresUsers;
import org.stoa.access.user.UserAdmission;
import org.stoa.access.user.UserCreation;
import org.stoa.access.user.UserMapper;
import org.stoa.access.user.UserProfiles;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.module.ModuleDefinition;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.people.User;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;
import org.stoa.api.security.ShippedRole;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.data.StandaloneDatabases;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.TestDatabases;

/** The services of this bundle on a PostgreSQL database of their own, and a clock that stands still. */
public final class AccessFixture implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    public final MutableClock clock = MutableClock.at("2026-03-01T09:00:00Z");
    public final StandaloneDatabases databases = TestDatabases.fresh(clock);
    public final Database database = databases.forModule("access", AccessProblem.class);
    public final PlatformDatabase platform = databases.platform("access", AccessProblem.class);

    public final Caches caches = databases.caches();
    public final PermissionDefinitions definitions = new PermissionDefinitions(caches, clock);
    public final PermissionCatalogue catalogue = new PermissionCatalogue(definitions);
    public final GrantLoader grants = new GrantLoader(catalogue, clock);
    public final RoleFinder roleFinder = new RoleFinder(catalogue);
    public final TenantRoles roles = new TenantRoles(database, catalogue, clock);
    public final RoleAssignments assignments = new RoleAssignments(database, roleFinder, clock);
    public final DirectGrants directGrants = new DirectGrants(database, catalogue, clock);
    public final PermissionExplanations explanations = new PermissionExplanations(platform, catalogue, grants, clock);

    public final Passwords passwords = new Passwords();
    public final Identities identities = new Identities(passwords);
    public final SignInGuard guard = new SignInGuard(platform, clock);
    public final PasswordResets passwordResets =
            new PasswordResets(platform, new TenantRealms(platform), passwords, guard, clock);
    public final EmailVerifications verifications = new EmailVerifications(platform, guard, clock);
    public final PasswordProof passwordProof = new PasswordProof(passwords, guard);

    public final UserAdmission admission = new UserAdmission(clock);
    public final UserCreation creation =
            new UserCreation(platform, identities, admission, roleFinder, assignments, passwordResets, verifications);
    public final PostgresUsers users = new PostgresUsers(database, creation, passwordResets, clock);
    public final UserProfiles profiles = new UserProfiles(database, clock);
    public final Accounts accounts = new Accounts(database, clock);
    public final AccountMembers members = new AccountMembers(database, grants, clock);

    public final Invitations invitations = new Invitations(platform, roleFinder, clock);
    public final InvitationTokens invitationTokens = new InvitationTokens(platform, clock);
    public final InvitationAcceptance acceptance = new InvitationAcceptance(
            platform,
            identities,
            passwordProof,
            new InvitationFulfilment(roleFinder, assignments, members, admission),
            clock);

    public final AppointedAdministrator administrators =
            new AppointedAdministrator(identities, creation, admission, invitations, roleFinder, assignments);
    public final TenantDirectory directory = new TenantDirectory(platform, caches);
    public final TenantSettings settings = new TenantSettings(database, clock);
    public final TenantCreation tenantCreation = new TenantCreation(platform, administrators, clock);
    public final PostgresTenants tenants = new PostgresTenants(platform, tenantCreation, settings, directory, clock);
    public final Registration registration = registration(true);

    private final List<MailRequested> mails = new ArrayList<>();
    private final Map<UUID, String> invitationLinks = new HashMap<>();

    public AccessFixture() {
        definitions.add("billing", BillingLikeModule::new);
    }

    public Registration registration(boolean enabled) {
        return new Registration(platform, tenantCreation, identities, creation, administrators, passwordProof, enabled);
    }

    /** The operator of the platform. */
    public CallContext operator() {
        return new CallContext(
                null,
                new Caller(Caller.Kind.USER, Ids.next(), null, Ids.next(), "operator@example.org"),
                Permissions.all(),
                Locale.ENGLISH,
                request(),
                null);
    }

    /** Somebody who has not signed in. */
    public CallContext anybody() {
        return new CallContext(null, Caller.anonymous(), Permissions.none(), Locale.ENGLISH, request(), null);
    }

    /** A user of a tenant with what the user holds at this moment. */
    public CallContext as(User user) {
        Permissions permissions = Permissions.of(
                platform.read(
                        CallContext.system(null, "test"),
                        GrantMapper.class,
                        mapper -> grants.load(mapper, user.tenantId(), user.id())),
                clock);
        return new CallContext(
                user.tenantId(),
                new Caller(Caller.Kind.USER, user.identityId(), user.id(), Ids.next(), user.email()),
                permissions,
                Locale.ENGLISH,
                request(),
                null);
    }

    /** A new tenant without administrator. */
    public Tenant tenant(String identifier) {
        return tenants.create(operator(), newTenant(identifier, identifier + " Ltd", null));
    }

    public static NewTenant newTenant(String identifier, String name, NewTenant.Administrator administrator) {
        return new NewTenant(
                identifier, name, null, null, null, null, null, null, null, null, null, null, administrator);
    }

    /** A new user of a tenant, with no password, under the given role. */
    public User user(Tenant tenant, String name, String role) {
        return users.create(
                operator().withTenant(tenant.id()),
                name + "@" + tenant.identifier() + ".example.org",
                name,
                null,
                role);
    }

    public User administrator(Tenant tenant) {
        return user(tenant, "admin", ShippedRole.TENANT_ADMIN.title());
    }

    /** Delivers the mails asked for, and remembers them. */
    public List<MailRequested> deliverMails() {
        databases.deliverEvents(new MailCatcher());
        return List.copyOf(mails);
    }

    /** The token in the last mail for an invitation. */
    public String invitationToken(UUID invitationId) {
        deliverMails();
        return invitationLinks.get(invitationId);
    }

    /** The actions in the audit log of a tenant (null: of the platform), oldest first. */
    public List<String> audited(UUID tenantId) {
        return records(tenantId).stream().map(AuditRecord::action).toList();
    }

    /** The audit log of a tenant (null: of the platform), oldest first. */
    public List<AuditRecord> records(UUID tenantId) {
        List<AuditRecord> records = new ArrayList<>(databases
                .auditLog()
                .search(operator().withTenant(tenantId), AuditFilter.none(), new PageRequest(100, null))
                .items());
        Collections.reverse(records);
        return records;
    }

    public boolean hasPassword(UUID identityId) {
        return identity(identityId).passwordHash() != null;
    }

    public Identity identity(UUID id) {
        return platform.read(operator(), IdentityMapper.class, mapper -> mapper.findById(id));
    }

    /** The identity of the platform's realm with this address. */
    public Optional<Identity> identity(String email) {
        return platform.read(
                operator(), IdentityMapper.class, mapper -> identities.find(mapper, Realms.PLATFORM, email));
    }

    public List<Membership> memberships(UUID identityId) {
        return platform.read(operator(), UserMapper.class, mapper -> new Memberships().of(mapper, identityId));
    }

    @Override
    public void close() {
        databases.close();
    }

    private static RequestInfo request() {
        return new RequestInfo(Ids.next().toString(), "192.0.2.7", "test");
    }

    private final class MailCatcher implements DomainEventListener<MailRequested> {

        @Override
        public String name() {
            return "test.mailer";
        }

        @Override
        public String eventType() {
            return MailRequested.TYPE;
        }

        @Override
        public Class<MailRequested> payloadType() {
            return MailRequested.class;
        }

        @Override
        public void on(DomainEvent<MailRequested> event) {
            MailRequested mail = event.payload();
            mails.add(mail);
            if (mail.template() == MailTemplate.INVITATION) {
                invitationTokens.issue(mail).ifPresent(token -> invitationLinks.put(mail.subjectId(), token));
            }
        }
    }

    /** A module with permissions of several tiers. */
    private static final class BillingLikeModule implements ModuleDefinition {

        @Override
        public String id() {
            return "billing";
        }

        @Override
        public String name() {
            return "Billing";
        }

        @Override
        public String description() {
            return "Invoices";
        }

        @Override
        public List<PermissionDefinition> permissions() {
            return List.of(
                    PermissionDefinition.of("tenant.billing.read", "See invoices", ShippedRole.USER),
                    PermissionDefinition.of("tenant.billing.write", "Write invoices"),
                    PermissionDefinition.of("account.billing-order.read", "See orders", ShippedRole.USER),
                    PermissionDefinition.of("account.billing-order.write", "Write orders", ShippedRole.USER));
        }
    }

    /** Somebody has followed the link that proves an e-mail address. */
    public void proveAddress(String email) {
        platform.write(operator(), IdentityMapper.class, (mapper, transaction) -> {
            Identity identity = identities.find(mapper, Realms.PLATFORM, email).orElseThrow();
            return mapper.verifyEmail(identity.id(), identity.email(), clock.instant());
        });
    }
}
