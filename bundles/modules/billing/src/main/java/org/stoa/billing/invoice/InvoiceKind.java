package org.stoa.billing.invoice;

/** What a document is: a claim, or what takes a claim back. */
public enum InvoiceKind {
    INVOICE,
    CREDIT_NOTE
}
