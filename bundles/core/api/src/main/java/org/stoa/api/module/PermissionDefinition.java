package org.stoa.api.module;

import java.util.Set;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.ShippedRole;

/**
 * A permission that a module introduces.
 *
 * @param roles the shipped roles that hold it, besides those that hold everything of its tier
 */
public record PermissionDefinition(PermissionName name, String description, Set<ShippedRole> roles) {

    public PermissionDefinition {
        roles = Set.copyOf(roles);
    }

    /**
     * @param name of the form {@code tier.resource.action}
     * @throws IllegalArgumentException when the name is not of that form
     */
    public static PermissionDefinition of(String name, String description, ShippedRole... roles) {
        return new PermissionDefinition(PermissionName.parse(name), description, Set.of(roles));
    }
}
