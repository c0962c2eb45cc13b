package org.stoa.metadata.category;

import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** What all tenants have made of one of the platform's categories. */
interface PlatformCategoryMapper {

    @Select(
            """
            SELECT (SELECT count(*) FROM metadata.category WHERE parent_id = #{id}) AS children,
                (SELECT count(*) FROM metadata.entity_category WHERE category_id = #{id}) AS entities
            """)
    CategoryUse use(UUID id);

    /** Locks the trees of the tenants that have categories directly below this one. */
    @Insert(
            """
            INSERT INTO metadata.category_tree AS t (tenant_id, revision)
            SELECT DISTINCT tenant_id, 1 FROM metadata.category
            WHERE parent_id = #{id} AND tenant_id <> '00000000-0000-0000-0000-000000000000' ORDER BY tenant_id
            ON CONFLICT (tenant_id) DO UPDATE SET revision = t.revision + 1
            """)
    int growRevisions(UUID id);

    @Update("UPDATE metadata.category SET parent_id = #{to}, version = version + 1 WHERE parent_id = #{from}")
    int moveChildren(UUID from, UUID to);

    @Delete("DELETE FROM metadata.entity_category WHERE category_id = #{id}")
    int deleteAssignments(UUID id);
}
