package org.stoa.metadata.industry;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;

/** Which items entities depend on. */
interface UsageMapper {

    @Select(
            """
            SELECT w.id FROM unnest(#{ids}::uuid[]) AS w (id) WHERE EXISTS (
                SELECT FROM metadata.entity_category c WHERE c.tenant_id = #{tenantId} AND c.category_id = w.id)
            """)
    List<UUID> categories(UUID tenantId, List<UUID> ids);

    /** Tags, each {@code set:slug}. */
    @Select(
            """
            SELECT w.tag_set || ':' || w.slug FROM unnest(#{tagSets}::text[], #{slugs}::text[]) AS w (tag_set, slug)
            WHERE EXISTS (
                SELECT FROM metadata.entity_tag t
                WHERE t.tenant_id = #{tenantId} AND t.tag_set = w.tag_set AND t.slug = w.slug)
            """)
    List<String> tags(UUID tenantId, List<String> tagSets, List<String> slugs);

    /** Schemas, each {@code type/subtype}. */
    @Select(
            """
            SELECT w.type || '/' || w.subtype FROM unnest(#{types}::text[], #{subtypes}::text[]) AS w (type, subtype)
            WHERE EXISTS (
                SELECT FROM metadata.entity e
                WHERE e.tenant_id = #{tenantId} AND e.entity_type = w.type AND e.entity_subtype = w.subtype
                  AND e.deleted_at IS NULL)
            """)
    List<String> schemas(UUID tenantId, List<String> types, List<String> subtypes);
}
