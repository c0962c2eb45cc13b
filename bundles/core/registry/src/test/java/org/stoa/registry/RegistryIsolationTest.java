package org.stoa.registry;

import java.time.Instant;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.TwoTenantContract;

class RegistryIsolationTest extends TwoTenantContract {

    RegistryIsolationTest() {
        super("registry", PostgresModuleRegistry.class);
    }

    @Override
    protected void createRows(Database database, CallContext context) {
        Instant now = Instant.parse("2025-03-01T10:00:00Z");
        database.write(context, TenantModuleMapper.class, (mapper, transaction) -> {
            mapper.insert(TenantModuleRow.enabling(context.requireTenant(), "crm", "1.0.0", now));
            return true;
        });
    }
}
