package org.stoa.data.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads PostgreSQL's catalogue of one bundle's schema and says what breaks the platform's rules. */
public final class CatalogueInspection {

    private final BundleSchema schema;
    private final String history;

    /** @param history name of the table in which the migrations of the schema are noted */
    public CatalogueInspection(BundleSchema schema, String history) {
        this.schema = schema;
        this.history = history;
    }

    BundleSchema schema() {
        return schema;
    }

    /** What breaks a rule, as the owner's connection sees it; sees uncommitted changes of its own transaction. */
    public List<RuleViolation> violations(Connection owner) throws SQLException {
        List<RuleViolation> violations = new ArrayList<>();
        try (PreparedStatement statement = owner.prepareStatement(CatalogueRule.allQueries())) {
            statement.setString(1, history);
            statement.setBoolean(2, schema.equals(BundleSchema.DATA));
            statement.setString(3, schema.name());
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
