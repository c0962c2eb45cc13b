package org.stoa.metadata.tag;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The tag sets of one tenant, or of the platform. */
interface TagSetMapper {

    String SET =
            """
            SELECT tenant_id, id, name, label, vocabulary, allowed_entity_types, max_per_entity, version, created_at,
                updated_at
            FROM metadata.tag_set WHERE tenant_id = #{tenantId}
            """;

    @Select(SET + " ORDER BY id DESC")
    List<TagSetRow> all(UUID tenantId);

    @Select(SET + " AND id = #{id}")
    TagSetRow find(UUID tenantId, UUID id);

    /** The same, not changed by anybody else until the end of the transaction. */
    @Select(SET + " AND id = #{id} FOR UPDATE")
    TagSetRow lock(UUID tenantId, UUID id);

    /** The set by name, not deleted until the end of the transaction. */
    @Select(SET + " AND name = #{name} FOR KEY SHARE")
    TagSetRow hold(UUID tenantId, String name);

    @Insert(
            """
            INSERT INTO metadata.tag_set (tenant_id, id, name, label, vocabulary, allowed_entity_types, max_per_entity,
                version, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{name}, #{label}, #{vocabulary}, #{allowedEntityTypes}, #{maxPerEntity},
                #{version}, #{createdAt}, #{updatedAt})
            """)
    int insert(TagSetRow row);

    @Update(
            """
            UPDATE metadata.tag_set SET label = #{label}, vocabulary = #{vocabulary},
                allowed_entity_types = #{allowedEntityTypes}, max_per_entity = #{maxPerEntity}, version = #{version},
                updated_at = #{updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND version = #{version} - 1
            """)
    int update(TagSetRow row);

    @Delete("DELETE FROM metadata.tag_set WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);
}
