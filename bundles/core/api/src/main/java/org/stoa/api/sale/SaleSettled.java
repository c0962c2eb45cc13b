package org.stoa.api.sale;

import java.util.UUID;

/**
 * The invoice of a sale is paid in full, or what is left of it was waived; or no longer is because what was paid has gone
 * back: published by whoever invoices, as {@code sale.SaleSettled}. Nothing is said any more of a sale that was cancelled.
 *
 * @param saleId that of {@link SaleMade}
 * @param settled false when it is open again
 */
public record SaleSettled(UUID saleId, boolean settled) {}
