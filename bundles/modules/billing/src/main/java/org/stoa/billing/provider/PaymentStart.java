package org.stoa.billing.provider;

import org.stoa.api.audit.Sensitive;
import org.stoa.billing.document.BankAccount;

/**
 * What the payer needs to pay.
 *
 * @param clientSecret for the provider's library in the payer's browser, or null
 * @param transfer for a bank transfer, or null
 */
public record PaymentStart(PaymentAttempt attempt, @Sensitive String clientSecret, Transfer transfer) {

    /**
     * How to pay by bank transfer.
     *
     * @param account null as long as the letterhead states none
     * @param reference what to name
     */
    public record Transfer(BankAccount account, String reference) {}
}
