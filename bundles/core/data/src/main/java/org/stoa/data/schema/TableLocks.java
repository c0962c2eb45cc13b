package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.platform.ModuleSchemas.TableLock;

/** What a transaction has locked. */
final class TableLocks {

    /** Modes from the weakest to the strongest. */
    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    private static final String HELD =
            """
            SELECT n.nspname || '.' || c.relname, max(array_position(?, l.mode))
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = pg_backend_pid() AND l.granted AND l.locktype = 'relation' AND c.relkind IN ('r', 'p')
              AND c.oid = ANY (?) AND c.relname <> ALL (?)
            GROUP BY 1 ORDER BY 1""";

    private TableLocks() {}

    /**
     * The strongest lock that the transaction of this connection holds on each of some tables.
     *
     * @param tables their OIDs
     */
    static List<TableLock> held(Connection connection, List<Long> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setArray(1, connection.createArrayOf("text", MODES.toArray()));
            statement.setArray(2, connection.createArrayOf("oid", tables.toArray()));
            statement.setArray(
                    3, connection.createArrayOf("name", ScriptFolder.histories().toArray()));
            List<TableLock> locks = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String mode = MODES.get(rows.getInt(2) - 1);
                    locks.add(new TableLock(rows.getString(1), mode, blocks(mode)));
                }
            }
            return locks;
        }
    }

    private static String blocks(String mode) {
        return switch (mode) {
            case "AccessExclusiveLock" -> "reads and writes";
            case "ShareLock", "ShareRowExclusiveLock", "ExclusiveLock" -> "writes";
            default -> "nothing";
        };
    }
}
