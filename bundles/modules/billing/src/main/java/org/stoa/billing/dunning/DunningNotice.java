package org.stoa.billing.dunning;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * That an invoice has reached a step.
 *
 * @param level 0 when it is overdue, then the levels from 1
 * @param balance what was open then
 * @param fee what the reminder costs
 * @param interest on the balance since it was due, whether it was invoiced before or not
 * @param feeInvoiceId the invoice over fee and interest, or null: then they are stated only
 * @param text of the reminder; null for level 0
 */
public record DunningNotice(
        UUID id,
        UUID invoiceId,
        UUID customerId,
        int level,
        LocalDate reachedOn,
        Money balance,
        Money fee,
        Money interest,
        UUID feeInvoiceId,
        String text) {

    DunningNotice invoicedBy(UUID invoice) {
        return new DunningNotice(id, invoiceId, customerId, level, reachedOn, balance, fee, interest, invoice, text);
    }
}
