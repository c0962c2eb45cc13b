package org.stoa.api.module;

import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * Which modules are installed, and which tenant has which enabled. Failures are
 * {@link org.stoa.api.rest.ProblemException}s with the codes {@code module-not-found} (404), {@code module-not-ready}
 * (409), {@code tenant-details-incomplete} (400, with {@code missingFields}) and {@code module-required} (409, with
 * {@code dependents}).
 */
@ProviderType
public interface ModuleRegistry {

    /** Where a module stands for a tenant, for every request. */
    enum Availability {
        NOT_INSTALLED,
        /** The tenant has it enabled, but it is still starting, or was refused. */
        NOT_READY,
        /** Not enabled, ready or not: the tenant is told nothing of it. */
        DISABLED,
        ENABLED
    }

    /** The modules installed on this platform, by id. */
    List<InstalledModule> installed();

    /** Where a module stands for a tenant; from a cache. */
    Availability availability(UUID tenantId, String moduleId);

    /** Every installed module as the tenant sees it, by id. */
    List<TenantModule> modules(CallContext context, UUID tenantId);

    /**
     * Enables a module and, before it, those it requires. Repeating it changes nothing.
     *
     * @param simulate true: only say what would be done
     */
    ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate);

    /** Switches a module off and keeps its data; refused while another enabled module requires it. */
    ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate);

    /** Disables a module if need be and deletes every row the tenant has in it. */
    ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate);
}
