package org.stoa.testkit.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Sums up all rows of a tenant, table by table. Left out is the outbox, from which delivery takes rows in the background.
 */
final class TenantDigest {
    private static final String TABLES =
            """
            SELECT string_agg(format(
                'SELECT %1$L, count(*) || '' rows '' || coalesce(md5(string_agg(t::text, '','' ORDER BY t::text)), '''') FROM %1$s t %2$s',
                c.oid::regclass,
                CASE WHEN c.oid IN ('data.usage_total'::regclass, 'data.usage_day'::regclass)
                    THEN 'WHERE resource <> ''api_calls''' END), ' UNION ALL ')
            FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant_isolation'
            WHERE NOT c.relispartition AND c.oid <> 'data.outbox'::regclass""";

    private final DataSource owner;

    TenantDigest(DataSource owner) {
        this.owner = owner;
    }

    Map<String, String> of(UUID tenantId) {
        try (Connection connection = owner.getConnection()) {
            try (PreparedStatement tenant =
                    connection.prepareStatement("SELECT set_config('app.tenant_id', ?, false)")) {
                tenant.setString(1, tenantId.toString());
                tenant.execute();
            }
            Map<String, String> digests = new TreeMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(query(connection))) {
                while (rows.next()) {
                    digests.put(rows.getString(1), rows.getString(2));
                }
            }
            return digests;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLES)) {
            row.next();
            return row.getString(1);
        }
    }
}
