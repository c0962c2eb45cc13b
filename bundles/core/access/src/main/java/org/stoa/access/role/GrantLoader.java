package org.stoa.access.role;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.account.AccountRole;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.PermissionName.Action;
import org.stoa.api.security.ShippedRole;

/** Works out what a user of a tenant was granted and denied, and by what. */
@Component(service = GrantLoader.class)
public final class GrantLoader {

    private static final Predicate<PermissionName> ANY = name -> true;
    private static final Predicate<PermissionName> READ = name -> name.action() == Action.READ;

    private final PermissionCatalogue catalogue;
    private final Clock clock;

    @Activate
    public GrantLoader(@Reference PermissionCatalogue catalogue) {
        this(catalogue, Clock.systemUTC());
    }

    public GrantLoader(PermissionCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** What counts now, expiring grants included, in one statement. Whether user and tenant may work is not asked here. */
    public List<Grant> load(GrantMapper mapper, UUID tenantId, UUID userId) {
        return expand(rows(mapper, tenantId, userId));
    }

    /** The reasons for what counts now, as they are stored. */
    public List<GrantRow> rows(GrantMapper mapper, UUID tenantId, UUID userId) {
        return mapper.of(tenantId, userId, clock.instant());
    }

    /** The same, with what has expired: for explanations. */
    public List<Grant> loadWithExpired(GrantMapper mapper, UUID tenantId, UUID userId) {
        return expand(mapper.of(tenantId, userId, Instant.EPOCH));
    }

    /** What {@code rows} mean with the modules that are installed on this node. */
    public List<Grant> expand(List<GrantRow> rows) {
        List<Grant> grants = new ArrayList<>();
        for (GrantRow row : rows) {
            if (row.permission() != null) {
                String source = row.effect() == Grant.Effect.DENY ? "direct denial" : "direct grant";
                grants.add(new Grant(
                        PermissionName.parse(row.permission()),
                        row.effect(),
                        row.accountId(),
                        row.expiresAt(),
                        source));
            } else if (row.accountRole() != null) {
                expandMembership(row, grants);
            } else if (row.shippedRole() != null) {
                String source = "role " + row.shippedRole().title();
                expandShipped(row, row.shippedRole(), source, ANY, grants);
            } else {
                List<PermissionName> names =
                        row.permissions().stream().map(PermissionName::parse).toList();
                add(names, row, "role " + row.roleName(), grants);
            }
        }
        return List.copyOf(grants);
    }

    private void expandMembership(GrantRow row, List<Grant> grants) {
        ShippedRole role = shippedRole(row.accountRole());
        String source =
                switch (row.accountRole()) {
                    case ADMIN -> "admin of the account (role " + role.title() + ")";
                    case MEMBER -> "member of the account (role " + role.title() + ")";
                    case VIEWER -> "viewer of the account (role " + role.title() + ", read only)";
                };
        expandShipped(row, role, source, filter(row.accountRole()), grants);
    }

    private void expandShipped(
            GrantRow row, ShippedRole role, String source, Predicate<PermissionName> filter, List<Grant> grants) {
        List<PermissionName> names = catalogue.of(role, row.accountId() != null).stream()
                .filter(filter)
                .toList();
        add(names, row, source, grants);
    }

    private static void add(List<PermissionName> names, GrantRow row, String source, List<Grant> grants) {
        names.forEach(
                name -> grants.add(new Grant(name, Grant.Effect.GRANT, row.accountId(), row.expiresAt(), source)));
    }

    /** What being a member of an account means in permissions. */
    public List<PermissionName> of(AccountRole role) {
        return catalogue.of(shippedRole(role), true).stream()
                .filter(filter(role))
                .toList();
    }

    private static ShippedRole shippedRole(AccountRole role) {
        return role == AccountRole.ADMIN ? ShippedRole.ACCOUNT_OWNER : ShippedRole.USER;
    }

    private static Predicate<PermissionName> filter(AccountRole role) {
        return role == AccountRole.VIEWER ? READ : ANY;
    }
}
