package org.stoa.billing.provider;

/**
 * What became of a payer's leaving something that can be charged later, as a provider sees it.
 *
 * @param reference what the provider calls this
 * @param method what it calls what can be charged; null until it has succeeded
 * @param label for people, such as {@code visa 4242, 12/2030}, or null
 * @param failure why the last try did not work, or null
 * @param clientSecret with which the payer's browser goes on; kept nowhere; or null
 */
public record MethodSetup(
        String reference, Status status, String method, String label, String failure, String clientSecret) {

    /** How far it is. */
    public enum Status {
        /** It waits for the payer. */
        PENDING,
        SUCCEEDED,
        CANCELED
    }
}
