package org.stoa.billing.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Select;
import org.stoa.billing.tax.TaxCategory;

/** What was credited of an invoice. */
interface CreditMapper {
    /** Of one line. */
    record LineRow(int position, BigDecimal quantity, BigDecimal amount, BigDecimal net, BigDecimal tax) {}

    /** Of one tax rate. */
    record TaxRow(TaxCategory category, BigDecimal rate, BigDecimal tax) {}

    @Select(
            """
            SELECT t.credited_position AS position, sum(coalesce(t.credited_quantity, t.quantity)) AS quantity,
                sum(t.amount) AS amount, sum(t.net) AS net, coalesce(sum(t.tax), 0) AS tax
            FROM billing.invoice n
            JOIN billing.invoice_item t ON t.tenant_id = n.tenant_id AND t.invoice_id = n.id
            WHERE n.credited_invoice_id = #{invoiceId}
            GROUP BY t.credited_position""")
    List<LineRow> lines(UUID invoiceId);

    @Select(
            """
            SELECT t.category, t.rate, sum(t.tax) AS tax
            FROM billing.invoice n
            JOIN billing.invoice_tax t ON t.tenant_id = n.tenant_id AND t.invoice_id = n.id
            WHERE n.credited_invoice_id = #{invoiceId}
            GROUP BY t.category, t.rate""")
    List<TaxRow> taxes(UUID invoiceId);
}
