package org.stoa.booking.appointment;

import java.time.Instant;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface AgreementMapper {
    /** Does nothing and returns 0 for one that was settled before. */
    @Insert(
            """
            INSERT INTO booking.agreement (tenant_id, id, outcome, created_at)
            VALUES (#{tenantId}, #{id}, #{outcome}, #{now})
            ON CONFLICT DO NOTHING""")
    int settle(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("outcome") String outcome,
            @Param("now") Instant now);

    @Insert(
            """
            INSERT INTO booking.agreement (tenant_id, id, outcome, created_at)
            VALUES (#{tenantId}, #{id}, 'WITHDRAWN', #{now})
            ON CONFLICT (tenant_id, id) DO UPDATE SET outcome = 'WITHDRAWN'""")
    void withdraw(@Param("tenantId") UUID tenantId, @Param("id") UUID id, @Param("now") Instant now);

    @Select("SELECT id FROM booking.resource WHERE user_id = #{userId} AND kind = 'USER' AND deleted_at IS NULL")
    UUID resourceOf(UUID userId);

    @Select("SELECT id FROM booking.booking WHERE agreement_id = #{id}")
    UUID booking(UUID id);
}
