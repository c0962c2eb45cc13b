package org.stoa.access.tenant;

import java.time.Instant;
import org.stoa.api.rest.Versioned;

/**
 * One setting of a tenant.
 *
 * @param value any JSON value but null
 */
public record Setting(String key, Object value, long version, Instant updatedAt) implements Versioned {}
