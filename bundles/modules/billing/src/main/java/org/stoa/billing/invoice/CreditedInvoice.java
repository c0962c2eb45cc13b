package org.stoa.billing.invoice;

import java.util.UUID;

/** What a credit note takes back, and why. */
public record CreditedInvoice(UUID invoiceId, String reason) {}
