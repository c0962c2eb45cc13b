package org.stoa.metadata.category;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The categories of one tenant, or of the platform. */
interface CategoryMapper {

    /** Lets nobody else change the tree until the end of the transaction. */
    @Insert(
            """
            INSERT INTO metadata.category_tree AS t (tenant_id, revision) VALUES (#{tenantId}, 1)
            ON CONFLICT (tenant_id) DO UPDATE SET revision = t.revision + 1
            """)
    int lockTree(UUID tenantId);

    @Select(
            """
            SELECT tenant_id, id, parent_id, slug, name, description, category_type, allowed_entity_types, max_depth,
                icon, color, display_order, active, requires_approval, auto_assign_rules, version, created_at, updated_at
            FROM metadata.category WHERE tenant_id = #{tenantId} ORDER BY display_order, slug
            """)
    List<CategoryRow> all(UUID tenantId);

    @Insert(
            """
            INSERT INTO metadata.category (tenant_id, id, parent_id, slug, name, description, category_type,
                allowed_entity_types, max_depth, icon, color, display_order, active, requires_approval,
                auto_assign_rules, version, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{parentId}, #{slug}, #{name}, #{description}, #{categoryType},
                #{allowedEntityTypes}, #{maxDepth}, #{icon}, #{color}, #{displayOrder}, #{active}, #{requiresApproval},
                #{autoAssignRules}, #{version}, #{createdAt}, #{updatedAt})
            """)
    int insert(CategoryRow row);

    @Update(
            """
            UPDATE metadata.category SET parent_id = #{parentId}, slug = #{slug}, name = #{name},
                description = #{description}, category_type = #{categoryType},
                allowed_entity_types = #{allowedEntityTypes}, max_depth = #{maxDepth}, icon = #{icon}, color = #{color},
                display_order = #{displayOrder}, active = #{active}, requires_approval = #{requiresApproval},
                auto_assign_rules = #{autoAssignRules}, version = #{version}, updated_at = #{updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{id}
            """)
    int update(CategoryRow row);

    /** Waits for assignments that are under way, and lets no new one begin. */
    @Select("SELECT id FROM metadata.category WHERE tenant_id = #{tenantId} AND id = #{id} FOR UPDATE")
    UUID lock(UUID tenantId, UUID id);

    /** The tenant's own among these categories, which are not deleted until the end of the transaction. */
    @Select("SELECT id FROM metadata.category WHERE tenant_id = #{tenantId} AND id = ANY (#{ids}) FOR KEY SHARE")
    List<UUID> hold(UUID tenantId, List<UUID> ids);

    @Update(
            """
            UPDATE metadata.category SET parent_id = #{to}, version = version + 1
            WHERE tenant_id = #{tenantId} AND parent_id = #{from}
            """)
    int moveChildren(UUID tenantId, UUID from, UUID to);

    @Delete("DELETE FROM metadata.category WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);
}
