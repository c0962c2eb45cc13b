package org.stoa.billing.provider;

/** A provider did not do what it was asked for, as far as that is known. */
public final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of the outcome. */
    public enum Outcome {
        /** It was understood and refused: asking again changes nothing. */
        REFUSED,
        /** It was not done, and may be later. */
        NOT_NOW,
        /** It may have been done or not. */
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
