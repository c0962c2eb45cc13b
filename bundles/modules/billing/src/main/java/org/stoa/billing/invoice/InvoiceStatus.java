package org.stoa.billing.invoice;

/**
 * Where a document stands. Only drafts can be changed or deleted. An issued invoice is ISSUED while nothing of it is paid,
 * PARTIALLY_PAID, then PAID, or CREDITED when credit notes alone have settled it; a refund or a reversal leads back. VOID is
 * what was issued by mistake and never paid. Credit notes are ISSUED and stay so.
 */
public enum InvoiceStatus {
    DRAFT,
    ISSUED,
    PARTIALLY_PAID,
    PAID,
    CREDITED,
    VOID;

    /** Whether a payment would be welcome. */
    public boolean isOpen() {
        return this == ISSUED || this == PARTIALLY_PAID;
    }
}
