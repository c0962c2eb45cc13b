package org.stoa.data.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;

/**
 * Prepares an embedded server as the operator of an external one would: a database and the role that owns it. The
 * platform never works as superuser.
 */
final class OwnerSetup {

    static final String OWNER = "stoa_owner";
    static final String DATABASE = "stoa";

    private final EmbeddedPostgres server;

    OwnerSetup(EmbeddedPostgres server) {
        this.server = server;
    }

    void run() {
        createDatabase(DATABASE);
    }

    /** Creates the owner and the database unless they are there. */
    void createDatabase(String database) {
        try (Connection connection = server.superuser().owner().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = " + Sql.literal(OWNER))) {
                statement.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
                statement.execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE NOSUPERUSER NOBYPASSRLS PASSWORD "
                        + Sql.literal(PasswordUtil.encodeScramSha256(
                                server.ownerPassword().toCharArray())));
            }
            statement.execute("ALTER ROLE " + OWNER + " CREATEDB");
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = " + Sql.literal(database))) {
                statement.execute("CREATE DATABASE " + Sql.identifier(database) + " OWNER " + OWNER);
            }
        } catch (SQLException e) {
            throw new DatabaseStartException("The database could not be set up: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
