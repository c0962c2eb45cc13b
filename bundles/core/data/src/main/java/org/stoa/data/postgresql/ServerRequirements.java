package org.stoa.data.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the platform needs of a PostgreSQL server, its database and the role that it signs in with. */
public final class ServerRequirements {

    private static final int OLDEST_VERSION = 150000;
    private static final String FACTS =
            """
            SELECT current_setting('server_version_num')::int, current_setting('server_version'), current_user,
                current_database(), r.rolsuper, r.rolbypassrls, r.rolcreaterole, d.datdba = r.oid,
                pg_encoding_to_char(d.encoding), pg_is_in_recovery(),
                EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist')
            FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()""";

    private ServerRequirements() {}

    /**
     * Connects and looks.
     *
     * @return the server's version, such as {@code 18.6}
     * @throws DatabaseStartException when something has to be changed; the message says what
     * @throws SQLException when the server cannot be reached
     */
    public static String check(PostgresServer server) throws SQLException {
        try (Connection connection = server.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery(FACTS)) {
            facts.next();
            check(server, facts);
            return facts.getString(2).split(" ", 2)[0];
        } catch (SQLException e) {
            throw explained(server, e);
        }
    }

    private static void check(PostgresServer server, ResultSet facts) throws SQLException {
        require(
                facts.getInt(1) >= OLDEST_VERSION,
                "The PostgreSQL server at " + server.address() + " has version "
                        + facts.getString(2)
                        + "; the platform needs 15 or newer. Upgrade it, or unset STOA_DATABASE_URL to use"
                        + " the embedded server.");
        String user = Sql.identifier(facts.getString(3));
        String database = Sql.identifier(facts.getString(4));
        require(
                !facts.getBoolean(10),
                "The PostgreSQL server at " + server.address()
                        + " is a read-only standby. Point STOA_DATABASE_URL at the primary.");
        require(
                facts.getBoolean(11),
                "The PostgreSQL server at " + server.address()
                        + " lacks the extension btree_gist. Install PostgreSQL's contrib package on the server"
                        + " (Debian and Ubuntu have it in the package of the server, others in postgresql-contrib).");
        require(
                "UTF8".equals(facts.getString(9)),
                "The database " + database + " has the encoding " + facts.getString(9)
                        + "; the platform needs UTF8. Create another: CREATE DATABASE stoa OWNER " + user
                        + " ENCODING 'UTF8' TEMPLATE template0;");
        require(
                !facts.getBoolean(5),
                "The role " + user + " is a superuser, to whom row-level security does not apply."
                        + " Create one for the platform: CREATE ROLE stoa_owner LOGIN CREATEROLE PASSWORD '...'; ALTER DATABASE "
                        + database + " OWNER TO stoa_owner; and set STOA_DATABASE_USER and STOA_DATABASE_PASSWORD.");
        require(
                !facts.getBoolean(6),
                "The role " + user + " bypasses row-level security. Run as superuser: ALTER ROLE " + user
                        + " NOBYPASSRLS;");
        require(
                facts.getBoolean(7),
                "The role " + user + " may not create roles, and the platform makes one per module."
                        + " Run as superuser: ALTER ROLE " + user + " CREATEROLE;");
        require(
                facts.getBoolean(8),
                "The role " + user + " does not own the database " + database + ". Run as superuser: ALTER DATABASE "
                        + database + " OWNER TO " + user + ";");
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new DatabaseStartException(message);
        }
    }

    private static SQLException explained(PostgresServer server, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        switch (state) {
            case "28P01", "28000" ->
                throw new DatabaseStartException(
                        "PostgreSQL at " + server.address()
                                + " refuses the user " + server.user() + ": " + failure.getMessage()
                                + ". Check STOA_DATABASE_USER and STOA_DATABASE_PASSWORD.",
                        failure);
            case "3D000" ->
                throw new DatabaseStartException(
                        "There is no such database at " + server.address()
                                + ". Create it: CREATE DATABASE ... OWNER " + Sql.identifier(server.user())
                                + " ENCODING 'UTF8' TEMPLATE template0; or correct STOA_DATABASE_URL.",
                        failure);
            default -> {
                return failure;
            }
        }
    }
}
