package org.stoa.data.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.stoa.data.schema.SchemaLock;

/** The monthly parts of the audit log. */
public final class AuditPartitions {

    private static final int MONTHS_AHEAD = 2;

    private final DataSource owner;
    private final Clock clock;

    public AuditPartitions(DataSource owner, Clock clock) {
        this.owner = owner;
        this.clock = clock;
    }

    /** Makes those of this month and the next two that are missing. To be called at least once a month. */
    public void ensure() throws SQLException {
        LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        try (SchemaLock lock = SchemaLock.acquire(owner)) {
            for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                ensure(lock.connection(), month.plusMonths(ahead));
            }
        }
    }

    private static void ensure(Connection connection, LocalDate month) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT data.ensure_audit_partition(?)")) {
            statement.setObject(1, month);
            statement.execute();
        }
    }
}
