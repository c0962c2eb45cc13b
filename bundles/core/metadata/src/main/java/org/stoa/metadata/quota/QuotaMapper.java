package org.stoa.metadata.quota;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.metadata.schema.Quota;

/** Counts what was made. */
interface QuotaMapper {

    /**
     * Counts one more unless the limit is reached. From then on others wait for the end of the transaction, whether or not
     * it was counted.
     *
     * @return how many there are now, or null when the limit is reached
     */
    @Select(
            affectData = true,
            value =
                    """
            INSERT INTO metadata.quota_use AS u
                (tenant_id, entity_type, entity_subtype, period, period_start, scope_id, used)
            SELECT #{tenantId}, #{counter.entityType}, #{counter.entitySubtype}, #{counter.period},
                #{counter.periodStart}, #{counter.scopeId}, 1
            WHERE #{limit} > 0
            ON CONFLICT (tenant_id, entity_type, entity_subtype, period, period_start, scope_id)
            DO UPDATE SET used = u.used + 1 WHERE u.used < #{limit}
            RETURNING u.used
            """)
    Long take(UUID tenantId, QuotaCounter counter, long limit);

    /** What one has counted. */
    record Used(String entitySubtype, Quota.Period period, LocalDate periodStart, UUID scopeId, long used) {

        QuotaCounter counter(String entityType) {
            return new QuotaCounter(entityType, entitySubtype, period, periodStart, scopeId);
        }
    }

    /** What several counters of a type have counted; the lists have the parts of each at the same place. */
    @Select(
            """
            SELECT u.entity_subtype, u.period, u.period_start, u.scope_id, u.used
            FROM unnest(#{subtypes,javaType=list}::text[], #{periods,javaType=list}::text[],
                    #{periodStarts,javaType=list}::text[], #{scopeIds,javaType=list}::uuid[])
                AS c(entity_subtype, period, period_start, scope_id)
            JOIN metadata.quota_use u ON u.tenant_id = #{tenantId} AND u.entity_type = #{entityType}
                AND u.entity_subtype = c.entity_subtype AND u.period = c.period
                AND u.period_start = c.period_start::date AND u.scope_id = c.scope_id
            """)
    List<Used> used(
            UUID tenantId,
            String entityType,
            List<String> subtypes,
            List<String> periods,
            List<String> periodStarts,
            List<UUID> scopeIds);
}
