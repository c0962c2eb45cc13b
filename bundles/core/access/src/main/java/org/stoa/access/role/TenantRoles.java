package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.AccessProblem;
import org.stoa.access.Found;
import org.stoa.access.Times;
import org.stoa.access.Violations;
import org.stoa.access.session.AccessTags;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.ShippedRole;

/** The roles of a tenant: the shipped ones, which are the same everywhere, and its own. */
@Component(service = TenantRoles.class)
public final class TenantRoles {

    private static final String RESOURCE = "access.role";
    private final Database database;
    private final PermissionCatalogue catalogue;
    private final Clock clock;

    @Activate
    public TenantRoles(@Reference Database database, @Reference PermissionCatalogue catalogue) {
        this(database, catalogue, Clock.systemUTC());
    }

    public TenantRoles(Database database, PermissionCatalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The tenant's own roles, newest first, then the shipped ones. */
    public Page<Role> list(CallContext context, PageRequest page) {
        List<Role> roles = new ArrayList<>(
                database.read(context, RoleMapper.class, mapper -> mapper.list(context.requireTenant(), page)));
        Arrays.stream(ShippedRole.values())
                .map(this::shipped)
                .filter(role -> page.after() == null || role.id().compareTo(page.after()) < 0)
                .sorted(Comparator.comparing(Role::id).reversed())
                .forEach(roles::add);
        return Page.of(roles.subList(0, Math.min(roles.size(), page.fetch())), page, Role::id);
    }

    /** One role, shipped or own, or 404. */
    public Role get(CallContext context, UUID roleId) {
        return ShippedRoles.find(roleId).map(this::shipped).orElseGet(() -> {
            UUID tenantId = context.requireTenant();
            Role role = database.read(context, RoleMapper.class, mapper -> mapper.find(tenantId, roleId));
            return Found.orNotFound(role, "role");
        });
    }

    /** Makes a role of permissions that the caller holds. */
    public Role create(CallContext context, RoleDetails details) {
        check(details);
        Escalation.refuse(context, catalogue.requireGrantable("permissions", details.permissions()), null, null);
        return database.write(context, RoleMapper.class, (mapper, transaction) -> {
            Instant now = Times.now(clock);
            Role role = new Role(
                    Ids.next(),
                    details.name().strip(),
                    details.description(),
                    context.caller().kind() == Caller.Kind.SYSTEM ? RoleType.TENANT : RoleType.CUSTOM,
                    details.level(),
                    distinct(details.permissions()),
                    1,
                    now,
                    now);
            mapper.insert(context.requireTenant(), role);
            transaction.audit(AuditEntry.created("role.create", RESOURCE, role.id(), role));
            return role;
        });
    }

    /**
     * Changes one of the tenant's own roles. What it had before stays allowed; what is added the caller must hold.
     *
     * @param version the version that the caller last read
     */
    public Role update(CallContext context, UUID roleId, long version, UnaryOperator<RoleDetails> change) {
        refuseShipped(roleId);
        UUID tenantId = context.requireTenant();
        return database.write(context, RoleMapper.class, (mapper, transaction) -> {
            mapper.lock(tenantId, roleId);
            Role role = Found.orNotFound(mapper.find(tenantId, roleId), "role");
            Found.inVersion(role.version(), version);
            RoleDetails details = change.apply(RoleDetails.of(role));
            check(details);
            Escalation.refuse(context, added(role, details), null, null);
            Instant now = Times.now(clock);
            if (details.level() == ShippedRole.Level.ACCOUNT && role.level() != ShippedRole.Level.ACCOUNT) {
                mapper.deleteExpiredAssignments(tenantId, roleId, now);
                refuseIf(mapper.isHeldInTenant(tenantId, roleId));
            }
            Role updated = new Role(
                    role.id(),
                    details.name().strip(),
                    details.description(),
                    role.type(),
                    details.level(),
                    distinct(details.permissions()),
                    version,
                    role.createdAt(),
                    now);
            mapper.update(tenantId, updated);
            Role stored = mapper.find(tenantId, roleId);
            transaction.audit(AuditEntry.changed("role.update", RESOURCE, roleId, role, stored));
            transaction.changed(AccessTags.tenant(tenantId));
            return stored;
        });
    }

    /** Deletes one of the tenant's own roles, unless somebody holds it or an open invitation offers it. */
    public void delete(CallContext context, UUID roleId) {
        refuseShipped(roleId);
        UUID tenantId = context.requireTenant();
        database.write(context, RoleMapper.class, (mapper, transaction) -> {
            mapper.lock(tenantId, roleId);
            Role role = Found.orNotFound(mapper.find(tenantId, roleId), "role");
            Instant now = Times.now(clock);
            mapper.deleteExpiredAssignments(tenantId, roleId, now);
            mapper.detachClosedInvitations(tenantId, roleId, now);
            refuseIf(mapper.isInUse(tenantId, roleId));
            mapper.delete(tenantId, roleId);
            transaction.audit(AuditEntry.removed("role.delete", RESOURCE, roleId, role));
            transaction.changed(AccessTags.tenant(tenantId));
            return role;
        });
    }

    private void check(RoleDetails details) {
        Violations violations = new Violations()
                .check(details.name() != null && !details.name().isBlank(), "name", "must not be blank")
                .checkSingleLine(details.name(), "name")
                .check(details.permissions() != null, "permissions", "must be given")
                .check(
                        details.level() != null && details.level() != ShippedRole.Level.PLATFORM,
                        "level",
                        "must be TENANT, ACCOUNT or USER");
        violations.raise();
        if (ShippedRoles.find(details.name().strip()).isPresent()) {
            throw ProblemException.of(CommonProblem.CONFLICT, "There is already a role with this name.")
                    .withField("name", "is already taken");
        }
        for (int i = 0; i < details.permissions().size(); i++) {
            violations.check(
                    reaches(details.level(), details.permissions().get(i)),
                    "permissions[" + i + "]",
                    "is of a wider tier than a role of level " + details.level() + " may hold");
        }
        violations.raise();
    }

    /** Whether a role of that level may hold the permission; what is no permission at all is refused elsewhere. */
    private static boolean reaches(ShippedRole.Level level, String permission) {
        return switch (level) {
            case PLATFORM, TENANT -> true;
            case ACCOUNT -> !permission.startsWith("tenant.");
            case USER -> !permission.startsWith("tenant.") && !permission.startsWith("account.");
        };
    }

    private List<PermissionName> added(Role role, RoleDetails details) {
        return catalogue.requireGrantable("permissions", details.permissions(), role.permissions());
    }

    private Role shipped(ShippedRole role) {
        return new Role(
                ShippedRoles.id(role),
                role.title(),
                ShippedRoles.description(role),
                RoleType.SYSTEM,
                role.level(),
                names(role),
                1,
                null,
                null);
    }

    private List<String> names(ShippedRole role) {
        List<PermissionName> names = role == ShippedRole.SUPER_ADMIN
                ? catalogue.all()
                : catalogue.of(role, role.level() == ShippedRole.Level.ACCOUNT || role == ShippedRole.USER);
        return names.stream().map(PermissionName::toString).toList();
    }

    private static void refuseShipped(UUID roleId) {
        ShippedRoles.find(roleId).ifPresent(role -> {
            throw ProblemException.of(AccessProblem.ROLE_IMMUTABLE, role.title());
        });
    }

    private static void refuseIf(boolean inUse) {
        if (inUse) {
            throw ProblemException.of(AccessProblem.ROLE_IN_USE);
        }
    }

    private static List<String> distinct(List<String> names) {
        return List.copyOf(new LinkedHashSet<>(names));
    }
}
