package org.stoa.billing.charge;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.charge.ChargeDue;

interface ChargeMapper {
    /**
     * A row of {@code billing.charge}.
     *
     * @param creditLeft what is still to be given back, where a part of it was before; else zero
     */
    record Row(
            UUID id,
            UUID customerId,
            LocalDate dueOn,
            String currency,
            BigDecimal total,
            boolean test,
            String status,
            BigDecimal creditLeft) {}

    /** A row of {@code billing.charge_line}; {@code periodEnd} is the day after the last. */
    record LineRow(
            String description,
            BigDecimal quantity,
            BigDecimal unitAmount,
            LocalDate periodStart,
            LocalDate periodEnd) {}

    String COLUMNS = "id, customer_id, due_on, currency, total, test, status, credit_left ";

    /** Does nothing and returns 0 for a charge that came before. */
    @Insert(
            """
            INSERT INTO billing.charge (tenant_id, id, customer_id, due_on, currency, total, test, status, created_at)
            VALUES (
                #{tenantId}, #{due.chargeId}, #{customerId}, #{due.dueOn}, #{due.total.currency.currencyCode},
                #{due.total.amount}, #{due.test}, 'WAITING', #{now})
            ON CONFLICT (tenant_id, id) DO NOTHING""")
    int insert(
            @Param("tenantId") UUID tenantId,
            @Param("customerId") UUID customerId,
            @Param("due") ChargeDue due,
            @Param("now") Instant now);

    @Insert(
            """
            <script>
            INSERT INTO billing.charge_line (
                tenant_id, charge_id, position, kind, description, quantity, unit_amount, amount, period_start, period_end)
            VALUES
            <foreach collection="due.lines" item="line" index="index" separator=",">
                (#{tenantId}, #{due.chargeId}, #{index}, #{line.kind}, #{line.description}, #{line.quantity},
                 #{line.unitAmount}, #{line.amount.amount}, #{line.period.start}, #{line.period.end})
            </foreach>
            </script>""")
    void insertLines(@Param("tenantId") UUID tenantId, @Param("due") ChargeDue due);

    @Select("SELECT " + COLUMNS + "FROM billing.charge WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM billing.charge WHERE id = #{id} FOR UPDATE")
    Row lock(UUID id);

    @Select("SELECT id FROM billing.charge WHERE customer_id = #{customerId} AND status = 'WAITING' ORDER BY id")
    List<UUID> waiting(UUID customerId);

    /** Drafts of a customer that were made for charges and are not issued. */
    @Select(
            """
            SELECT charge_id, id AS invoice_id FROM billing.invoice
            WHERE customer_id = #{customerId} AND status = 'DRAFT' AND charge_id IS NOT NULL ORDER BY id""")
    List<ChargeDraftMade> drafts(UUID customerId);

    @Select(
            """
            SELECT description, quantity, unit_amount, period_start, period_end
            FROM billing.charge_line WHERE charge_id = #{id} ORDER BY position""")
    List<LineRow> lines(UUID id);

    /** Whether something that this customer owes has no invoice yet: earlier charges, or drafts of them. */
    @Select(
            """
            SELECT EXISTS (
                SELECT FROM billing.charge
                WHERE customer_id = #{customerId} AND status = 'WAITING' AND total > 0 AND id < #{id})
            OR EXISTS (
                SELECT FROM billing.invoice
                WHERE customer_id = #{customerId} AND status = 'DRAFT' AND charge_id IS NOT NULL)""")
    boolean isBehindOthers(@Param("customerId") UUID customerId, @Param("id") UUID id);

    /** Invoices of charges of which something can be credited, the latest first. */
    @Select(
            """
            SELECT id FROM billing.invoice
            WHERE customer_id = #{customerId} AND currency = #{currency} AND test = #{test} AND charge_id IS NOT NULL
            AND status IN ('ISSUED', 'PARTIALLY_PAID', 'PAID') AND credited < gross
            ORDER BY id DESC""")
    List<UUID> creditable(Row charge);

    @Update("UPDATE billing.charge SET status = #{status}, credit_left = 0 WHERE id = #{id}")
    void done(@Param("id") UUID id, @Param("status") String status);
}
