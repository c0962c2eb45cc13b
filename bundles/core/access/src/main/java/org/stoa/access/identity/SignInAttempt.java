package org.stoa.access.identity;

/**
 * An attempt to prove who one is, counted as failed until the contrary is said. Must be closed: the next one with the
 * same e-mail address from the same network address waits for that.
 */
public final class SignInAttempt implements AutoCloseable {

    private final byte[] pair;
    private final byte[] email;
    private final byte[] address;
    private final Lanes.Lane lane;

    SignInAttempt(byte[] pair, byte[] email, byte[] address, Lanes.Lane lane) {
        this.pair = pair;
        this.email = email;
        this.address = address;
        this.lane = lane;
    }

    byte[] pair() {
        return pair;
    }

    /** Null when the person signed in from this network address before: then it does not count for the e-mail address. */
    byte[] email() {
        return email;
    }

    byte[] address() {
        return address;
    }

    @Override
    public void close() {
        lane.close();
    }
}
