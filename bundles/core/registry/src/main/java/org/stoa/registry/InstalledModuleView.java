package org.stoa.registry;

import java.util.List;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.security.ShippedRole;

/** An installed module as operators of the platform see it over REST. */
public record InstalledModuleView(
        String moduleId,
        String name,
        String description,
        String version,
        InstalledModule.State state,
        String problem,
        List<String> requires,
        List<Permission> permissions,
        List<String> requiredTenantFields,
        List<String> meteredResources) {

    /** @param roles titles of the shipped roles that hold it besides those that hold everything of its tier */
    public record Permission(String name, String description, List<String> roles) {

        static Permission of(PermissionDefinition definition) {
            return new Permission(
                    definition.name().toString(),
                    definition.description(),
                    definition.roles().stream().sorted().map(ShippedRole::title).toList());
        }
    }

    static InstalledModuleView of(InstalledModule module) {
        return new InstalledModuleView(
                module.id(),
                module.name(),
                module.description(),
                module.version(),
                module.state(),
                module.problem(),
                module.requires().stream().sorted().toList(),
                module.permissions().stream().map(Permission::of).toList(),
                module.requiredTenantFields(),
                module.meteredResources());
    }
}
