package org.stoa.billing.parking;

/** Why the state of an account is doubtful. */
public enum ParkingReason {
    /** Money for an invoice that there is not. */
    PAYMENT_FOR_UNKNOWN_INVOICE,
    /** Money for an invoice that is void, or not issued yet. */
    PAYMENT_FOR_INVOICE_NOT_OPEN,
    /** Money in another currency than that of the invoice. */
    CURRENCY_MISMATCH,
    /** The same event of a provider, with another amount than before. */
    PAYMENT_REPORTED_DIFFERENTLY,
    /** Money paid back of a payment that there is not. */
    REFUND_OF_UNKNOWN_PAYMENT,
    /** More paid back than was paid. */
    REFUND_EXCEEDS_PAYMENT,
    /** A charge of the platform whose lines do not add up to its total. */
    CHARGE_DOES_NOT_ADD_UP,
    /** The invoice of a charge of the platform was declared void; the charge is invoiced anew once it is released. */
    CHARGE_VOIDED,
    /** Money was taken back that had settled a charge of the platform: its subscription goes on as if it were paid. */
    CHARGE_OPEN_AGAIN,
    /** The invoice of a sale was declared void; the sale is invoiced anew once it is released. */
    SALE_VOIDED,
    /** Whatever else somebody cannot vouch for. */
    OTHER
}
