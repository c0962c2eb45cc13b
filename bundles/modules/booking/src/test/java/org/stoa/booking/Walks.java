package org.stoa.booking;

/** How many random cases are tried: some hundred, or as many as {@code -Dstoa.walks} says. */
public final class Walks {
    private static final int USUAL = 200;

    private Walks() {}

    public static int count() {
        return Integer.getInteger("stoa.walks", USUAL);
    }
}
