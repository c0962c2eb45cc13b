package org.stoa.metadata.validation;

/** Checking data took more than it may. */
final class LimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitException(String message) {
        super(message, null, false, false);
    }
}
