package org.stoa.data.postgresql;

/** The database cannot be used as it is set up; the message says what to do about it. */
public final class DatabaseStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseStartException(String message) {
        super(message);
    }

    public DatabaseStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
