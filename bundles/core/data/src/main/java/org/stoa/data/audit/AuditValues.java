package org.stoa.data.audit;

/**
 * The old and new values of an audit entry as JSON.
 *
 * @param oldValues JSON object, or null
 * @param newValues JSON object, or null
 */
public record AuditValues(String oldValues, String newValues) {}
