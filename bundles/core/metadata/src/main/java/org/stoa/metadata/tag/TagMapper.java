package org.stoa.metadata.tag;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

/** The tags of one tenant, or of the platform. */
interface TagMapper {

    String TAG =
            """
            SELECT tenant_id, id, tag_set, slug, label, version, created_at, updated_at
            FROM metadata.tag WHERE tenant_id = #{tenantId}
            """;

    @Select(
            TAG
                    + """
            AND (#{tagSet}::text IS NULL OR tag_set = #{tagSet})
            AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}
            """)
    List<TagRow> list(UUID tenantId, String tagSet, PageRequest page);

    @Select(TAG + " AND id = #{id}")
    TagRow find(UUID tenantId, UUID id);

    /** The tags with these names: the first list has the sets, the second the slugs. */
    @Select(
            TAG
                    + """
            AND (tag_set, slug) IN (SELECT * FROM unnest(#{tagSets}::text[], #{slugs}::text[]))
            """)
    List<TagRow> named(UUID tenantId, List<String> tagSets, List<String> slugs);

    @Select(TAG + " AND tag_set = ANY (#{tagSets}) ORDER BY id LIMIT #{limit}")
    List<TagRow> ofSets(UUID tenantId, List<String> tagSets, int limit);

    @Select("SELECT count(*) FROM metadata.tag WHERE tenant_id = #{tenantId}")
    long count(UUID tenantId);

    /** Adds a tag unless there is one with this name; 0 when there was. */
    @Insert(
            """
            INSERT INTO metadata.tag (tenant_id, id, tag_set, slug, label, version, created_at, updated_at)
            VALUES (#{tenantId}, #{id}, #{tagSet}, #{slug}, #{label}, #{version}, #{createdAt}, #{updatedAt})
            ON CONFLICT (tenant_id, tag_set, slug) DO NOTHING
            """)
    int add(TagRow row);

    @Update(
            """
            UPDATE metadata.tag SET label = #{label}, version = #{version}, updated_at = #{updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{id} AND version = #{version} - 1
            """)
    int update(TagRow row);

    @Delete("DELETE FROM metadata.tag WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);

    @Delete("DELETE FROM metadata.tag WHERE tenant_id = #{tenantId} AND tag_set = #{tagSet}")
    int deleteAllOfSet(UUID tenantId, String tagSet);
}
