package org.stoa.metadata.tag;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Select;

/** What all tenants have made of the platform's tags. A tenant that has a set or tag of its own in place keeps it. */
interface PlatformTagMapper {

    String OF_SET =
            """
            FROM metadata.entity_tag e WHERE e.tag_set = #{tagSet} AND NOT EXISTS (
                SELECT FROM metadata.tag_set s WHERE s.tenant_id = e.tenant_id AND s.name = e.tag_set)
            """;

    String OF_TAG =
            """
            FROM metadata.entity_tag e WHERE e.tag_set = #{tagSet} AND e.slug = #{slug} AND NOT EXISTS (
                SELECT FROM metadata.tag t
                WHERE t.tenant_id = e.tenant_id AND t.tag_set = e.tag_set AND t.slug = e.slug)
            """;

    @Select("SELECT count(DISTINCT (e.tenant_id, e.entity_id)) " + OF_SET)
    long entitiesOfSet(String tagSet);

    @Delete("DELETE " + OF_SET)
    int deleteAllOfSet(String tagSet);

    /** Tags that tenants have added to a set that is not their own. */
    @Delete(
            """
            DELETE FROM metadata.tag t WHERE t.tag_set = #{tagSet} AND NOT EXISTS (
                SELECT FROM metadata.tag_set s WHERE s.tenant_id = t.tenant_id AND s.name = t.tag_set)
            """)
    int deleteTagsOfSet(String tagSet);

    @Select("SELECT count(DISTINCT (e.tenant_id, e.entity_id)) " + OF_TAG)
    long entitiesOfTag(String tagSet, String slug);

    @Delete("DELETE " + OF_TAG)
    int deleteAllOfTag(String tagSet, String slug);
}
