package org.stoa.data.connection;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Statements that failed because the plan that PostgreSQL kept for them is of before a migration. The driver has
 * forgotten it then, and the connection is as good as before; the pool would drop it for that SQL state.
 */
public final class OutdatedPlans implements SQLExceptionOverride {

    private static final String FEATURE_NOT_SUPPORTED = "0A000";
    private static final String REVALIDATION = "RevalidateCached";

    /** Whether that is why a statement failed. */
    public static boolean isReason(SQLException failure) {
        ServerErrorMessage server = failure instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
        return server != null
                && FEATURE_NOT_SUPPORTED.equals(failure.getSQLState())
                && server.getRoutine() != null
                && server.getRoutine().startsWith(REVALIDATION);
    }

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return isReason(failure) ? Override.DO_NOT_EVICT : Override.CONTINUE_EVICT;
    }
}
