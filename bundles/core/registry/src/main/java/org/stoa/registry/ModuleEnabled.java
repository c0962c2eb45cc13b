package org.stoa.registry;

import java.util.UUID;

/**
 * A module was enabled for a tenant.
 *
 * @param version version of the module's bundle
 */
public record ModuleEnabled(UUID tenantId, String moduleId, String version) {}
