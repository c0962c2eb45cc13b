package org.stoa.metadata.pattern;

/** A regular expression that cannot be used; the message says where and why. */
public final class PatternException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PatternException(String message) {
        super(message, null, false, false);
    }
}
