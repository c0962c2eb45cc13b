package org.stoa.billing.provider;

import org.stoa.api.value.Money;

/**
 * A payment as a provider sees it.
 *
 * @param reference what the provider calls it
 * @param received what came in, or null as long as nothing did
 * @param failure why the last try did not work, or null
 * @param clientSecret with which the payer's browser may pay; kept nowhere; or null
 */
public record ProviderPayment(String reference, Status status, Money received, String failure, String clientSecret) {

    /** How far it is. */
    public enum Status {
        /** It waits for the payer or for a bank. */
        PENDING,
        SUCCEEDED,
        CANCELED
    }
}
