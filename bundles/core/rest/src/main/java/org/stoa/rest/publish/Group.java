package org.stoa.rest.publish;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.module.ModuleDefinition;

/**
 * The resources of one bundle.
 *
 * @param name symbolic name of the bundle
 * @param module id of the module it is, or null for a bundle of the core
 * @param permissions that its operations may ask for; null for any
 * @param loader its class loader
 * @param resources objects whose classes carry {@code @Path}
 */
public record Group(String name, String module, Set<String> permissions, ClassLoader loader, List<Object> resources) {

    public Group {
        resources = List.copyOf(resources);
    }

    /** Resources of a bundle of the core. */
    public static Group core(String name, ClassLoader loader, List<?> resources) {
        return new Group(name, null, null, loader, List.copyOf(resources));
    }

    /** Resources of a module. */
    public static Group module(String name, ModuleDefinition definition, ClassLoader loader, List<?> resources) {
        Set<String> permissions = definition.permissions().stream()
                .map(permission -> permission.name().toString())
                .collect(Collectors.toUnmodifiableSet());
        return new Group(name, definition.id(), permissions, loader, List.copyOf(resources));
    }

    /** Whether every resource of another group is one of this one too. */
    boolean hasAllOf(Group other) {
        return other.resources.stream().allMatch(resource -> resources.stream().anyMatch(mine -> mine == resource));
    }

    boolean isModule() {
        return module != null;
    }
}
