package org.stoa.data.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.audit.AuditFilter;
import org.stoa.api.data.PageRequest;

/** Reads data.audit_log. */
interface AuditMapper {

    @Select(
            """
            SELECT id, tenant_id, user_id, identity_id, actor, action, resource, resource_id, old_values, new_values,
                ip_address, user_agent, request_id, created_at
            FROM data.audit_log
            WHERE tenant_id = #{tenant}
              AND (#{filter.action}::text IS NULL OR action = #{filter.action})
              AND (#{filter.resource}::text IS NULL OR resource = #{filter.resource})
              AND (#{filter.resourceId}::text IS NULL OR resource_id = #{filter.resourceId})
              AND (#{filter.userId}::uuid IS NULL OR user_id = #{filter.userId})
              AND (#{filter.requestId}::text IS NULL OR request_id = #{filter.requestId})
              AND (#{filter.from}::timestamptz IS NULL OR created_at >= #{filter.from})
              AND (#{filter.to}::timestamptz IS NULL OR created_at < #{filter.to})
              AND (#{ids.first}::uuid IS NULL OR id >= #{ids.first})
              AND (#{ids.last}::uuid IS NULL OR id < #{ids.last})
              AND (#{page.after}::uuid IS NULL OR id < #{page.after})
            ORDER BY id DESC LIMIT #{page.fetch}""")
    List<AuditRow> search(
            @Param("tenant") UUID tenant,
            @Param("filter") AuditFilter filter,
            @Param("ids") Ids ids,
            @Param("page") PageRequest page);

    /**
     * What the ids of entries of a time lie between, so that the time is found by them: they begin with the milliseconds
     * at which they were made (RFC 9562, 5.7), which is a moment after the time of the entry.
     *
     * @param first null for no limit
     * @param last exclusive, likewise
     */
    record Ids(UUID first, UUID last) {

        /** The 48 bits of milliseconds end with the year 10889. */
        private static final long LAST_SECOND = (1L << 48) / 1000 - 1;

        /** Longer than any transaction, and than clocks of nodes are set by. */
        private static final Duration MARGIN = Duration.ofDays(1);

        static Ids of(AuditFilter filter) {
            return new Ids(
                    filter.from() == null ? null : at(filter.from().minus(MARGIN)),
                    filter.to() == null ? null : at(filter.to().plus(MARGIN)));
        }

        private static UUID at(Instant time) {
            long millis = Math.max(0, Math.min(time.getEpochSecond(), LAST_SECOND)) * 1000;
            return new UUID(millis << 16, 0);
        }
    }
}
