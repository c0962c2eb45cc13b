package org.stoa.metadata.field;

/** Somebody else has gone on with the work, as it took too long here. */
final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(Alignment alignment) {
        super("somebody else goes on with " + alignment.id());
    }
}
