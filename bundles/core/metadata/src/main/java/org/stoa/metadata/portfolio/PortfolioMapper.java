package org.stoa.metadata.portfolio;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The portfolios of a tenant's entities. */
interface PortfolioMapper {

    /**
     * Makes the next version of a portfolio, and lets nobody else change it until the end of the transaction.
     *
     * @return that version
     */
    @Select(
            """
            INSERT INTO metadata.portfolio AS p (tenant_id, entity_id, version) VALUES (#{tenantId}, #{entityId}, 2)
            ON CONFLICT (tenant_id, entity_id) DO UPDATE SET version = p.version + 1
            RETURNING version
            """)
    long nextVersion(UUID tenantId, UUID entityId);

    /** The items in order, each beside the version of the portfolio that they are of: one statement sees both. */
    @Select(
            """
            SELECT p.version AS portfolio_version, i.id, i.entity_id, i.kind, i.title, i.description, i.media_id, i.url,
                i.version, i.created_at, i.updated_at
            FROM metadata.portfolio p
            LEFT JOIN metadata.portfolio_item i ON i.tenant_id = p.tenant_id AND i.entity_id = p.entity_id
            WHERE p.tenant_id = #{tenantId} AND p.entity_id = #{entityId}
            ORDER BY i.position
            """)
    List<PortfolioRow> all(UUID tenantId, UUID entityId);

    @Select(
            """
            SELECT id, entity_id, kind, title, description, media_id, url, version, created_at, updated_at
            FROM metadata.portfolio_item
            WHERE tenant_id = #{tenantId} AND id = #{id} AND entity_id = #{entityId}
            """)
    PortfolioItem find(UUID tenantId, UUID entityId, UUID id);

    /** Adds an item behind the others, unless there are as many as may be; 0 then. */
    @Insert(
            """
            INSERT INTO metadata.portfolio_item (tenant_id, id, entity_id, kind, title, description, media_id, url,
                position, version, created_at, updated_at)
            SELECT #{tenantId}, #{item.id}, #{item.entityId}, #{item.kind}, #{item.title}, #{item.description},
                #{item.mediaId}, #{item.url}, coalesce(max(i.position), 0) + 1, #{item.version}, #{item.createdAt},
                #{item.updatedAt}
            FROM metadata.portfolio_item i WHERE i.tenant_id = #{tenantId} AND i.entity_id = #{item.entityId}
            HAVING count(*) < #{most}
            """)
    int add(UUID tenantId, PortfolioItem item, int most);

    @Update(
            """
            UPDATE metadata.portfolio_item SET kind = #{item.kind}, title = #{item.title},
                description = #{item.description}, media_id = #{item.mediaId}, url = #{item.url},
                version = #{item.version}, updated_at = #{item.updatedAt}
            WHERE tenant_id = #{tenantId} AND id = #{item.id}
            """)
    int update(UUID tenantId, PortfolioItem item);

    @Delete("DELETE FROM metadata.portfolio_item WHERE tenant_id = #{tenantId} AND id = #{id}")
    int delete(UUID tenantId, UUID id);

    @Update(
            """
            UPDATE metadata.portfolio_item i SET position = o.position
            FROM unnest(#{ids}::uuid[]) WITH ORDINALITY AS o (id, position)
            WHERE i.tenant_id = #{tenantId} AND i.entity_id = #{entityId} AND i.id = o.id
            """)
    int order(UUID tenantId, UUID entityId, List<UUID> ids);
}
