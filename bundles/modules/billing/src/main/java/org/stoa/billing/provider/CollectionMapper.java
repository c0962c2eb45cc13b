package org.stoa.billing.provider;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface CollectionMapper {
    /** Remembers that a step is planned; 0 when it, or one that comes after it, is planned already. */
    @Insert(
            """
            INSERT INTO billing.collection AS c (tenant_id, invoice_id, round, delays, due_at)
            VALUES (#{tenantId}, #{step.invoiceId}, #{step.round}, #{step.delays}, #{at})
            ON CONFLICT (tenant_id, invoice_id) DO UPDATE
            SET round = EXCLUDED.round, delays = EXCLUDED.delays, due_at = EXCLUDED.due_at
            WHERE (c.round, c.delays) < (EXCLUDED.round, EXCLUDED.delays)
            OR ((c.round, c.delays) = (EXCLUDED.round, EXCLUDED.delays) AND c.due_at <= #{now})""")
    int plan(
            @Param("tenantId") UUID tenantId,
            @Param("step") CollectionDue step,
            @Param("at") Instant at,
            @Param("now") Instant now);

    /** Payments of an invoice that somebody has begun by hand in a browser, and left. */
    @Select(
            """
            SELECT id FROM billing.payment_attempt
            WHERE invoice_id = #{invoiceId} AND state = 'PENDING' AND provider <> 'manual' AND payment_method IS NULL
            AND created_at <= #{before}
            ORDER BY id""")
    List<UUID> abandoned(@Param("invoiceId") UUID invoiceId, @Param("before") Instant before);
}
