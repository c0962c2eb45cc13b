package org.stoa.access.mail;

/** A mail could not be handed over. */
public final class MailException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MailException(String message, Throwable cause) {
        super(message, cause);
    }
}
