package org.stoa.subscription.rules;

/** What was to be done would not be known to be right. */
public final class DoubtException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Doubt doubt;

    /** @param detail for an operator */
    public DoubtException(Doubt doubt, String detail) {
        super(detail, null, false, false);
        this.doubt = doubt;
    }

    public Doubt doubt() {
        return doubt;
    }
}
