package org.stoa.billing.invoice;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a client may set of a draft.
 *
 * @param currency ISO 4217 code; null for the customer's
 * @param dueDate null for what the payment terms of the customer say
 * @param items null for none yet
 */
public record InvoiceFields(
        @NotNull UUID customerId,
        @Size(min = 3, max = 3) String currency,
        LocalDate dueDate,
        @Size(max = 2000) String notes,
        @Size(max = MAX_ITEMS) List<@NotNull @Valid ItemFields> items) {
    public static final int MAX_ITEMS = 200;
}
