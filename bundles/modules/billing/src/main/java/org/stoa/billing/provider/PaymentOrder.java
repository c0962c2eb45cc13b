package org.stoa.billing.provider;

import java.util.UUID;
import org.stoa.api.value.Money;

/**
 * A payment to ask for.
 *
 * @param attempt id of what was recorded before
 * @param number which attempt for the invoice, from 1
 * @param paymentMethod what the provider calls something of the payer's to charge at once, or null: the payer pays by itself
 * @param payer what the provider calls the customer who has left that with it, or null
 */
public record PaymentOrder(
        UUID attempt,
        UUID invoice,
        int number,
        String invoiceNumber,
        Money amount,
        String paymentMethod,
        String payer) {

    /** The same for the same invoice and attempt, whoever asks and however often. */
    public String key() {
        return "stoa-" + invoice + "-" + number;
    }
}
