package org.stoa.billing;

import java.util.UUID;
import org.stoa.api.value.Money;

/** Domain event {@code billing.InvoiceVoided}. */
public record InvoiceVoided(UUID invoiceId, String number, UUID customerId, Money gross, String reason) {}
