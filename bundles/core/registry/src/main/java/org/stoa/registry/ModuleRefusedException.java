package org.stoa.registry;

/** A module cannot be taken in; the message says why. */
public final class ModuleRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModuleRefusedException(String message) {
        super(message);
    }
}
