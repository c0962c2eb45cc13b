package org.stoa.api.sale;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A client of the tenant owes it something: published by whoever sold it, as {@code sale.SaleMade}. Whoever invoices it
 * does so once for each {@code saleId}, and answers with {@link SaleInvoiced}. When nobody invoices for the tenant,
 * nothing follows.
 *
 * @param saleId the same at every delivery
 * @param clientUserId user who owes; null for somebody who is none
 * @param clientName for the invoice
 * @param clientEmail where the invoice goes; may be null
 * @param reference what the client knows it by, such as the number of a booking; may be null
 * @param soldOn the day of the service, where the tenant is
 * @param lines at least one, all in one currency
 */
public record SaleMade(
        UUID saleId,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        String reference,
        LocalDate soldOn,
        List<SaleLine> lines) {

    public SaleMade {
        lines = List.copyOf(lines);
    }
}
