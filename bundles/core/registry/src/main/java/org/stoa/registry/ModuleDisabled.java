package org.stoa.registry;

import java.util.UUID;

/**
 * A module was switched off for a tenant; its data is kept.
 *
 * @param version version of the module's bundle
 */
public record ModuleDisabled(UUID tenantId, String moduleId, String version) {}
