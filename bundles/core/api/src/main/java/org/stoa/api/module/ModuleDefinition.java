package org.stoa.api.module;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;
import org.stoa.api.security.CallContext;

/**
 * All that a module says of itself, in one DS component. The platform applies the migrations of the bundle, publishes
 * its {@link org.stoa.api.rest.RestResource}s under {@code /api/v1/<id>} and lets operators enable it per tenant.
 */
@ConsumerType
public interface ModuleDefinition {

    /** Lower-case letters and digits; also the route, the schema and the last segment of the bundle's symbolic name. */
    String id();

    /** Name for people. */
    String name();

    /** What it does, in one sentence. */
    String description();

    /** Ids of the modules that must be enabled for a tenant before this one. */
    default Set<String> requires() {
        return Set.of();
    }

    /** Every permission its operations ask for; the resource is the module's id, or begins with it and a hyphen. */
    List<PermissionDefinition> permissions();

    /**
     * What a tenant must have filled in before the module can be enabled: paths into the tenant such as
     * {@code company.legalName}, or {@code settings.<key>}.
     */
    default List<String> requiredTenantFields() {
        return List.of();
    }

    /** What it counts per tenant, such as {@code invoices}; limits are set on these names. */
    default List<String> meteredResources() {
        return List.of();
    }

    /** Creates what a tenant starts with. Called when the module is enabled, possibly again after a crash: must be repeatable. */
    default void seed(CallContext context) {}
}
