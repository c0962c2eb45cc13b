package org.stoa.access.role;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.access.Violations;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.PermissionName.Action;
import org.stoa.api.security.PermissionName.Tier;
import org.stoa.api.security.ShippedRole;

/** Answers what permissions there are, which of them can be given, and what the shipped roles hold. */
@Component(service = PermissionCatalogue.class)
public final class PermissionCatalogue {

    private final PermissionDefinitions definitions;

    @Activate
    public PermissionCatalogue(@Reference PermissionDefinitions definitions) {
        this.definitions = definitions;
    }

    /** The names of all, those of the tier platform included. */
    public List<PermissionName> all() {
        return definitions.byName().values().stream()
                .map(PermissionDefinition::name)
                .toList();
    }

    /** What can be given to people in a tenant, by name: everything but the tier platform. */
    public List<PermissionDefinition> grantable() {
        return definitions.byName().values().stream()
                .filter(definition -> definition.name().tier() != Tier.PLATFORM)
                .toList();
    }

    /**
     * The permissions with these names.
     *
     * @param field the request's field, such as {@code permissions}; an index is appended
     * @throws org.stoa.api.rest.ProblemException 400 that names each one that is unknown or not for tenants
     */
    public List<PermissionName> requireGrantable(String field, List<String> names) {
        return requireGrantable(field, names, List.of());
    }

    /** The same, but for names that are in {@code present}: they are passed over, known or not. */
    public List<PermissionName> requireGrantable(String field, List<String> names, List<String> present) {
        Violations violations = new Violations();
        List<PermissionName> known = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!present.contains(names.get(i))) {
                add(known, field + "[" + i + "]", names.get(i), violations);
            }
        }
        violations.raise();
        return known;
    }

    /** The permission with this name; refuses as {@link #requireGrantable(String, List)} does. */
    public PermissionName requireGrantable(String field, String name) {
        Violations violations = new Violations();
        List<PermissionName> known = new ArrayList<>();
        add(known, field, name, violations);
        violations.raise();
        return known.get(0);
    }

    /**
     * The permission with this name, of any tier.
     *
     * @throws org.stoa.api.rest.ProblemException 400 that names the field when it is unknown
     */
    public PermissionName requireKnown(String field, String name) {
        PermissionDefinition definition = definitions.byName().get(name);
        if (definition == null) {
            throw ProblemException.invalid(field, "is not a known permission: " + abbreviated(name));
        }
        return definition.name();
    }

    /**
     * What a shipped role holds in a tenant. The administrating roles hold the action {@code admin} of every resource,
     * which includes the others.
     *
     * @param inAccount whether it is held in one account; User holds permissions of the tier account only there, so that
     *     it reaches the accounts its holder is a member of and no others
     */
    public List<PermissionName> of(ShippedRole role, boolean inAccount) {
        return switch (role) {
            case SUPER_ADMIN -> throw new IllegalArgumentException("Super Admin is not held in a tenant");
            case TENANT_ADMIN -> administrated(Tier.TENANT, tier -> true);
            case ACCOUNT_OWNER -> administrated(Tier.ACCOUNT, tier -> tier != Tier.TENANT);
            case CONTENT_MODERATOR -> namesFor(role).toList();
            case USER ->
                namesFor(role)
                        .filter(name -> inAccount || name.tier() != Tier.ACCOUNT)
                        .toList();
        };
    }

    private List<PermissionName> administrated(Tier tier, Predicate<Tier> included) {
        return grantable().stream()
                .map(PermissionDefinition::name)
                .filter(name -> included.test(name.tier()))
                .map(PermissionName::resource)
                .distinct()
                .map(resource -> new PermissionName(tier, resource, Action.ADMIN))
                .toList();
    }

    private Stream<PermissionName> namesFor(ShippedRole role) {
        return grantable().stream()
                .filter(definition -> definition.roles().contains(role))
                .map(PermissionDefinition::name);
    }

    private void add(List<PermissionName> known, String field, String name, Violations violations) {
        PermissionDefinition definition =
                name == null ? null : definitions.byName().get(name);
        if (definition == null) {
            violations.check(false, field, "is not a known permission: " + abbreviated(name));
        } else if (definition.name().tier() == Tier.PLATFORM) {
            violations.check(false, field, "cannot be given in a tenant: " + name);
        } else {
            known.add(definition.name());
        }
    }

    private static String abbreviated(String name) {
        return name == null || name.length() <= PermissionName.MAX_LENGTH
                ? name
                : name.substring(0, PermissionName.MAX_LENGTH) + "...";
    }
}
