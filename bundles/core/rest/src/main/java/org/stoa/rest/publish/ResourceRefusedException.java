package org.stoa.rest.publish;

/** A resource breaks a rule of the platform and is not published; the message names class, method and rule. */
public final class ResourceRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ResourceRefusedException(String message) {
        super(message);
    }
}
