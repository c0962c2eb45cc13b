package org.stoa.registry;

import java.time.Instant;
import java.util.List;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.PermissionDefinition;
import org.stoa.api.module.TenantModule;

/**
 * A module as a tenant sees it over REST.
 *
 * @param installedVersion version that runs at present; null when the module is not installed any more
 * @param version version it was last enabled with; {@code installedVersion} when it never was
 * @param state READY, STARTING, FAILED; null when the module is not installed any more
 * @param requires ids of the modules that are enabled before it, in alphabetical order
 * @param permissions names of the permissions it introduces
 */
public record ModuleView(
        String moduleId,
        String name,
        String description,
        TenantModule.Status status,
        InstalledModule.State state,
        String version,
        String installedVersion,
        List<String> requires,
        List<String> requiredTenantFields,
        List<String> permissions,
        List<String> meteredResources,
        Instant enabledAt,
        Instant updatedAt) {

    /** @param installed null when it is not installed any more */
    static ModuleView of(TenantModule module, InstalledModule installed) {
        boolean known = installed != null;
        return new ModuleView(
                module.moduleId(),
                module.name(),
                known ? installed.description() : null,
                module.status(),
                known ? installed.state() : null,
                module.version(),
                known ? installed.version() : null,
                known ? installed.requires().stream().sorted().toList() : List.of(),
                known ? installed.requiredTenantFields() : List.of(),
                known ? permissions(installed) : List.of(),
                known ? installed.meteredResources() : List.of(),
                module.enabledAt(),
                module.updatedAt());
    }

    private static List<String> permissions(InstalledModule installed) {
        return installed.permissions().stream()
                .map(PermissionDefinition::name)
                .map(Object::toString)
                .toList();
    }
}
