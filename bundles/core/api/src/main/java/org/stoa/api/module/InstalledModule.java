package org.stoa.api.module;

import java.util.List;
import java.util.Set;

/**
 * A module that runs, or tries to run, on this platform.
 *
 * @param version version of its bundle
 * @param problem why it FAILED; null otherwise
 */
public record InstalledModule(
        String id,
        String name,
        String description,
        String version,
        State state,
        String problem,
        Set<String> requires,
        List<PermissionDefinition> permissions,
        List<String> requiredTenantFields,
        List<String> meteredResources) {

    /** How far it has come. */
    public enum State {
        /** Migrated and inspected; can be enabled and serves requests. */
        READY,
        /** Its migrations are being applied, or wait for the database. */
        STARTING,
        /** Refused; {@link InstalledModule#problem()} says why. */
        FAILED
    }
}
