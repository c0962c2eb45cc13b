package org.stoa.api.sale;

import java.util.UUID;

/**
 * A sale is not owed any more: published by whoever sold it, as {@code sale.SaleCancelled}. What is not invoiced yet never
 * is, also when the sale comes only after this; an invoice is taken back by a credit note. What is still owed for the
 * cancellation is a sale of its own.
 *
 * @param saleId that of {@link SaleMade}
 * @param reason for the client, in the client's language; may be null
 */
public record SaleCancelled(UUID saleId, String reason) {}
