package org.stoa.billing;

import java.time.LocalDate;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code billing.CreditNoteIssued}. */
public record CreditNoteIssued(
        UUID creditNoteId, String number, UUID invoiceId, UUID customerId, LocalDate issueDate, Money gross) {}
