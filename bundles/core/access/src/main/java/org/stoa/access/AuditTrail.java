package org.stoa.access;

import java.util.UUID;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;

/** Writes to the audit log of the tenant that is concerned, whoever calls. */
public final class AuditTrail {

    private AuditTrail() {}

    /** Writes an entry to the log of a tenant, for a caller who may act for that tenant, another or none. */
    public static void write(CallContext context, Transaction transaction, UUID tenantId, AuditEntry entry) {
        if (tenantId.equals(context.tenantId())) {
            transaction.audit(entry);
        } else {
            transaction.audit(tenantId, entry);
        }
    }
}
