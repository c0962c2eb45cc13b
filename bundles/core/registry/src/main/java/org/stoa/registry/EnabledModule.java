package org.stoa.registry;

/**
 * A module that a tenant has enabled.
 *
 * @param pinnedVersion the version it stays on, or {@link EnabledModules#NOT_PINNED}
 */
record EnabledModule(String moduleId, String pinnedVersion) {}
