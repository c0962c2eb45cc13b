package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;
import org.stoa.billing.currency.Conversion;
import org.stoa.billing.tax.TaxCategory;

public interface InvoiceMapper {
    String COLUMNS =
            """
            i.id, i.kind, i.number, i.status, i.customer_id, i.currency, i.issue_date, i.due_date, i.notes,
            i.net, i.tax, i.gross, i.settled, i.test, i.credited_invoice_id, i.credit_reason,
            i.agreement_id, i.agreement_period, i.charge_id, i.sale_id, i.dunned_invoice_id,
            i.paid_at, i.payment_reference, i.voided_at, i.void_reason, i.version, i.created_at, i.updated_at,
            t.position, t.product_id, t.description, t.quantity, t.unit, t.unit_price, t.discount_percent, t.tax_rate_id,
            t.tax_rate, t.tax_category, t.tax_inclusive, t.exemption_reason, t.period_start, t.period_end, t.amount,
            t.net AS item_net, t.tax AS item_tax
            """;

    String WITH_ITEMS =
            """
            LEFT JOIN billing.invoice_item t ON t.tenant_id = i.tenant_id AND t.invoice_id = i.id
            """;

    /** A row of {@code billing.invoice_tax}. */
    record TaxRow(
            UUID invoiceId,
            TaxCategory category,
            BigDecimal rate,
            String exemptionReason,
            BigDecimal net,
            BigDecimal tax) {}

    /** A row of {@code billing.invoice_conversion}. */
    record ConversionRow(
            UUID invoiceId,
            String currency,
            BigDecimal rate,
            LocalDate ratedOn,
            String source,
            BigDecimal net,
            BigDecimal tax,
            BigDecimal gross) {}

