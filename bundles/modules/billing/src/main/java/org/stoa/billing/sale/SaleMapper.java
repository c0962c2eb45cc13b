package org.stoa.billing.sale;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.sale.SaleCancelled;
import org.stoa.api.sale.SaleMade;

interface SaleMapper {
    String COLUMNS = "id, customer_id, reference, sold_on, currency, status, cancel_reason, to_credit ";

    /**
     * A row of {@code billing.sale}.
     *
     * @param toCredit whether its invoice is still to be taken back
     */
    record Row(
            UUID id,
            UUID customerId,
            String reference,
            LocalDate soldOn,
            String currency,
            String status,
            String cancelReason,
            boolean toCredit) {
        boolean is(String name) {
            return status.equals(name);
        }
    }

    /** A row of {@code billing.sale_line}. */
    record LineRow(String description, BigDecimal quantity, BigDecimal unitPrice) {}

    /** Does nothing and returns 0 for a sale that came before, or was cancelled before it came. */
    @Insert(
            """
            INSERT INTO billing.sale (
                tenant_id, id, customer_id, client_user_id, reference, sold_on, currency, status, created_at)
            VALUES (
                #{tenantId}, #{sale.saleId}, #{customerId}, #{sale.clientUserId}, #{sale.reference}, #{sale.soldOn},
                #{currency}, 'WAITING', #{now})
            ON CONFLICT (tenant_id, id) DO NOTHING""")
    int insert(
            @Param("tenantId") UUID tenantId,
            @Param("customerId") UUID customerId,
            @Param("sale") SaleMade sale,
            @Param("currency") String currency,
            @Param("now") Instant now);

    @Insert(
            """
            <script>
            INSERT INTO billing.sale_line (tenant_id, sale_id, position, description, quantity, unit_price)
            VALUES
            <foreach collection="sale.lines" item="line" index="index" separator=",">
                (#{tenantId}, #{sale.saleId}, #{index}, #{line.description}, #{line.quantity}, #{line.unitPrice.amount})
            </foreach>
            </script>""")
    void insertLines(@Param("tenantId") UUID tenantId, @Param("sale") SaleMade sale);

    /** Does nothing and returns 0 for a sale that is known. */
    @Insert(
            """
            INSERT INTO billing.sale (tenant_id, id, status, cancel_reason, created_at)
            VALUES (#{tenantId}, #{sale.saleId}, 'CANCELLED', #{sale.reason}, #{now})
            ON CONFLICT (tenant_id, id) DO NOTHING""")
    int insertCancelled(@Param("tenantId") UUID tenantId, @Param("sale") SaleCancelled sale, @Param("now") Instant now);

    @Select("SELECT " + COLUMNS + "FROM billing.sale WHERE id = #{id}")
    Row find(UUID id);

    @Select("SELECT " + COLUMNS + "FROM billing.sale WHERE id = #{id} FOR UPDATE")
    Row lock(UUID id);

    @Select("SELECT description, quantity, unit_price FROM billing.sale_line WHERE sale_id = #{id} ORDER BY position")
    List<LineRow> lines(UUID id);

    /** Sales of a customer of which something is left to be done. */
    @Select(
            """
            SELECT id FROM billing.sale
            WHERE customer_id = #{customerId} AND (status = 'WAITING' OR to_credit) ORDER BY id""")
    List<UUID> unfinished(UUID customerId);

    @Update("UPDATE billing.sale SET status = 'INVOICED' WHERE id = #{id}")
    void invoiced(UUID id);

    @Update(
            """
            UPDATE billing.sale SET status = 'CANCELLED', cancel_reason = #{reason}, to_credit = status = 'INVOICED'
            WHERE id = #{id}""")
    void cancel(@Param("id") UUID id, @Param("reason") String reason);

    @Update("UPDATE billing.sale SET to_credit = false WHERE id = #{id}")
    void credited(UUID id);

    /** Its invoice, as long as something of it is left to be credited; else null. */
    @Select(
            """
            SELECT id FROM billing.invoice
            WHERE sale_id = #{id} AND status <> 'VOID' AND credited < gross""")
    UUID creditable(UUID id);
}
