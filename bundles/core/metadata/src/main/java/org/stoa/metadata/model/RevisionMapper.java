package org.stoa.metadata.model;

import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/** How often what a tenant says of a type of entities has changed. */
public interface RevisionMapper {

    @Select("SELECT coalesce((SELECT revision FROM metadata.model_revision"
            + " WHERE tenant_id = #{tenantId} AND entity_type = #{entityType}), 0)")
    long revision(UUID tenantId, String entityType);

    /** Counts a change, which from the commit on no writer can overlook. */
    @Select(
            """
            INSERT INTO metadata.model_revision (tenant_id, entity_type, revision, changed_by)
            VALUES (#{tenantId}, #{entityType}, 1, pg_current_xact_id())
            ON CONFLICT (tenant_id, entity_type)
            DO UPDATE SET revision = model_revision.revision + 1, changed_by = pg_current_xact_id()
            RETURNING revision
            """)
    long advance(UUID tenantId, String entityType);

    /** Whether no transaction runs any more that began before the last change and may not know of it. */
    @Select(
            """
            SELECT coalesce((SELECT pg_snapshot_xmin(pg_current_snapshot()) > changed_by FROM metadata.model_revision
                WHERE tenant_id = #{tenantId} AND entity_type = #{entityType}), true)
            """)
    boolean isKnownToAll(UUID tenantId, String entityType);
}
