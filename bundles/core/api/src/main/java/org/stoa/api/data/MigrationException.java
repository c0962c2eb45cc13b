package org.stoa.api.data;

/** A bundle's schema could not be brought up to date, or breaks a rule of the platform. */
public final class MigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MigrationException(String message) {
        super(message);
    }

    public MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
