package org.stoa.data.cache;

import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Rows of data.cache_change and data.cache_node. */
interface CacheMapper {

    /**
     * Nodes that have not heard of a change.
     *
     * @param self does not count
     * @param change null for any
     */
    @Select(
            """
            SELECT count(DISTINCT n.id) FROM data.cache_node n
            JOIN data.cache_change c ON NOT pg_visible_in_snapshot(c.written_by, n.heard)
            WHERE n.id <> #{self} AND (#{change}::uuid IS NULL OR c.id = #{change}::uuid)
              AND (#{change}::uuid IS NULL OR c.tenant_id = #{tenant}::uuid)""")
    long unaware(@Param("self") UUID self, @Param("tenant") UUID tenant, @Param("change") UUID change);
}
