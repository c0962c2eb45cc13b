package org.stoa.billing.ledger;

/** What a booking is of. What raises what a customer owes is booked as more than nothing, what lowers it as less. */
public enum EntryKind {
    INVOICE,
    CREDIT_NOTE,
    VOID,
    PAYMENT,
    REFUND,
    REVERSAL
}
