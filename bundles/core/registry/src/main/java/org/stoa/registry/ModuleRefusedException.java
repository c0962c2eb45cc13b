package org.stoa.registry;

/** A module cannot be taken in; the message says why. */
final class ModuleRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModuleRefusedException(String message) {
        super(message);
    }
}
