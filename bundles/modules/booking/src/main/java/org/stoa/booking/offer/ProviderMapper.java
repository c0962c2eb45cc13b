package org.stoa.booking.offer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

interface ProviderMapper {
    /** They are not deleted before the end of the transaction. */
    @Select(
            """
            SELECT r.id, r.timezone, s.assigned_at
            FROM booking.service_resource s
            JOIN booking.resource r ON r.tenant_id = s.tenant_id AND r.id = s.resource_id
            WHERE s.service_id = #{serviceId} AND r.active AND r.deleted_at IS NULL
            ORDER BY s.position
            FOR KEY SHARE OF r""")
    List<Provider> ofService(UUID serviceId);

    /** They are not deleted before the end of the transaction. */
    @Select(
            """
            SELECT id, timezone, NULL::timestamptz AS assigned_at FROM booking.resource
            WHERE id = ANY (#{ids, javaType = java.util.List}) AND active AND deleted_at IS NULL
            ORDER BY id
            FOR KEY SHARE""")
    List<Provider> resources(@Param("ids") List<UUID> ids);

    @Update(
            """
            UPDATE booking.service_resource SET assigned_at = #{now}
            WHERE service_id = #{serviceId} AND resource_id = #{resourceId}""")
    void assigned(@Param("serviceId") UUID serviceId, @Param("resourceId") UUID resourceId, @Param("now") Instant now);
}
