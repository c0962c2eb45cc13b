package org.stoa.api.sale;

import java.util.UUID;

/**
 * A sale stands on an invoice: published by whoever invoices, as {@code sale.SaleInvoiced}. From now on its payment is
 * known there.
 *
 * @param saleId that of {@link SaleMade}
 * @param number of the invoice, as the client sees it
 */
public record SaleInvoiced(UUID saleId, UUID invoiceId, String number) {}
