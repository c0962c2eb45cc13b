package org.stoa.registry;

import java.util.Map;
import java.util.UUID;

/**
 * Everything a tenant had in a module was deleted.
 *
 * @param rowsDeleted rows per table
 */
public record ModulePurged(UUID tenantId, String moduleId, Map<String, Long> rowsDeleted) {}
