package org.stoa.data.transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.stoa.api.security.CallContext;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.postgresql.Sql;
import org.stoa.data.schema.DatabaseRole;
import org.stoa.data.schema.RoleTable;

/**
 * Deletes the rows of one tenant in every table of one schema, and its events that wait to be delivered. Works as the owner of the tables, whom row-level security
 * confines to that tenant as well: the bundle's own role may lack the right to delete, as in a log. Triggers of a module
 * run with the rights of that role too, which has none outside the module.
 */
public final class TenantPurge {

    /** Partitions are left out: their rows are deleted through the table they belong to. */
    private static final String TABLES =
            """
            SELECT c.oid, c.relname, replace(trim(both '"' from substring(pg_get_expr(p.polqual, p.polrelid)
                from '^\\((\\S+) = ')), '""', '"') AS tenant_column
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant_isolation'
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p') AND NOT c.relispartition
            ORDER BY c.relname""";

    private static final String REFERENCES =
            """
            SELECT c.conrelid, c.confrelid FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ? AND c.contype = 'f' AND c.conrelid <> c.confrelid""";

    private static final String EVENTS = "DELETE FROM data.outbox WHERE tenant_id = ? AND starts_with(type, ?)";

    private static final String OPTIONS = "-c statement_timeout=80000 -c search_path=pg_catalog";

    private final PostgresServer server;

    public TenantPurge(PostgresServer server) {
        this.server = server;
    }

    private record Table(long oid, String name, String tenantColumn) {}

    /**
     * Deletes and counts.
     *
     * @return rows deleted per table, in the order of deletion
     * @throws IllegalStateException when rows are left, or the schema is not one of a bundle; nothing is deleted then
     */
    public Map<String, Long> purge(CallContext context, String schema, UUID tenantId) {
        Map<String, Long> deleted = deleteRows(context, schema, tenantId);
        deleteEvents(context, schema, tenantId);
        return deleted;
    }

    /** What waits to be delivered is about rows that are gone; and what the bundle stored for later nobody would take back. */
    private void deleteEvents(CallContext context, String schema, UUID tenantId) {
        try (Connection connection = server.owner().getConnection()) {
            connection.setAutoCommit(false);
            tell(connection, context, tenantId);
            try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
                statement.setObject(1, tenantId);
                statement.setString(2, schema + ".");
                statement.executeUpdate();
            }
            connection.commit();
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    private Map<String, Long> deleteRows(CallContext context, String schema, UUID tenantId) {
        try (Connection connection = ownerOf(schema).getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                tell(connection, context, tenantId);
                Map<String, Long> deleted = delete(connection, schema, tenantId);
                connection.commit();
                done = true;
                return deleted;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    private DataSource ownerOf(String schema) throws SQLException {
        try (Connection connection = server.owner().getConnection()) {
            RoleTable.Row row = new RoleTable(connection).find(schema);
            if (row == null) {
                throw new IllegalStateException("there is no bundle with the schema " + schema);
            }
            DatabaseRole owns = row.owns();
            PGSimpleDataSource source = owns == null
                    ? server.owner()
                    : server.dataSource(owns.name(), owns.password(), RoleTable.PURGE_APPLICATION);
            source.setOptions(OPTIONS);
            return source;
        }
    }

    private static void tell(Connection connection, CallContext context, UUID tenantId) throws SQLException {
        SessionScope scope = new SessionScope(tenantId, context.caller().userId(), false);
        try (PreparedStatement statement = connection.prepareStatement(scope.preamble())) {
            scope.bind(statement);
            statement.execute();
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET CONSTRAINTS ALL DEFERRED");
        }
    }

    private static Map<String, Long> delete(Connection connection, String schema, UUID tenantId) throws SQLException {
        List<Table> tables = referencingFirst(tables(connection, schema), references(connection, schema));
        Map<String, Long> deleted = new LinkedHashMap<>();
        for (Table table : tables) {
            deleted.put(schema + "." + table.name(), execute(connection, "DELETE", schema, table, tenantId));
        }
        for (Table table : tables) {
            long left = execute(connection, "SELECT count(*)", schema, table, tenantId);
            if (left > 0) {
                throw new IllegalStateException(
                        left + " rows of tenant " + tenantId + " are left in " + schema + "." + table.name());
            }
        }
        return deleted;
    }

    private static List<Table> tables(Connection connection, String schema) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new Table(row.getLong(1), row.getString(2), row.getString(3)));
                }
            }
        }
        return tables;
    }

    /** Pairs of a referencing and a referenced table. */
    private static List<long[]> references(Connection connection, String schema) throws SQLException {
        List<long[]> references = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    references.add(new long[] {row.getLong(1), row.getLong(2)});
                }
            }
        }
        return references;
    }

    /** Tables in a circle come last; their constraints have to be deferrable. */
    private static List<Table> referencingFirst(List<Table> tables, List<long[]> references) {
        Set<Table> left = new LinkedHashSet<>(tables);
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Table> free = left.stream()
                    .filter(table -> references.stream()
                            .noneMatch(pair ->
                                    pair[1] == table.oid() && left.stream().anyMatch(other -> other.oid() == pair[0])))
                    .toList();
            List<Table> next = free.isEmpty() ? List.copyOf(left) : free;
            ordered.addAll(next);
            next.forEach(left::remove);
        }
        return ordered;
    }

    private static long execute(Connection connection, String verb, String schema, Table table, UUID tenantId)
            throws SQLException {
        String sql = verb + " FROM " + Sql.identifier(schema) + "." + Sql.identifier(table.name()) + " WHERE "
                + Sql.identifier(table.tenantColumn()) + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, tenantId);
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
