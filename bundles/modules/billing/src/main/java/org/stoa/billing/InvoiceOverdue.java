package org.stoa.billing;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code billing.InvoiceOverdue}: the day on which it was due is over. */
public record InvoiceOverdue(UUID invoiceId, String number, UUID customerId, LocalDate dueDate, Money balance) {}
