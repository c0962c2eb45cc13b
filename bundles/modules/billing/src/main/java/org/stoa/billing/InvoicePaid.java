package org.stoa.billing;

import java.time.Instant;
import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code billing.InvoicePaid}. */
public record InvoicePaid(UUID invoiceId, String number, UUID customerId, Money gross, Instant paidAt) {}
