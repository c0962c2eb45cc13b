package org.stoa.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;

/** Tries what a tenant can do to the rows of another, by plain SQL on the very path that modules use. */
final class TenantProbe {
    private final Database database;
    private final DataSource owner;
    private final Catalogue catalogue;

    TenantProbe(Database database, DataSource owner, String schema) {
        this.database = database;
        this.owner = owner;
        this.catalogue = new Catalogue(owner, schema);
    }

    Catalogue catalogue() {
        return catalogue;
    }

    List<String> read(CallContext context, String query) {
        return database.read(context, SqlMapper.class, sql -> sql.texts(query));
    }

    long count(CallContext context, String table) {
        return Long.parseLong(read(context, "SELECT count(*) FROM " + table).get(0));
    }

    /** The tenants whose rows are visible. */
    List<UUID> tenants(CallContext context, String table) {
        return read(context, "SELECT DISTINCT tenant_id FROM " + table).stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Sums up all visible rows. */
    String digest(CallContext context, String table) {
        return read(context, "SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM " + table + " t")
                .get(0);
    }

    /** Tries to insert a copy of a row that the tenant sees, as a row of {@code victim}. */
    Attempt insert(CallContext context, String table, UUID victim) {
        List<String> columns = catalogue.columns(table);
        String values = columns.stream().map(column -> "copy." + column).collect(Collectors.joining(", "));
        return attempt(
                context,
                """
                INSERT INTO %1$s (%2$s) SELECT %3$s
                FROM (SELECT to_jsonb(t) || jsonb_build_object('tenant_id', '%4$s') AS row FROM %1$s t LIMIT 1) one,
                    jsonb_populate_record(NULL::%1$s, one.row) copy"""
                        .formatted(table, String.join(", ", columns), values, victim));
    }

    /** Tries to turn the tenant's own rows into rows of {@code victim}. */
    Attempt move(CallContext context, String table, UUID victim) {
        return attempt(context, "UPDATE " + table + " SET tenant_id = '" + victim + "'");
    }

    Attempt update(CallContext context, String table, UUID victim) {
        return attempt(context, "UPDATE " + table + " SET tenant_id = tenant_id WHERE tenant_id = '" + victim + "'");
    }

    Attempt delete(CallContext context, String table, UUID victim) {
        return attempt(context, "DELETE FROM " + table + " WHERE tenant_id = '" + victim + "'");
    }

    /** What PostgreSQL says to the bundle's role when it reads without having said for which tenant. */
    String sqlStateWithoutTenant(String table) {
        List<String> credentials = catalogue.credentials();
        try (Connection ownersConnection = owner.getConnection();
                Connection connection = DriverManager.getConnection(
                        ownersConnection.getMetaData().getURL(), credentials.get(0), credentials.get(1));
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT * FROM " + table).close();
            return "none: it was allowed";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private Attempt attempt(CallContext context, String statement) {
        try {
            database.write(context, SqlMapper.class, (sql, transaction) -> {
                throw new Undone(sql.execute(statement));
            });
        } catch (Undone e) {
            return new Attempt(e.rows, null);
        } catch (RuntimeException e) {
            return new Attempt(0, sqlState(e));
        }
        throw new IllegalStateException("a transaction that was to be undone was committed");
    }

    private static String sqlState(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return database.getSQLState();
            }
        }
        throw failure;
    }

    /**
     * @param rows how many were changed
     * @param sqlState what PostgreSQL refused it with, or null
     */
    record Attempt(int rows, String sqlState) {
        boolean touchedNothing() {
            return rows == 0 && (sqlState == null || sqlState.equals("42501"));
        }
    }

    /** Rolls the transaction back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int rows;

        Undone(int rows) {
            super("undone", null, false, false);
            this.rows = rows;
        }
    }
}
