package org.stoa.data.postgresql;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords for roles: nobody types them. */
public final class RandomPassword {

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomPassword() {}

    /** 192 random bits in URL-safe characters. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
