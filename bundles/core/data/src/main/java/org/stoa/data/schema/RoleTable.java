package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.stoa.api.data.MigrationException;

/** The rows of data.database_role: which roles belong to which schema, and their passwords. For the owner alone. */
public final class RoleTable {

    /** How connections are called that delete the rows of a tenant. */
    public static final String PURGE_APPLICATION = "stoa-purge";

    private final Connection owner;

    /** @param owner a connection of the owner of the database */
    public RoleTable(Connection owner) {
        this.owner = owner;
    }

    /**
     * The roles of one schema.
     *
     * @param bundle symbolic name of the bundle
     * @param owns null when the schema belongs to the owner of the database
     */
    public record Row(String bundle, DatabaseRole works, DatabaseRole owns) {}

    /** The row of a schema, or null. */
    public Row find(String schema) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("SELECT bundle, role_name, password,"
                + " to_jsonb(d) ->> 'owner_name' AS owner_name, to_jsonb(d) ->> 'owner_password' AS owner_password"
                + " FROM data.database_role d WHERE schema_name = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String ownerName = row.getString("owner_name");
                return new Row(
                        row.getString("bundle"),
                        new DatabaseRole(row.getString("role_name"), row.getString("password")),
                        ownerName == null ? null : new DatabaseRole(ownerName, row.getString("owner_password")));
            }
        }
    }

    /** The same, or null; refuses the schema of another bundle. */
    Row find(String schema, String bundle) throws SQLException {
        Row row = find(schema);
        if (row != null && !row.bundle().equals(bundle)) {
            throw new MigrationException("Bundle " + bundle + " cannot have tables: the schema " + schema
                    + " belongs to " + row.bundle() + ". Give the bundle another name.");
        }
        return row;
    }

    void add(String schema, String bundle, boolean core, DatabaseRole works) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement("INSERT INTO data.database_role"
                + " (schema_name, bundle, core, role_name, password) VALUES (?, ?, ?, ?, ?)")) {
            statement.setString(1, schema);
            statement.setString(2, bundle);
            statement.setBoolean(3, core);
            statement.setString(4, works.name());
            statement.setString(5, works.password());
            statement.execute();
        }
    }

    void setOwner(String schema, DatabaseRole owns) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(
                "UPDATE data.database_role SET owner_name = ?, owner_password = ? WHERE schema_name = ?")) {
            statement.setString(1, owns.name());
            statement.setString(2, owns.password());
            statement.setString(3, schema);
            statement.execute();
        }
    }

    void remove(String schema) throws SQLException {
        try (PreparedStatement statement =
                owner.prepareStatement("DELETE FROM data.database_role WHERE schema_name = ?")) {
            statement.setString(1, schema);
            statement.execute();
        }
    }
}
