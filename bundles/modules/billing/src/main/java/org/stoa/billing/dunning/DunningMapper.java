package org.stoa.billing.dunning;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.data.PageRequest;
import org.stoa.api.value.Money;

interface DunningMapper {
    /** A row of {@code billing.dunning_level}. */
    record LevelRow(int daysAfterDue, BigDecimal fee, String currency, String text, boolean charged) {
        DunningLevel level() {
            return new DunningLevel(
                    daysAfterDue, fee == null ? null : new Money(fee, Money.currencyOf(currency)), text, charged);
        }
    }

    /** A row of {@code billing.dunning_notice}. */
    record NoticeRow(
            UUID id,
            UUID invoiceId,
            UUID customerId,
            int level,
            LocalDate reachedOn,
            BigDecimal balance,
            BigDecimal fee,
            BigDecimal interest,
            String currency,
            UUID feeInvoiceId,
            String text) {
        DunningNotice notice() {
            Currency money = Money.currencyOf(currency);
            return new DunningNotice(
                    id,
                    invoiceId,
                    customerId,
                    level,
                    reachedOn,
                    new Money(balance, money),
                    new Money(fee, money),
                    new Money(interest, money),
                    feeInvoiceId,
                    text);
        }
    }

    @Select("SELECT days_after_due, fee, currency, text, charged FROM billing.dunning_level ORDER BY level")
    List<LevelRow> levels();

    @Delete("DELETE FROM billing.dunning_level")
    void deleteLevels();

    @Insert(
            """
            <script>
            INSERT INTO billing.dunning_level (tenant_id, level, days_after_due, fee, currency, text, charged)
            VALUES
            <foreach collection="levels" item="level" index="index" separator=",">
                (#{tenantId}, #{index} + 1, #{level.daysAfterDue}, #{level.fee.amount},
                 #{level.fee.currency.currencyCode}, #{level.text}, #{level.charged})
            </foreach>
            </script>""")
    void insertLevels(@Param("tenantId") UUID tenantId, @Param("levels") List<DunningLevel> levels);

    /** Invoices that are overdue. */
    @Select(
            """
            SELECT id FROM billing.invoice
            WHERE status IN ('ISSUED', 'PARTIALLY_PAID') AND kind = 'INVOICE' AND due_date < #{today}
            AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
            ORDER BY id""")
    List<UUID> overdue(@Param("customerId") UUID customerId, @Param("today") LocalDate today);

    @Select(
            """
            SELECT id, invoice_id, customer_id, level, reached_on, balance, fee, interest, currency,
                fee_invoice_id, text
            FROM billing.dunning_notice
            WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
            AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
            AND (#{invoiceId}::uuid IS NULL OR invoice_id = #{invoiceId})
            ORDER BY id DESC
            LIMIT #{page.fetch}""")
    List<NoticeRow> notices(
            @Param("customerId") UUID customerId, @Param("invoiceId") UUID invoiceId, @Param("page") PageRequest page);

    @Select("SELECT coalesce(max(level), -1) FROM billing.dunning_notice WHERE invoice_id = #{invoiceId}")
    int reached(UUID invoiceId);

    @Insert(
            """
            INSERT INTO billing.dunning_notice (
                tenant_id, id, invoice_id, customer_id, level, reached_on, balance, fee, interest, currency, text,
                fee_invoice_id, interest_charged, created_at)
            VALUES (
                #{tenantId}, #{notice.id}, #{notice.invoiceId}, #{notice.customerId}, #{notice.level}, #{notice.reachedOn},
                #{notice.balance.amount}, #{notice.fee.amount}, #{notice.interest.amount},
                #{notice.balance.currency.currencyCode}, #{notice.text}, #{notice.feeInvoiceId}, #{interestCharged}, #{now})""")
    void insertNotice(
            @Param("tenantId") UUID tenantId,
            @Param("notice") DunningNotice notice,
            @Param("interestCharged") BigDecimal interestCharged,
            @Param("now") Instant now);

    /** Interest on an invoice that was invoiced with earlier reminders. */
    @Select("SELECT coalesce(sum(interest_charged), 0) FROM billing.dunning_notice WHERE invoice_id = #{invoiceId}")
    BigDecimal interestCharged(UUID invoiceId);

    /** Whether an invoice is itself over what a reminder costs. */
    @Select("SELECT dunned_invoice_id IS NOT NULL FROM billing.invoice WHERE id = #{invoiceId}")
    boolean isFee(UUID invoiceId);
}
