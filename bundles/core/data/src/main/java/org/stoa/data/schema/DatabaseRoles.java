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
 * Makes the schemas of the bundles and their roles. One role of each works in the schema: it can sign in, owns nothing
 * and can bypass nothing. A second one owns the schema of a module and has no right anywhere else; the schemas of the
 * core belong to the owner of the database. To be called under {@link SchemaLock}.
 */
final class DatabaseRoles {

    private static final String PLATFORM = "platform";
    private static final int LONGEST_NAME_BYTES = 63;
    /** Migrations of one node at a time, and purges. */
    private static final int CONNECTIONS_OF_OWNER = 8;

    private static final int UNLIMITED = -1;
    private static final int FIRST_VERSION_WITH_GRANT_OPTIONS = 16;
    private static final String NEW_ROLE =
            " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS";
    /** The other attributes cannot be taken away by an owner who is no superuser. */
    private static final String OLD_ROLE = " LOGIN NOINHERIT";

    private static final String TOO_POWERFUL = "SELECT 1 FROM pg_roles WHERE rolname = ?"
            + " AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls"
            + " OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = pg_roles.oid))";

    private final Connection owner;
    private final RoleTable table;
    private final String prefix;
    private final int moduleConnections;

    /**
     * @param prefix begins the names of all roles, which the databases of a server share
     * @param moduleConnections most connections of the role that works in a module's schema, over all nodes
     */
    DatabaseRoles(Connection owner, String prefix, int moduleConnections) {
        this.owner = owner;
        this.prefix = prefix;
        this.moduleConnections = moduleConnections;
        table = new RoleTable(owner);
    }

    /** Whether the table of roles exists, which the first migration of the data bundle creates. */
    boolean areKept() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('data.database_role') IS NOT NULL")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * Closes what PostgreSQL opens to everybody in a new database, and brings what the owners of modules' schemas cannot:
     * the operator classes by which a constraint excludes equal ids at overlapping times.
     */
    void closeDatabase() throws SQLException {
        execute(
                "REVOKE ALL ON DATABASE " + Sql.identifier(owner.getCatalog()) + " FROM PUBLIC",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC",
                "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
                "CREATE SCHEMA IF NOT EXISTS data",
                "CREATE SCHEMA IF NOT EXISTS " + BundleSchema.EXTENSIONS,
                "CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA " + BundleSchema.EXTENSIONS);
    }

    /** The role that works across tenants. */
    DatabaseRole ensurePlatform() throws SQLException {
        return ensureWorking(PLATFORM, BundleSchema.DATA.bundle(), true);
    }

