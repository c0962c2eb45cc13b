package org.stoa.launcher;

/** The platform cannot start as it is set up. The message is one line for the operator and says what to do. */
final class StartRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    StartRefusedException(String message) {
        super(message);
    }
}
