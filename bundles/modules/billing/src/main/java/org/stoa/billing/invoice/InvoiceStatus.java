package org.stoa.billing.invoice;

/** Where an invoice stands: DRAFT, then ISSUED, then PAID or VOID. Only drafts can be changed or deleted. */
public enum InvoiceStatus {
    DRAFT,
    ISSUED,
    PAID,
    VOID
}
