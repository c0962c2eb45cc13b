package org.stoa.data.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.data.schema.NoTenant;

/**
 * For whom a transaction works. PostgreSQL is told by a statement that goes ahead of the first one, in the same message,
 * and forgets it when the transaction ends.
 *
 * @param tenantId the tenant whose rows can be reached
 * @param userId who acts, or null
 * @param readOnly whether PostgreSQL refuses to write
 */
record SessionScope(UUID tenantId, UUID userId, boolean readOnly) {

    /** How many parameters the preamble has. */
    static final int PARAMETERS = 2;

    private static final String TELL =
            "SELECT set_config('app.tenant_id', ?, true), set_config('app.user_id', ?, true)";
    private static final String WRITING = TELL + ";";
    private static final String READING = TELL + ", set_config('transaction_read_only', 'on', true);";

    SessionScope {
        Objects.requireNonNull(tenantId, "tenantId");
    }

    /** For a read of the context's tenant; of the platform when it has none. */
    static SessionScope reading(CallContext context) {
        return of(context, true);
    }

    /** For a write of the context's tenant; of the platform when it has none. */
    static SessionScope writing(CallContext context) {
        return of(context, false);
    }

    private static SessionScope of(CallContext context, boolean readOnly) {
        UUID tenant = context.tenantId() == null ? NoTenant.ID : context.tenantId();
        return new SessionScope(tenant, context.caller().userId(), readOnly);
    }

    /** The statement that tells PostgreSQL, ready for another one to be appended. */
    String preamble() {
        return readOnly ? READING : WRITING;
    }

    /** Binds the parameters of the preamble. */
    void bind(PreparedStatement statement) throws SQLException {
        statement.setString(1, tenantId.toString());
        statement.setString(2, userId == null ? "" : userId.toString());
    }
}
