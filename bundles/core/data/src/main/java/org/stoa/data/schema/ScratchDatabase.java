package org.stoa.data.schema;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.postgresql.Sql;

/**
 * A database beside the real one, prepared like it and dropped afterwards together with its roles. Whoever makes one
 * holds a lock in the real database meanwhile, so that what a crash leaves behind can be told from what is in use.
 */
final class ScratchDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchDatabase.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FORBIDDEN = "42501";
    private static final int RANDOM_BITS = 20;
    private static final int MODULE_CONNECTIONS = 4;

    private final Connection real;
    private final PostgresServer server;
    private final String name;
    private Connection connection;

    private ScratchDatabase(Connection real, PostgresServer server, String name) {
        this.real = real;
        this.server = server;
        this.name = name;
    }

    /**
     * Makes one.
     *
     * @param real the real database
     * @param foundation the data bundle's own migrations
     * @throws SQLException when the database cannot be reached, or its owner may not create databases (42501)
     */
    static ScratchDatabase create(PostgresServer real, MigrationScripts foundation) throws SQLException {
        Connection connection = real.owner().getConnection();
        String name = family(connection.getCatalog()) + String.format("%05x", RANDOM.nextInt(1 << RANDOM_BITS));
        ScratchDatabase scratch = new ScratchDatabase(connection, real.database(name), name);
        boolean done = false;
        try {
            scratch.lock();
            scratch.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'" + scratch.locale());
            scratch.prepare(foundation);
            done = true;
            return scratch;
        } finally {
            if (!done) {
                scratch.close();
            }
        }
    }

    /** Drops what crashes have left behind. */
    static void dropLeftovers(PostgresServer real) throws SQLException {
        try (Connection connection = real.owner().getConnection()) {
            String family = family(connection.getCatalog());
            Set<String> names = new LinkedHashSet<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT substr(n, 1, ?) FROM ("
                    + " SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles) x (n)"
                    + " WHERE n ~ ('^' || ? || '[0-9a-f]{5}(_|$)')")) {
                statement.setInt(1, family.length() + RANDOM_BITS / 4);
                statement.setString(2, family);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
            }
            for (String name : names) {
                ScratchDatabase leftover = new ScratchDatabase(connection, real.database(name), name);
                if (leftover.tryLock()) {
                    LOG.info("The scratch database {} was left over by a crash and is dropped.", name);
                    leftover.drop();
                    leftover.unlock();
                }
            }
        }
    }

    /** Begins the names of all scratch databases of one real database, and of their roles. */
    private static String family(String database) {
        return String.format("tmp_%06x", database.hashCode() & 0xffffff);
    }

    /** The server, with this database. */
    PostgresServer server() {
        return server;
    }

    /** A connection of the owner. */
    Connection connection() {
        return connection;
    }

    /** Makes the schema and the roles of a bundle, as they would be in the real database. */
    SchemaRoles roles(BundleSchema schema) throws SQLException {
        return new DatabaseRoles(connection, name, MODULE_CONNECTIONS).ensure(schema);
    }

    private void prepare(MigrationScripts foundation) throws SQLException {
        connection = server.owner().getConnection();
        DatabaseRoles roles = new DatabaseRoles(connection, name, MODULE_CONNECTIONS);
        roles.closeDatabase();
        try (Statement statement = connection.createStatement()) {
            for (String script : foundation.names()) {
                statement.execute(foundation.text(script));
                if (script.equals(foundation.names().get(0))) {
                    roles.ensure(BundleSchema.DATA);
                }
            }
            // So that a script that reaches for them is told that it may not.
            for (String schema : schemas()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(schema));
            }
        }
    }

    private Set<String> schemas() throws SQLException {
        Set<String> schemas = new LinkedHashSet<>(BundleSchema.ofCore());
        try (Statement statement = real.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT schema_name FROM data.database_role WHERE schema_name NOT IN ('data', 'platform')")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    private String locale() throws SQLException {
        try (Statement statement = real.createStatement();
                ResultSet row = statement.executeQuery("SELECT datcollate, datctype FROM pg_database"
                        + " WHERE datname = current_database() AND datlocprovider = 'c'")) {
            return row.next()
                    ? " LC_COLLATE " + Sql.literal(row.getString(1)) + " LC_CTYPE " + Sql.literal(row.getString(2))
                    : "";
        }
    }

    private void lock() throws SQLException {
        execute("SELECT pg_advisory_lock(hashtext('" + name + "'))");
    }

    private boolean tryLock() throws SQLException {
        try (Statement statement = real.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(hashtext('" + name + "'))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void unlock() throws SQLException {
        execute("SELECT pg_advisory_unlock(hashtext('" + name + "'))");
    }

    private void drop() throws SQLException {
        try {
            execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            if (!FORBIDDEN.equals(e.getSQLState())) {
                throw e;
            }
            // Autovacuum is at work there, which gives way to this.
            execute("DROP DATABASE IF EXISTS " + name);
        }
        List<String> roles = new ArrayList<>();
        try (Statement statement = real.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT rolname FROM pg_roles WHERE starts_with(rolname, '" + name + "_')")) {
            while (rows.next()) {
                roles.add(Sql.identifier(rows.getString(1)));
            }
        }
        if (!roles.isEmpty()) {
            execute("DROP ROLE " + String.join(", ", roles));
        }
    }

    private void execute(String command) throws SQLException {
        try (Statement statement = real.createStatement()) {
            statement.execute(command);
        }
    }

    /** Leaves it behind as a crash would. */
    void abandon() throws SQLException {
        connection.close();
        real.close();
    }

    /** Drops it; what cannot be dropped is dropped at the next start. */
    @Override
    public void close() {
        try (Connection toRelease = real) {
            if (connection != null) {
                connection.close();
            }
            drop();
            LOG.debug("Released {}", toRelease);
        } catch (SQLException e) {
            LOG.warn("The scratch database {} could not be dropped: {}", name, e.getMessage());
        }
    }
}
