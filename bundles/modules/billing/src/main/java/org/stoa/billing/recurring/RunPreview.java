package org.stoa.billing.recurring;

import java.time.LocalDate;
import java.util.List;
import org.stoa.billing.invoice.Draft;
import org.stoa.billing.invoice.InvoiceItem;
import org.stoa.billing.invoice.InvoiceTotals;

/**
 * What an agreement will be invoiced for, with what was used so far.
 *
 * @param number of the run, from 0
 * @param billOn the day
 * @param items none when there will be no invoice
 */
public record RunPreview(int number, LocalDate billOn, String currency, List<InvoiceItem> items, InvoiceTotals totals) {

    static RunPreview of(Schedule.Run run, Draft draft) {
        return new RunPreview(
                run.number(), run.billOn(), draft.currency().getCurrencyCode(), draft.items(), draft.totals());
    }
}
