package org.stoa.rest.publish;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.module.ModuleDefinition;

/**
 * The resources of one bundle.
 *
 * @param name symbolic name of the bundle
 * @param module id of the module it is, or null for a bundle of the core
 * @param version of the module; null for a bundle of the core
 * @param permissions that its operations may ask for; null for any
 * @param loader its class loader
 * @param resources objects whose classes carry {@code @Path}
 * @param whole whether these are all that the bundle is going to have
 */
public record Group(
        String name,
        String module,
        String version,
        Set<String> permissions,
        ClassLoader loader,
        List<Object> resources,
        boolean whole) {

    public Group {
        resources = List.copyOf(resources);
        if (module != null) {
            Objects.requireNonNull(version, "version");
        }
    }

    /** What is published in one endpoint: one version of a module, or the core as a whole. */
    record Target(String module, String version) {
        static final Target CORE = new Target(null, null);

        @Override
        public String toString() {
            return module == null ? "core" : module + " " + version;
        }
    }

    /** Resources of a bundle of the core. */
    public static Group core(String name, ClassLoader loader, List<?> resources, boolean whole) {
        return new Group(name, null, null, null, loader, List.copyOf(resources), whole);
    }

    /** Resources of a version of a module. */
    public static Group module(
            String name,
            ModuleDefinition definition,
            String version,
            ClassLoader loader,
            List<?> resources,
            boolean whole) {
        Set<String> permissions = definition.permissions().stream()
                .map(permission -> permission.name().toString())
                .collect(Collectors.toUnmodifiableSet());
        return new Group(name, definition.id(), version, permissions, loader, List.copyOf(resources), whole);
    }

    /** Whether every resource of another group is one of this one too. */
    boolean hasAllOf(Group other) {
        return other.resources.stream().allMatch(resource -> resources.stream().anyMatch(mine -> mine == resource));
    }

    /** Whether its resources are these and no others. */
    boolean hasExactly(List<?> others) {
        return others.size() == resources.size()
                && others.stream().allMatch(other -> resources.stream().anyMatch(mine -> mine == other));
    }

    boolean isModule() {
        return module != null;
    }

    /** Each publication is another one; besides, what a module's objects say of their equality is not to be relied on. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    Target target() {
        return isModule() ? new Target(module, version) : Target.CORE;
    }
}
