package org.stoa.billing.provider;

import org.stoa.api.value.Money;

/**
 * A refund as a provider sees it.
 *
 * @param reference what the provider calls it
 */
public record ProviderRefund(String reference, Status status, Money amount) {

    /** How far it is. */
    public enum Status {
        PENDING,
        SUCCEEDED,
        FAILED
    }
}
