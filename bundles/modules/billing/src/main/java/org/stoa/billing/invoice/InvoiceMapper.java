package org.stoa.billing.invoice;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.stoa.api.data.PageRequest;

interface InvoiceMapper {
    String COLUMNS =
            """
            i.id, i.number, i.status, i.customer_id, i.currency, i.issue_date, i.due_date, i.notes,
            i.net, i.tax, i.gross, i.paid_at, i.payment_reference, i.voided_at, i.void_reason,
            i.version, i.created_at, i.updated_at,
            t.position, t.description, t.quantity, t.unit_price, t.tax_rate, t.net AS item_net
            """;

    String WITH_ITEMS =
            """
            LEFT JOIN billing.invoice_item t ON t.tenant_id = i.tenant_id AND t.invoice_id = i.id
            """;

    /** The page with all its items in one statement, so that both are of the same moment. */
    @Select("SELECT " + COLUMNS
            + """
            FROM (
                SELECT *
                FROM billing.invoice
                WHERE (#{page.after}::uuid IS NULL OR id < #{page.after})
                AND (#{status}::text IS NULL OR status = #{status})
                AND (#{customerId}::uuid IS NULL OR customer_id = #{customerId})
                ORDER BY id DESC
                LIMIT #{page.fetch}
            ) i
            """
            + WITH_ITEMS + "ORDER BY i.id DESC, t.position")
    List<InvoiceRow> list(
            @Param("status") InvoiceStatus status,
            @Param("customerId") UUID customerId,
            @Param("page") PageRequest page);

    @Select("SELECT " + COLUMNS + "FROM billing.invoice i " + WITH_ITEMS + "WHERE i.id = #{id} ORDER BY t.position")
    List<InvoiceRow> find(UUID id);

    /** Locks the invoice until the end of the transaction; null when there is none. */
    @Select("SELECT id FROM billing.invoice WHERE id = #{id} FOR UPDATE")
    UUID lock(UUID id);

    @Select(
            """
            SELECT invoice_id, role, name, tax_id, email, street, postal_code, city, country
            FROM billing.invoice_party
            WHERE invoice_id = ANY (#{invoiceIds, javaType = java.util.List})""")
    List<PartyRow> parties(@Param("invoiceIds") List<UUID> invoiceIds);

    @Insert(
            """
            INSERT INTO billing.invoice (
                tenant_id, id, status, customer_id, currency, due_date, notes, net, tax, gross,
                version, created_at, updated_at)
            VALUES (
                #{tenantId}, #{invoice.id}, #{invoice.status}, #{invoice.customerId}, #{invoice.currency},
                #{invoice.dueDate}, #{invoice.notes}, #{invoice.totals.net.amount}, #{invoice.totals.tax.amount},
                #{invoice.totals.gross.amount}, #{invoice.version}, #{invoice.createdAt}, #{invoice.updatedAt})""")
    void insert(UUID tenantId, Invoice invoice);

    @Insert(
            """
            <script>
            INSERT INTO billing.invoice_item (
                tenant_id, invoice_id, position, description, quantity, unit_price, tax_rate, net)
            VALUES
            <foreach collection="items" item="item" index="position" separator=",">
                (#{tenantId}, #{invoiceId}, #{position}, #{item.description}, #{item.quantity},
                 #{item.unitPrice.amount}, #{item.taxRate}, #{item.net.amount})
            </foreach>
            </script>""")
    void insertItems(UUID tenantId, UUID invoiceId, List<InvoiceItem> items);

    @Delete("DELETE FROM billing.invoice_item WHERE invoice_id = #{invoiceId}")
    void deleteItems(UUID invoiceId);

    @Update(
            """
            UPDATE billing.invoice
            SET customer_id = #{customerId}, currency = #{currency}, due_date = #{dueDate}, notes = #{notes},
                net = #{totals.net.amount}, tax = #{totals.tax.amount}, gross = #{totals.gross.amount},
                version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id}""")
    void updateDraft(Invoice invoice);

    @Delete("DELETE FROM billing.invoice WHERE id = #{id}")
    void delete(UUID id);

    /** The next number of the year; others wait for theirs until the end of the transaction. */
    @Select(
            value =
                    """
                    INSERT INTO billing.invoice_counter AS counter (tenant_id, year, last_number)
                    VALUES (#{tenantId}, #{year}, 1)
                    ON CONFLICT (tenant_id, year) DO UPDATE SET last_number = counter.last_number + 1
                    RETURNING last_number""",
            affectData = true)
    int nextNumber(UUID tenantId, int year);

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
    void insertParties(UUID tenantId, List<PartyRow> parties);

    @Update(
            """
            UPDATE billing.invoice
            SET number = #{number}, status = #{status}, issue_date = #{issueDate}, due_date = #{dueDate},
                paid_at = #{payment.paidAt}, payment_reference = #{payment.reference},
                voided_at = #{voiding.voidedAt}, void_reason = #{voiding.reason},
                version = #{version}, updated_at = #{updatedAt}
            WHERE id = #{id}""")
    void updateStatus(Invoice invoice);
}
