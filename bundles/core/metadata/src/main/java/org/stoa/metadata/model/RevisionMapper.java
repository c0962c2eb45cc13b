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

    /**
     * Whether no statement looks at the database any more as it was before the last change was committed: whoever begins
     * one knows of the change. Who writes entities does so under the same role, hence can be seen here.
     */
    @Select(
            """
            SELECT NOT EXISTS (
                SELECT FROM metadata.model_revision r, pg_stat_activity a
                WHERE r.tenant_id = #{tenantId} AND r.entity_type = #{entityType}
                  AND a.datname = current_database() AND a.usename = current_user AND a.pid <> pg_backend_pid()
                  AND a.backend_xmin IS NOT NULL AND age(a.backend_xmin) >= age(r.changed_by::xid))
            """)
    boolean isSeenByAll(UUID tenantId, String entityType);

    /** A transaction that is younger than all that have written yet. */
    @Select("SELECT pg_current_xact_id()::text")
    String youngestTransaction();

    /** Whether all older transactions have ended. */
    @Select("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= #{transaction}::xid8")
    boolean areEndedBefore(String transaction);
}
