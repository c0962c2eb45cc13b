package org.stoa.data.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.stoa.data.TestServer;

class ServerRequirementsTest {

    private final PostgresServer database = TestServer.emptyDatabase();

    @Test
    void ownerWithTheRightToMakeRolesIsAccepted() throws SQLException {
        assertThat(ServerRequirements.check(database)).startsWith("18.");
    }

    @Test
    void superuserIsRefused() {
        assertRefused(TestServer.shared().superuser(), "is a superuser", "CREATE ROLE stoa_owner LOGIN CREATEROLE");
    }

    @Test
    void roleThatMayNotMakeRolesIsTold() throws SQLException {
        assertRefused(role("plain", ""), "may not create roles", "ALTER ROLE \"plain\" CREATEROLE");
    }

    @Test
    void roleThatBypassesRowSecurityIsRefused() throws SQLException {
        assertRefused(role("bypassing", "BYPASSRLS CREATEROLE"), "bypasses", "ALTER ROLE \"bypassing\" NOBYPASSRLS");
    }

    @Test
    void roleThatDoesNotOwnTheDatabaseIsTold() throws SQLException {
        assertRefused(role("guest", "CREATEROLE"), "does not own", "OWNER TO \"guest\"");
    }

    @Test
    void wrongPasswordNamesTheSettings() {
        assertRefused(
                new PostgresServer(database.url(), database.user(), "wrong"),
                "stoa_owner",
                "STOA_DATABASE_USER and STOA_DATABASE_PASSWORD");
    }

    @Test
    void missingDatabaseIsNamed() {
        String url = database.url().replaceFirst("/test_\\d+", "/nowhere");

        assertRefused(new PostgresServer(url, database.user(), database.password()), "/nowhere", "CREATE DATABASE");
    }

    @Test
    void unreachableServerIsNotRefused() {
        PostgresServer nobody = new PostgresServer("jdbc:postgresql://127.0.0.1:1/stoa", "x", "x");

        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> ServerRequirements.check(nobody));
    }

    @Test
    void addressOfAnotherDatabaseIsRefused() {
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> new PostgresServer("jdbc:mysql://localhost/stoa", "x", "x"))
                .withMessageContaining("jdbc:postgresql://");
    }

    @Test
    void descriptionHoldsNoPassword() {
        assertThat(database.toString()).contains("127.0.0.1", "stoa_owner").doesNotContain(database.password());
    }

    private static void assertRefused(PostgresServer server, String reason, String remedy) {
        assertThatExceptionOfType(DatabaseStartException.class)
                .isThrownBy(() -> ServerRequirements.check(server))
                .withMessageContaining(reason)
                .withMessageContaining(remedy);
    }

    private PostgresServer role(String name, String attributes) throws SQLException {
        try (Connection connection = TestServer.shared().superuser().owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD 'x' " + attributes);
        }
        return new PostgresServer(database.url(), name, "x");
    }
}
