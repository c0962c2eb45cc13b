package org.stoa.subscription.subscription;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.stoa.api.charge.ChargeInvoiced;
import org.stoa.api.data.PageRequest;
import org.stoa.api.value.Money;

interface ChargeInvoiceMapper {

    /** A row of {@code subscription.charge_invoice} with what is known of its charge. */
    record Row(
            UUID chargeId,
            UUID invoiceId,
            String number,
            String currency,
            BigDecimal total,
            LocalDate issuedOn,
            LocalDate dueOn,
            Instant settledAt,
            String path) {

        ChargeInvoice invoice() {
            Money gross = new Money(total, Money.currencyOf(currency));
            return new ChargeInvoice(chargeId, invoiceId, number, gross, issuedOn, dueOn, settledAt, path);
        }
    }

    /**
     * The latest invoice of a charge counts, in whatever order they are told.
     *
     * @param now where the tenant is
     */
    @Insert(
            """
            INSERT INTO subscription.charge_invoice AS known (
                tenant_id, charge_id, invoice_id, number, currency, total, issued_on, due_on, path, created_at)
            SELECT tenant_id, id, #{told.invoiceId}, #{told.number}, #{told.total.currency.currencyCode},
                #{told.total.amount}, #{told.issuedOn}, #{told.dueOn}, #{told.path}, #{now}
            FROM subscription.charge WHERE tenant_id = #{tenantId} AND id = #{told.chargeId}
            ON CONFLICT (tenant_id, charge_id) DO UPDATE
            SET invoice_id = EXCLUDED.invoice_id, number = EXCLUDED.number, currency = EXCLUDED.currency,
                total = EXCLUDED.total, issued_on = EXCLUDED.issued_on, due_on = EXCLUDED.due_on, path = EXCLUDED.path,
                created_at = EXCLUDED.created_at
            WHERE known.invoice_id < EXCLUDED.invoice_id
            """)
    int put(UUID tenantId, ChargeInvoiced told, Instant now);

    @Select(
            """
            SELECT i.charge_id, i.invoice_id, i.number, i.currency, i.total, i.issued_on, i.due_on, c.settled_at, i.path
            FROM subscription.charge_invoice i
            JOIN subscription.charge c ON c.tenant_id = i.tenant_id AND c.id = i.charge_id
            WHERE i.tenant_id = #{tenantId} AND (#{page.after}::uuid IS NULL OR i.charge_id < #{page.after})
            ORDER BY i.charge_id DESC LIMIT #{page.fetch}
            """)
    List<Row> list(UUID tenantId, PageRequest page);
}
