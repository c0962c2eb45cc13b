package org.stoa.api.audit;

import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;

/** Reads the audit log. */
@ProviderType
public interface AuditLog {

    /** The entries of the context's tenant, newest first; the platform's own entries when the context has no tenant. */
    Page<AuditRecord> search(CallContext context, AuditFilter filter, PageRequest page);
}
