package org.stoa.billing.provider;

/** A provider did not do what it was asked for, as far as that is known. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the outcome. */
    public enum Outcome {
        /** The provider says that this payment or refund has failed: asking again changes nothing. */
        DECLINED,
        /**
         * The provider could not be asked, or did not answer: because of the network, of itself, or of the credentials. What
         * was asked for, now or before, may have been done or not.
         */
        UNKNOWN
    }

    private final Outcome outcome;

    /** @param message for the tenant: without credentials */
    public ProviderException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }
}
