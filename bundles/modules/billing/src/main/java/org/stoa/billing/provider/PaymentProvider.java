package org.stoa.billing.provider;

import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who moves money for a tenant. No method is called within a transaction; each may take as long as a network does.
 */
public interface PaymentProvider {

    /** Name in paths and in the ledger, such as {@code stripe}. */
    String id();

    /** Whether a tenant has to state credentials first. */
    boolean needsCredentials();

    /** Whether payments with these credentials are real ones: not with a key for tests, and not when nobody is charged. */
    boolean takesMoney(Credentials credentials);

    /**
     * Asks for a payment. The same order again is the same payment, as long as the provider remembers its key.
     *
     * @throws ProviderException DECLINED when the provider says that this payment has failed
     */
    ProviderPayment create(Credentials credentials, PaymentOrder order);

    /**
     * The payment that came of an order, if any did.
     *
     * @throws ProviderException UNKNOWN when that cannot be found out now
     */
    Optional<ProviderPayment> find(Credentials credentials, PaymentOrder order);

    /**
     * What became of a payment that the provider has named.
     *
     * @throws ProviderException UNKNOWN when that cannot be found out now
     */
    ProviderPayment status(Credentials credentials, String reference);

    /** Whether it can keep something of a payer's to be charged later; the next three methods are for those that can. */
    default boolean savesMethods() {
        return false;
    }

    /**
     * Makes a customer known to the provider.
     *
     * @param email null when nobody knows
     * @return what the provider calls it
     */
    default String createPayer(Credentials credentials, UUID customer, String name, String email) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins to save something of a payer's.
     *
     * @param payer what the provider calls the customer
     * @param setup the same again is the same one, as long as the provider remembers its key
     */
    default MethodSetup beginSetup(Credentials credentials, String payer, UUID setup) {
        throw new UnsupportedOperationException();
    }

    /**
     * What became of it.
     *
     * @throws ProviderException UNKNOWN when that cannot be found out now
     */
    default MethodSetup setup(Credentials credentials, String reference) {
        throw new UnsupportedOperationException();
    }

    /** Ends a payment that nothing was paid of. */
    ProviderPayment cancel(Credentials credentials, String reference);

    /** Gives money back. The same order again is the same refund, as long as the provider remembers its key. */
    ProviderRefund refund(Credentials credentials, RefundOrder order);

    /**
     * The refund that came of an order, if any did; also after its key is forgotten.
     *
     * @throws ProviderException UNKNOWN when that cannot be told
     */
    Optional<ProviderRefund> findRefund(Credentials credentials, RefundOrder order);

    /**
     * Reads what a provider reports.
     *
     * @param body as it was sent, byte by byte
     * @param signature of the body
     * @throws org.stoa.api.rest.ProblemException 400 {@code webhook-not-signed} when nobody vouches for it
     */
    ProviderEvent parse(Credentials credentials, String body, String signature);
}
