package org.stoa.billing;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code billing.InvoiceIssued}. */
public record InvoiceIssued(
        UUID invoiceId, String number, UUID customerId, LocalDate issueDate, LocalDate dueDate, Money gross) {}
