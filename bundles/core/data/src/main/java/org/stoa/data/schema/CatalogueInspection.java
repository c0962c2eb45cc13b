package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.stoa.api.platform.RuleViolation;

/** Reads PostgreSQL's catalogue of one bundle's schema and says what breaks the platform's rules. */
final class CatalogueInspection {

    private final SchemaRoles roles;

    CatalogueInspection(SchemaRoles roles) {
        this.roles = roles;
    }

    /** What breaks a rule, as this connection sees it: uncommitted changes of its own transaction included. */
    List<RuleViolation> violations(Connection connection) throws SQLException {
        BundleSchema schema = roles.schema();
        List<RuleViolation> violations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(CatalogueRule.allQueries())) {
            statement.setArray(
                    1, connection.createArrayOf("text", ScriptFolder.histories().toArray()));
            statement.setBoolean(2, schema.equals(BundleSchema.DATA));
            statement.setBoolean(3, schema.isCore());
            statement.setString(4, roles.owner());
            statement.setString(5, roles.works().name());
            statement.setString(6, roles.platform());
            statement.setString(7, schema.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    CatalogueRule rule = CatalogueRule.values()[rows.getInt(1)];
                    violations.add(rule.violatedBy(schema.name(), rows.getString(2)));
                }
            }
        }
        return violations;
    }
}
