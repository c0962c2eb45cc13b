package org.stoa.api.audit;

import java.util.Objects;
import java.util.UUID;

/**
 * One line of the audit log. Who, when, from where and for which tenant are taken from the transaction it is written in.
 *
 * @param action {@code <resource>.<verb>}, such as {@code invoice.issue}
 * @param resource kind of the resource: {@code <schema>.<table>}, such as {@code billing.invoice}
 * @param resourceId id of the resource
 * @param oldValues what it was, or null; written as JSON without the components marked {@link Sensitive}
 * @param newValues what it became, or null; likewise
 */
public record AuditEntry(String action, String resource, String resourceId, Object oldValues, Object newValues) {

    public AuditEntry {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(resourceId, "resourceId");
    }

    /** Something came into being. */
    public static AuditEntry created(String action, String resource, UUID id, Object newValues) {
        return new AuditEntry(action, resource, id.toString(), null, newValues);
    }

    /** Something changed. */
    public static AuditEntry changed(String action, String resource, UUID id, Object oldValues, Object newValues) {
        return new AuditEntry(action, resource, id.toString(), oldValues, newValues);
    }

    /** Something ceased to be. */
    public static AuditEntry removed(String action, String resource, UUID id, Object oldValues) {
        return new AuditEntry(action, resource, id.toString(), oldValues, null);
    }

    /** Something happened to a resource without changing its values. */
    public static AuditEntry happened(String action, String resource, UUID id) {
        return new AuditEntry(action, resource, id.toString(), null, null);
    }
}
