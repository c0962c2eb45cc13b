package org.stoa.metadata.category;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Which entities are in which categories. */
interface AssignmentMapper {

    @Select(
            """
            SELECT entity_id, category_id, state, automatic, assigned_by, assigned_at FROM metadata.entity_category
            WHERE tenant_id = #{tenantId} AND entity_id = ANY (#{entityIds}) ORDER BY entity_id, assigned_at, category_id
            """)
    List<AssignmentRow> ofEntities(UUID tenantId, List<UUID> entityIds);

    /** What was assigned by hand stays so when a rule assigns it too. */
    @Insert(
            """
            INSERT INTO metadata.entity_category AS c (tenant_id, entity_id, category_id, state, automatic, assigned_by,
                assigned_at)
            VALUES (#{tenantId}, #{row.entityId}, #{row.categoryId}, #{row.state}, #{row.automatic}, #{row.assignedBy},
                #{row.assignedAt})
            ON CONFLICT (tenant_id, entity_id, category_id) DO UPDATE SET automatic = c.automatic AND excluded.automatic
            """)
    int add(UUID tenantId, AssignmentRow row);

    @Update(
            """
            UPDATE metadata.entity_category SET state = 'APPROVED'
            WHERE tenant_id = #{tenantId} AND entity_id = #{entityId} AND category_id = ANY (#{categoryIds})
              AND state = 'PENDING'
            """)
    int approve(UUID tenantId, UUID entityId, List<UUID> categoryIds);

    @Delete(
            """
            DELETE FROM metadata.entity_category
            WHERE tenant_id = #{tenantId} AND entity_id = #{entityId} AND category_id = ANY (#{categoryIds})
            """)
    int remove(UUID tenantId, UUID entityId, List<UUID> categoryIds);

    @Select(
            """
            SELECT (SELECT count(*) FROM metadata.category WHERE tenant_id = #{tenantId} AND parent_id = #{id}) AS children,
                (SELECT count(*) FROM metadata.entity_category
                 WHERE tenant_id = #{tenantId} AND category_id = #{id}) AS entities
            """)
    CategoryUse use(UUID tenantId, UUID id);

    @Delete("DELETE FROM metadata.entity_category WHERE tenant_id = #{tenantId} AND category_id = #{id}")
    int deleteAllOf(UUID tenantId, UUID id);
}