    /** The page with all its items in one statement, so that both are of the same moment. */
    @Select("SELECT " + COLUMNS
            + """
            FROM (
                SELECT *
                FROM billing.invoice
                WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
                AND (#{status}::text IS NULL OR status = #{status})
                AND (#{kind}::text IS NULL OR kind = #{kind})
                AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
                ORDER BY id DESC
                LIMIT #{page.fetch}
            ) i
            """
            + WITH_ITEMS + "ORDER BY i.id DESC, t.position")
    List<InvoiceRow> list(
            @Param("status") InvoiceStatus status,
            @Param("kind") InvoiceKind kind,
            @Param("customerId") UUID customerId,
            @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.invoice i " + WITH_ITEMS + "WHERE i.id = #{id} ORDER BY t.position")
    List<InvoiceRow> find(UUID id);

    /** Locks the invoice until the end of the transaction; null when there is none. */
    @Select("SELECT id FROM billing.invoice WHERE id = #{id} FOR UPDATE")
    UUID lock(UUID id);

    /** Whose account is to be locked before the invoice is; null when there is none. */
    @Select("SELECT customer_id FROM billing.invoice WHERE id = #{id}")
    UUID customerOf(UUID id);

    @Select("SELECT id FROM billing.invoice WHERE agreement_id = #{agreementId} AND agreement_period = #{period}")
    UUID ofAgreement(@Param("agreementId") UUID agreementId, @Param("period") int period);

    @Select(
            """
            SELECT invoice_id, role, name, tax_id, email, street, postal_code, city, country
            FROM billing.invoice_party
            WHERE invoice_id = ANY (#{invoiceIds, javaType = java.util.List})""")
    List<PartyRow> parties(@Param("invoiceIds") List<UUID> invoiceIds);

    @Select(
            """
            SELECT invoice_id, category, rate, exemption_reason, net, tax
            FROM billing.invoice_tax
            WHERE invoice_id = ANY (#{invoiceIds, javaType = java.util.List})
            ORDER BY invoice_id, rate, category""")
    List<TaxRow> taxes(@Param("invoiceIds") List<UUID> invoiceIds);

    @Select(
            """
            SELECT invoice_id, currency, rate, rated_on, source, net, tax, gross
            FROM billing.invoice_conversion
            WHERE invoice_id = ANY (#{invoiceIds, javaType = java.util.List})""")
    List<ConversionRow> conversions(@Param("invoiceIds") List<UUID> invoiceIds);

    @Insert(
            """
            INSERT INTO billing.invoice (
                tenant_id, id, kind, status, customer_id, currency, due_date, notes, net, tax, gross, test,
                credited_invoice_id, credit_reason, agreement_id, agreement_period, charge_id, sale_id,
                dunned_invoice_id, version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{id}, #{kind}, 'DRAFT', #{draft.customerId}, #{draft.currency.currencyCode},
                #{draft.dueDate}, #{draft.notes}, #{draft.totals.net.amount}, #{draft.totals.tax.amount},
                #{draft.totals.gross.amount}, #{test}, #{credited.invoiceId}, #{credited.reason},
                #{source.agreementId}, #{source.agreementPeriod}, #{source.chargeId}, #{source.saleId}, #{source.dunnedInvoiceId}, 1, #{now}, #{now})""")
    void insert(
            @Param("tenantId") UUID tenantId,
            @Param("id") UUID id,
            @Param("kind") InvoiceKind kind,
            @Param("draft") Draft draft,
            @Param("test") boolean test,
            @Param("credited") CreditedInvoice credited,
            @Param("source") InvoiceSource source,
            @Param("now") Instant now);

    /**
     * @param positions for a credit note, which lines these take back; else null
     * @param quantities how much of those lines, where that is not the quantity of these; else null
     */
    @Insert(
            """
            <script>
            INSERT INTO billing.invoice_item (
                tenant_id, invoice_id, position, product_id, description, quantity, unit, unit_price, discount_percent,
                tax_rate_id, tax_rate, tax_category, tax_inclusive, exemption_reason, period_start, period_end, amount,
                net, tax, credited_position, credited_quantity)
            VALUES
            <foreach collection="items" item="item" index="position" separator=",">
                (#{tenantId}, #{invoiceId}, #{position}, #{item.productId}, #{item.description}, #{item.quantity},
                 #{item.unit}, #{item.unitPrice.amount}, #{item.discountPercent}, #{item.taxRateId}, #{item.taxRate},
                 #{item.taxCategory}, #{item.taxInclusive}, #{item.exemptionReason}, #{item.periodStart},
                 #{item.periodEnd}, #{item.amount.amount}, #{item.net.amount}, #{item.tax.amount},
                 <choose><when test="positions == null">NULL</when>
                 <otherwise>#{positions[${position}]}</otherwise></choose>,
                 <choose><when test="quantities == null">NULL</when>
                 <otherwise>#{quantities[${position}]}</otherwise></choose>)
            </foreach>
            </script>""")
    void insertItems(
            @Param("tenantId") UUID tenantId,
            @Param("invoiceId") UUID invoiceId,
            @Param("items") List<InvoiceItem> items,
            @Param("positions") List<Integer> positions,
            @Param("quantities") List<BigDecimal> quantities);

    @Delete("DELETE FROM billing.invoice_item WHERE invoice_id = #{invoiceId}")
    void deleteItems(UUID invoiceId);

    @Update(
            """
            UPDATE billing.invoice
            SET customer_id = #{draft.customerId}, currency = #{draft.currency.currencyCode},
                due_date = #{draft.dueDate}, notes = #{draft.notes}, net = #{draft.totals.net.amount},
                tax = #{draft.totals.tax.amount}, gross = #{draft.totals.gross.amount},
                version = version + 1, updated_at = #{now}
            WHERE id = #{id}""")
    void updateDraft(@Param("id") UUID id, @Param("draft") Draft draft, @Param("now") Instant now);

    @Delete("DELETE FROM billing.invoice WHERE id = #{id}")
    void delete(UUID id);

    @Insert(
            """
            <script>
            INSERT INTO billing.invoice_party (
                tenant_id, invoice_id, role, name, tax_id, email, street, postal_code, city, country)
            VALUES
            <foreach collection="parties" item="party" separator=",">
                (#{tenantId}, #{party.invoiceId}, #{party.role}, #{party.name}, #{party.taxId}, #{party.email},
                 #{party.street}, #{party.postalCode}, #{party.city}, #{party.country})
            </foreach>
            </script>""")
    void insertParties(@Param("tenantId") UUID tenantId, @Param("parties") List<PartyRow> parties);

    @Insert(
            """
            <script>
            INSERT INTO billing.invoice_tax (tenant_id, invoice_id, category, rate, exemption_reason, net, tax)
            VALUES
            <foreach collection="taxes" item="tax" separator=",">
                (#{tenantId}, #{invoiceId}, #{tax.category}, #{tax.rate}, #{tax.exemptionReason}, #{tax.net.amount},
                 #{tax.tax.amount})
            </foreach>
            </script>""")
    void insertTaxes(
            @Param("tenantId") UUID tenantId,
            @Param("invoiceId") UUID invoiceId,
            @Param("taxes") List<InvoiceTotals.Tax> taxes);

    @Insert(
            """
            INSERT INTO billing.invoice_conversion (
                tenant_id, invoice_id, currency, rate, rated_on, source, net, tax, gross)
            VALUES (
                #{tenantId}, #{invoiceId}, #{conversion.net.currency.currencyCode}, #{conversion.rate},
                #{conversion.ratedOn}, #{conversion.source}, #{conversion.net.amount}, #{conversion.tax.amount},
                #{conversion.gross.amount})""")
    void insertConversion(
            @Param("tenantId") UUID tenantId,
            @Param("invoiceId") UUID invoiceId,
            @Param("conversion") Conversion conversion);

    /** One over nothing is paid at once; the ledger makes every other change of what is paid. */
    @Update(
            """
            UPDATE billing.invoice
            SET number = #{number}, issue_date = #{issueDate}, due_date = #{dueDate}, test = #{test},
                status = CASE WHEN gross = 0 THEN 'PAID' ELSE 'ISSUED' END,
                paid_at = CASE WHEN gross = 0 THEN #{now} END, version = version + 1, updated_at = #{now}
            WHERE id = #{id}""")
    void issue(
            @Param("id") UUID id,
            @Param("number") String number,
            @Param("issueDate") LocalDate issueDate,
            @Param("dueDate") LocalDate dueDate,
            @Param("test") boolean test,
            @Param("now") Instant now);

    /** Has a charge wait for another invoice. */
    @Update("UPDATE billing.charge SET status = 'WAITING' WHERE id = #{chargeId}")
    void invoiceAnew(UUID chargeId);

    /** Has a sale wait for another invoice; returns 0 when it was cancelled. */
    @Update("UPDATE billing.sale SET status = 'WAITING' WHERE id = #{saleId} AND status = 'INVOICED'")
    int invoiceSaleAnew(UUID saleId);

    @Update(
            """
            UPDATE billing.invoice
            SET status = 'VOID', voided_at = #{now}, void_reason = #{reason}, version = version + 1, updated_at = #{now}
            WHERE id = #{id}""")
    void declareVoid(@Param("id") UUID id, @Param("reason") String reason, @Param("now") Instant now);
}
