package org.stoa.api.sale;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A client of the tenant owes it something: published by whoever sold it, as {@code sale.SaleMade}. Whoever invoices it
 * does so once for each {@code saleId}, and answers with {@link SaleInvoiced}. When nobody invoices for the tenant,
 * nothing follows. What cannot be invoiced throws {@link IllegalArgumentException}.
 *
 * @param saleId the same at every delivery
 * @param clientUserId user who owes; null for somebody who is none
 * @param clientName for the invoice, of up to 200 characters; null for the e-mail address
 * @param clientEmail where the invoice goes; may be null
 * @param reference what the client knows it by, such as the number of a booking, of up to 200 characters; may be null
 * @param soldOn the day of the service, where the tenant is
 * @param lines 1 to 200, all in one currency, that do not add up to less than nothing
 */
public record SaleMade(
        UUID saleId,
        UUID clientUserId,
        String clientName,
        String clientEmail,
        String reference,
        LocalDate soldOn,
        List<SaleLine> lines) {

    private static final int MAX_LINES = 200;
    private static final int MAX_TEXT = 200;

    public SaleMade {
        if (saleId == null || soldOn == null) {
            throw new IllegalArgumentException("saleId and soldOn must be given");
        }
        if (lines == null || lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("lines must be 1 to " + MAX_LINES);
        }
        lines = List.copyOf(lines);
        if (lines.stream().map(line -> line.unitPrice().currency()).distinct().count() > 1) {
            throw new IllegalArgumentException("lines must all be in one currency");
        }
        BigDecimal sum = lines.stream()
                .map(line -> line.unitPrice().amount().multiply(line.quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.signum() < 0) {
            throw new IllegalArgumentException("lines must not add up to less than nothing");
        }
        requireShort("clientName", clientName);
        requireShort("reference", reference);
    }

    private static void requireShort(String field, String value) {
        if (value != null && value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(field + " must have up to " + MAX_TEXT + " characters");
        }
    }
}
