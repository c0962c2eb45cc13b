package org.stoa.billing;

/** How many random walks are made: some thousands, or as many as {@code -Dstoa.walks} says. */
public final class Walks {
    private static final int USUAL = 3000;

    private Walks() {}

    public static int count() {
        return Integer.getInteger("stoa.walks", USUAL);
    }

    /** For walks over a real database, of which each is worth many. */
    public static int countOnDatabase() {
        return Math.max(1, count() / 100);
    }
}
