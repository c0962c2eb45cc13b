package org.stoa.metadata;

import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.testkit.SqlMapper;

/** Entities for tests of what belongs to entities, as bare rows. */
public final class EntityRows {

    private EntityRows() {}

    /** Adds an entity and returns its id. */
    public static UUID add(Database database, CallContext context, String type, String subtype) {
        UUID id = Ids.next();
        String sql =
                """
                INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, name, slug, status, restricted,
                    schema_id, schema_number, structured_data, computed_fields, custom_fields, completeness, language, search_text,
                    version, created_at, updated_at)
                VALUES ('%1$s', '%2$s', '%3$s', '%4$s', 'Name', '%2$s', 'active', false, '%2$s', 1, '{}', '{}', '{}', 0, 'en',
                    '', 1, now(), now())"""
                        .formatted(context.requireTenant(), id, type, subtype);
        database.write(context, SqlMapper.class, (mapper, transaction) -> mapper.execute(sql));
        return id;
    }
}
