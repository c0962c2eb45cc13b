package org.stoa.metadata.tag;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

/** Which entities have which tags. */
interface EntityTagMapper {

    @Select(
            """
            SELECT entity_id, tag_set, slug FROM metadata.entity_tag
            WHERE tenant_id = #{tenantId} AND entity_id = ANY (#{entityIds}) ORDER BY entity_id, tag_set, slug
            """)
    List<EntityTagRow> ofEntities(UUID tenantId, List<UUID> entityIds);

    @Insert(
            """
            INSERT INTO metadata.entity_tag (tenant_id, entity_id, tag_set, slug)
            SELECT #{tenantId}, #{entityId}, t.tag_set, t.slug
            FROM unnest(#{tagSets}::text[], #{slugs}::text[]) AS t (tag_set, slug)
            ON CONFLICT DO NOTHING
            """)
    int add(UUID tenantId, UUID entityId, List<String> tagSets, List<String> slugs);

    @Delete(
            """
            DELETE FROM metadata.entity_tag
            WHERE tenant_id = #{tenantId} AND entity_id = #{entityId}
              AND (tag_set, slug) NOT IN (SELECT * FROM unnest(#{tagSets}::text[], #{slugs}::text[]))
            """)
    int keepOnly(UUID tenantId, UUID entityId, List<String> tagSets, List<String> slugs);

    /** How many entities have a tag of the set; with a slug, this tag of it. */
    @Select(
            """
            SELECT count(DISTINCT entity_id) FROM metadata.entity_tag
            WHERE tenant_id = #{tenantId} AND tag_set = #{tagSet} AND (#{slug}::text IS NULL OR slug = #{slug})
            """)
    long entities(UUID tenantId, String tagSet, String slug);

    @Delete(
            """
            DELETE FROM metadata.entity_tag
            WHERE tenant_id = #{tenantId} AND tag_set = #{tagSet} AND (#{slug}::text IS NULL OR slug = #{slug})
            """)
    int deleteAllOf(UUID tenantId, String tagSet, String slug);
}
