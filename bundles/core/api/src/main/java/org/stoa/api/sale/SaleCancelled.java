package org.stoa.api.sale;

import java.util.UUID;

/**
 * A sale is not owed any more: published by whoever sold it, as {@code sale.SaleCancelled}. Its invoice is taken back:
 * deleted while it is a draft, otherwise by a credit note. What is still owed for the cancellation is a sale of its own.
 *
 * @param saleId that of {@link SaleMade}
 * @param reason for the client, in the client's language
 */
public record SaleCancelled(UUID saleId, String reason) {}
