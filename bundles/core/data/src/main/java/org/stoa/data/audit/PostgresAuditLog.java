package org.stoa.data.audit;

import java.util.List;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.audit.AuditLog;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.data.Database;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.data.schema.NoTenant;

/** Reads the audit log of a tenant under row-level security, and the platform's own across it. */
public final class PostgresAuditLog implements AuditLog {

    private final Database database;
    private final PlatformDatabase platform;

    public PostgresAuditLog(Database database, PlatformDatabase platform) {
        this.database = database;
        this.platform = platform;
    }

    @Override
    public Page<AuditRecord> search(CallContext context, AuditFilter filter, PageRequest page) {
        AuditMapper.Ids ids = AuditMapper.Ids.of(filter);
        List<AuditRow> rows = context.tenantId() == null
                ? platform.read(context, AuditMapper.class, mapper -> mapper.search(NoTenant.ID, filter, ids, page))
                : database.read(
                        context, AuditMapper.class, mapper -> mapper.search(context.tenantId(), filter, ids, page));
        return Page.of(rows.stream().map(AuditRow::toRecord).toList(), page, AuditRecord::id);
    }
}
