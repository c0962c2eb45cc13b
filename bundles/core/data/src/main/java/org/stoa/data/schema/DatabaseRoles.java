package org.stoa.data.schema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;
import org.stoa.api.data.MigrationException;
import org.stoa.data.postgresql.RandomPassword;
import org.stoa.data.postgresql.Sql;

/**
 * Makes the schemas of the bundles and the roles that work in them: each can sign in and reach its own schema, owns
 * nothing and can bypass nothing. To be called under {@link SchemaLock}.
 */
final class DatabaseRoles {

    private static final String PLATFORM = "platform";
    private static final int LONGEST_NAME_BYTES = 63;
    private static final String NEW_ROLE =
            " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS";
    /** The other attributes cannot be taken away by an owner who is no superuser. */
    private static final String OLD_ROLE = " LOGIN NOINHERIT";

    private static final String TOO_POWERFUL = "SELECT 1 FROM pg_roles WHERE rolname = ?"
            + " AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
            + " OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_roles.oid))";

    private final Connection owner;

    DatabaseRoles(Connection owner) {
        this.owner = owner;
    }

    /** Whether the table of roles exists, which the first migration of the data bundle creates. */
    boolean areKept() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('data.database_role') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Closes what PostgreSQL opens to everybody in a new database. */
    void closeDatabase() throws SQLException {
        String database = Sql.identifier(databaseName());
        try (Statement statement = owner.createStatement()) {
            statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            statement.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
            statement.execute("CREATE SCHEMA IF NOT EXISTS data");
        }
    }

    /** The role of a bundle; it and the schema are made or repaired as needed. */
    DatabaseRole ensure(BundleSchema schema) throws SQLException {
        DatabaseRole role = ensure(schema.name(), schema.bundle(), schema.isCore());
        String name = Sql.identifier(schema.name());
        String grantee = Sql.identifier(role.name());
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + name);
            statement.execute("GRANT USAGE ON SCHEMA " + name + " TO " + grantee);
            statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA " + name + " GRANT USAGE ON SEQUENCES TO " + grantee);
            statement.execute(
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA " + name + " GRANT EXECUTE ON FUNCTIONS TO " + grantee);
            if (schema.isCore()) {
                String platform = Sql.identifier(ensurePlatform().name());
                statement.execute("GRANT USAGE ON SCHEMA " + name + " TO " + platform);
                statement.execute(
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA " + name + " GRANT USAGE ON SEQUENCES TO " + platform);
                statement.execute(
                        "ALTER DEFAULT PRIVILEGES IN SCHEMA " + name + " GRANT EXECUTE ON FUNCTIONS TO " + platform);
            }
        }
        return role;
    }

    /** The role that works across tenants. */
    DatabaseRole ensurePlatform() throws SQLException {
        return ensure(PLATFORM, "org.stoa.data", true);
    }

    /** Lets the role write audit log, events and repeatable results. */
    void grantJournals(DatabaseRole role) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("SELECT data.grant_journals(?)")) {
            statement.setString(1, role.name());
            statement.execute();
        }
    }

    private DatabaseRole ensure(String schema, String bundle, boolean core) throws SQLException {
        DatabaseRole role = find(schema, bundle);
        if (role == null) {
            role = new DatabaseRole(roleName(schema), RandomPassword.next());
            remember(schema, bundle, core, role);
        }
        String verifier = PasswordUtil.encodeScramSha256(role.password().toCharArray());
        boolean old = returnsRow("SELECT 1 FROM pg_roles WHERE rolname = ?", role.name());
        if (old && returnsRow(TOO_POWERFUL, role.name())) {
            throw new MigrationException(
                    "The role " + role.name() + " has been given rights that would let it see every"
                            + " tenant. Run as superuser: ALTER ROLE " + Sql.identifier(role.name())
                            + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS; and revoke its memberships.");
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute((old ? "ALTER ROLE " : "CREATE ROLE ") + Sql.identifier(role.name())
                    + (old ? OLD_ROLE : NEW_ROLE) + " PASSWORD " + Sql.literal(verifier));
            statement.execute("GRANT CONNECT ON DATABASE " + Sql.identifier(databaseName()) + " TO "
                    + Sql.identifier(role.name()));
        }
        return role;
    }

    private DatabaseRole find(String schema, String bundle) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(
                "SELECT role_name, password, bundle FROM data.database_role WHERE schema_name = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                if (!row.getString("bundle").equals(bundle)) {
                    throw new MigrationException("Bundle " + bundle + " cannot have tables: the schema " + schema
                            + " belongs to " + row.getString("bundle") + ". Give the bundle another name.");
                }
                return new DatabaseRole(row.getString("role_name"), row.getString("password"));
            }
        }
    }

    private void remember(String schema, String bundle, boolean core, DatabaseRole role) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("INSERT INTO data.database_role"
                + " (schema_name, bundle, core, role_name, password) VALUES (?, ?, ?, ?, ?)")) {
            statement.setString(1, schema);
            statement.setString(2, bundle);
            statement.setBoolean(3, core);
            statement.setString(4, role.name());
            statement.setString(5, role.password());
            statement.execute();
        }
    }

    private boolean returnsRow(String query, String parameter) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Roles are shared by all databases of a server, so the database's name is part of theirs. */
    private String roleName(String schema) throws SQLException {
        String database = databaseName();
        String name = database + "_" + schema;
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES) {
            return name;
        }
        throw new MigrationException("The role " + name + " would have a name of more than " + LONGEST_NAME_BYTES
                + " bytes. Give the database a shorter name.");
    }

    private String databaseName() throws SQLException {
        return owner.getCatalog();
    }
}
