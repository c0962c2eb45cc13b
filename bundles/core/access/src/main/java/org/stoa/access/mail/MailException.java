package org.stoa.access.mail;

/** A mail could not be handed over. */
public final class MailException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean hopeless;

    public MailException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** @param hopeless whether it will never be taken */
    public MailException(String message, Throwable cause, boolean hopeless) {
        super(message, cause);
        this.hopeless = hopeless;
    }

    /** Whether trying again later does not help. */
    public boolean isHopeless() {
        return hopeless;
    }
}
