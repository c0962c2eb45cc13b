package org.stoa.metadata.field;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;

/** Many entities of one tenant, as the platform would have written them, and what is kept of them. */
final class LargeTenant {

    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}, "heightCm": {"type": "integer"}}}, "filterableFields": ["city", "heightCm"]}
            """;

    private final MetadataFixture metadata;
    private final CallContext context;

    LargeTenant(MetadataFixture metadata) {
        this.metadata = metadata;
        this.context = metadata.tenant();
    }

    CallContext context() {
        return context;
    }

    /** Entities with a value in {@code badge}, a custom field that does not exist yet; their ids, oldest first. */
    List<UUID> load(int rows) throws SQLException {
        UUID schema = metadata.activate(context, SCHEMA).id();
        metadata.align(context);
        String words = text("SELECT pg_get_indexdef('metadata.search_document_words'::regclass)");
        execute("DROP INDEX metadata.search_document_words");
        execute("ALTER TABLE metadata.entity DISABLE TRIGGER keep_search_document_of_new");
        execute(
                """
                INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, name, slug, status, restricted,
                    schema_id, schema_number, structured_data, custom_fields, computed_fields, completeness, language,
                    search_text, version, created_at, updated_at)
                SELECT '%s', uuidv7(), 'profile', 'model', 'Model ' || n, 'model-' || n, 'active', false, '%s', 1,
                    jsonb_build_object('city', 'City ' || n %% 100, 'heightCm', 150 + n %% 50),
                    jsonb_build_object('badge', 'B' || n), '{}', 100, 'en', '', 1, now(), now()
                FROM generate_series(1, %d) AS n
                """
                        .formatted(context.requireTenant(), schema, rows));
        execute(
                """
                INSERT INTO metadata.field_value (tenant_id, entity_type, field, value, entity_id)
                SELECT tenant_id, entity_type, 'city', structured_data ->> 'city', id FROM metadata.entity
                UNION ALL
                SELECT tenant_id, entity_type, 'heightCm', '65002' || rtrim(structured_data ->> 'heightCm', '0'), id
                FROM metadata.entity
                """);
        execute(
                """
                INSERT INTO metadata.search_document (tenant_id, entity_id, entity_type, words)
                SELECT tenant_id, id, entity_type,
                    metadata.document(tenant_id, entity_type, language, name, search_text)
                FROM metadata.entity
                """);
        execute("ALTER TABLE metadata.entity ENABLE TRIGGER keep_search_document_of_new");
        execute(words);
        execute("VACUUM ANALYZE metadata.entity, metadata.field_value, metadata.search_document");
        List<UUID> ids = new ArrayList<>(rows);
        query("SELECT id FROM metadata.entity ORDER BY id", row -> ids.add(row.getObject(1, UUID.class)));
        return ids;
    }

    /** Entities that are not filtered, kept unique or found by what they have in {@code badge}. */
    long outOfLine(boolean filtered, boolean found, boolean unique) throws SQLException {
        return Long.parseLong(text(
                """
                SELECT count(*) FROM metadata.entity e
                LEFT JOIN metadata.field_value v ON v.entity_id = e.id AND v.field = 'badge'
                LEFT JOIN metadata.unique_value u ON u.entity_id = e.id AND u.field = 'badge'
                LEFT JOIN metadata.search_document d ON d.entity_id = e.id
                WHERE v.value IS DISTINCT FROM CASE WHEN %s THEN e.custom_fields ->> 'badge' END
                    OR u.value IS DISTINCT FROM CASE WHEN %s THEN e.custom_fields ->> 'badge' END
                    OR %s IS DISTINCT FROM d.words @@ metadata.marked_query(
                        metadata.realm_mark(e.tenant_id, e.entity_type),
                        to_tsquery('english', e.custom_fields ->> 'badge'))
                """
                        .formatted(filtered, unique, found)));
    }

    /** Entities and what is kept of them that still say something of {@code badge}. */
    long left() throws SQLException {
        return Long.parseLong(
                text(
                        """
                SELECT (SELECT count(*) FROM metadata.entity
                        WHERE jsonb_exists(custom_fields, 'badge') OR search_text <> '')
                    + (SELECT count(*) FROM metadata.field_value WHERE field = 'badge')
                    + (SELECT count(*) FROM metadata.unique_value WHERE field = 'badge')
                """));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = metadata.databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET app.tenant_id = '" + context.requireTenant() + "'");
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        query(sql, row -> texts.add(row.getString(1)));
        return texts.get(0);
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) throws SQLException {
        try (Connection connection = metadata.databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET app.tenant_id = '" + context.requireTenant() + "'");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        }
    }
}
