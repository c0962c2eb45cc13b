package org.stoa.metadata;

import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.SqlMapper;

/** A row in every table of categories, tags and industries. */
final class CategoryRows {

    private static final List<String> ROWS = List.of(
            "category_tree (tenant_id, revision) VALUES (:tenant, 1)",
            """
            category (tenant_id, id, slug, name, description, category_type, allowed_entity_types, display_order,
                active, requires_approval, auto_assign_rules, version, created_at, updated_at)
            VALUES (:tenant, :id, 'models', '{}', '{}', 'CLASSIFICATION', '{}', 0, true, false, '{}', 1, now(), now())""",
            """
            entity_category (tenant_id, entity_id, category_id, state, automatic, assigned_at)
            VALUES (:tenant, :entity, :id, 'APPROVED', false, now())""",
            """
            tag_set (tenant_id, id, name, label, vocabulary, allowed_entity_types, version, created_at, updated_at)
            VALUES (:tenant, :id, 'mood', '{}', 'OPEN', '{}', 1, now(), now())""",
            """
            tag (tenant_id, id, tag_set, slug, label, version, created_at, updated_at)
            VALUES (:tenant, :id, 'mood', 'calm', '{}', 1, now(), now())""",
            "entity_tag (tenant_id, entity_id, tag_set, slug) VALUES (:tenant, :entity, 'mood', 'calm')",
            """
            industry_installation (tenant_id, code, template_version, complete, customization_rules, installed_at,
                updated_at)
            VALUES (:tenant, 'pets', '1.0.0', true, '{}', now(), now())""",
            """
            industry_item (tenant_id, code, kind, key, position, base)
            VALUES (:tenant, 'pets', 'setting', 'pets.visits', 0, '3')""",
            """
            workflow_template (tenant_id, name, document, version, created_at, updated_at)
            VALUES (:tenant, 'adoption', '{}', 1, now(), now())""");

    private CategoryRows() {}

    static void add(Database database, CallContext context, UUID entity) {
        database.write(context, SqlMapper.class, (sql, transaction) -> {
            ROWS.forEach(row -> sql.execute("INSERT INTO metadata."
                    + row.replace(":tenant", "'" + context.requireTenant() + "'")
                            .replace(":entity", "'" + entity + "'")
                            .replace(":id", "'" + Ids.next() + "'")));
            return null;
        });
    }
}