    /** Whether the bundle has a schema. */
    boolean exists(BundleSchema schema) throws SQLException {
        return returnsRow("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema.name());
    }

    /** The roles of a bundle; they and the schema are made or repaired as needed. */
    SchemaRoles ensure(BundleSchema schema) throws SQLException {
        DatabaseRole works = ensureWorking(schema.name(), schema.bundle(), schema.isCore());
        String platform = ensurePlatform().name();
        String name = Sql.identifier(schema.name());
        if (schema.isCore()) {
            execute("CREATE SCHEMA IF NOT EXISTS " + name);
            open(name, "", works.name());
            open(name, "", platform);
            return new SchemaRoles(schema, works, null, ownerName(), platform);
        }
        DatabaseRole owns = ensureOwning(schema);
        String heir = Sql.identifier(owns.name());
        if (exists(schema)) {
            takeOver(schema, owns, works);
        } else {
            execute("CREATE SCHEMA " + name + " AUTHORIZATION " + heir);
        }
        execute("ALTER DEFAULT PRIVILEGES FOR ROLE " + heir + " REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC");
        open(name, " FOR ROLE " + heir, works.name());
        return new SchemaRoles(schema, works, owns, owns.name(), platform);
    }

    /** Lets a role into a schema, and use what will be created in it apart from tables. */
    private void open(String schema, String creator, String role) throws SQLException {
        String grantee = Sql.identifier(role);
        String defaults = "ALTER DEFAULT PRIVILEGES" + creator + " IN SCHEMA " + schema;
        execute(
                "GRANT USAGE ON SCHEMA " + schema + " TO " + grantee,
                defaults + " GRANT USAGE ON SEQUENCES TO " + grantee,
                defaults + " GRANT EXECUTE ON FUNCTIONS TO " + grantee);
    }

    /** Lets the role write audit log, events and repeatable results. */
    void grantJournals(DatabaseRole role) throws SQLException {
        call("SELECT data.grant_journals(?)", role.name());
    }

    private DatabaseRole ensureWorking(String schema, String bundle, boolean core) throws SQLException {
        RoleTable.Row row = table.find(schema, bundle);
        DatabaseRole role =
                row == null ? new DatabaseRole(roleName(prefix, schema), RandomPassword.next()) : row.works();
        if (row == null) {
            table.add(schema, bundle, core, role);
        }
        ensureLogin(role, core ? UNLIMITED : moduleConnections);
        if (!core) {
            // Only who has the rights of a role may end its sessions.
            join(role);
        }
        return role;
    }

    private DatabaseRole ensureOwning(BundleSchema schema) throws SQLException {
        DatabaseRole role = table.find(schema.name()).owns();
        if (role == null) {
            role = new DatabaseRole(
                    roleName(withoutQuote(prefix), schema.name() + BundleSchema.OWNER_SUFFIX), RandomPassword.next());
            table.setOwner(schema.name(), role);
        }
        ensureLogin(role, CONNECTIONS_OF_OWNER);
        join(role);
        call("SELECT data.grant_declarations(?)", role.name());
        return role;
    }

    private void ensureLogin(DatabaseRole role, int connections) throws SQLException {
        String verifier = PasswordUtil.encodeScramSha256(role.password().toCharArray());
        boolean old = returnsRow("SELECT 1 FROM pg_roles WHERE rolname = ?", role.name());
        if (old && returnsRow(TOO_POWERFUL, role.name())) {
            throw new MigrationException(
                    "The role " + role.name() + " has been given rights that would let it see every"
                            + " tenant. Run as superuser: ALTER ROLE " + Sql.identifier(role.name())
                            + " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS; and revoke its memberships.");
        }
        String name = Sql.identifier(role.name());
        execute(
                (old ? "ALTER ROLE " : "CREATE ROLE ") + name + (old ? OLD_ROLE : NEW_ROLE) + " CONNECTION LIMIT "
                        + connections + " PASSWORD " + Sql.literal(verifier),
                "GRANT CONNECT ON DATABASE " + Sql.identifier(owner.getCatalog()) + " TO " + name);
    }

    /** Makes the owner of the database a member of the role, which PostgreSQL asks of whoever gives objects to it. */
    private void join(DatabaseRole role) throws SQLException {
        if (returnsRow("SELECT 1 WHERE pg_has_role(current_user, ?, 'USAGE')", role.name())) {
            return;
        }
        boolean options = owner.getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION_WITH_GRANT_OPTIONS;
        execute("GRANT " + Sql.identifier(role.name()) + " TO CURRENT_USER"
                + (options ? " WITH INHERIT TRUE, SET TRUE" : ""));
    }

    /** Gives a schema that belonged to the owner of the database to the module's own role. */
    private void takeOver(BundleSchema schema, DatabaseRole owns, DatabaseRole works) throws SQLException {
        if (!returnsRow(
                "SELECT 1 FROM pg_namespace WHERE nspname = ? AND nspowner = current_user::regrole", schema.name())) {
            return;
        }
        String grantee = Sql.identifier(works.name());
        String defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA " + Sql.identifier(schema.name());
        inTransaction(() -> {
            execute(
                    "SET LOCAL lock_timeout = '10s'",
                    defaults + " REVOKE USAGE ON SEQUENCES FROM " + grantee,
                    defaults + " REVOKE EXECUTE ON FUNCTIONS FROM " + grantee);
            try (PreparedStatement statement = owner.prepareStatement("SELECT data.hand_over(?, ?)")) {
                statement.setString(1, schema.name());
                statement.setString(2, owns.name());
                statement.execute();
            }
        });
    }

    /** Drops the schema of a module, its roles and what is noted of them. Does nothing when there is none. */
    void drop(BundleSchema schema) throws SQLException {
        RoleTable.Row row = table.find(schema.name(), schema.bundle());
        if (row == null) {
            return;
        }
        inTransaction(() -> {
            execute("SET LOCAL lock_timeout = '10s'");
            disconnect(row.works());
            if (row.owns() != null) {
                disconnect(row.owns());
            }
            execute("DROP SCHEMA IF EXISTS " + Sql.identifier(schema.name()) + " CASCADE");
            dropRole(row.works());
            if (row.owns() != null) {
                dropRole(row.owns());
            }
            table.remove(schema.name());
        });
    }

    /** Ends the role's sessions. */
    private void disconnect(DatabaseRole role) throws SQLException {
        if (returnsRow("SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
            join(role);
            execute("ALTER ROLE " + Sql.identifier(role.name()) + " NOLOGIN");
            call("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = ?", role.name());
        }
    }

    /** Ends what a script goes on doing although nobody waits for it any more. */
    void endMigrations(DatabaseRole owns) throws SQLException {
        call(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename = ? AND application_name <> '" + RoleTable.PURGE_APPLICATION + "'",
                owns.name());
    }

    private void dropRole(DatabaseRole role) throws SQLException {
        if (returnsRow("SELECT 1 FROM pg_roles WHERE rolname = ?", role.name())) {
            String name = Sql.identifier(role.name());
            execute("DROP OWNED BY " + name + " CASCADE", "DROP ROLE " + name);
        }
    }

    /** Work with the database. */
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        owner.setAutoCommit(false);
        try {
            work.run();
            owner.commit();
        } finally {
            // Does nothing after a commit.
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private void execute(String... commands) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(String.join(";", commands));
        }
    }

    private void call(String query, String parameter) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, parameter);
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

    private static String roleName(String prefix, String schema) {
        String name = prefix + "_" + schema;
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME_BYTES) {
            return name;
        }
        throw new MigrationException("The role " + name + " would have a name of more than " + LONGEST_NAME_BYTES
                + " bytes. Give the database a shorter name.");
    }

    /** Flyway repeats the name of the role that it signs in with, and does not double quotes. */
    private static String withoutQuote(String prefix) {
        return prefix.contains("'") ? prefix.replace("'", "") + "_" + Integer.toHexString(prefix.hashCode()) : prefix;
    }

    private String ownerName() throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_user")) {
            row.next();
            return row.getString(1);
        }
    }
}
