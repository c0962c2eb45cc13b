package org.stoa.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets that are handed out once and kept as a digest only. */
public final class Secrets {

    /** Length of a token in characters: 256 bits in base64url without padding. */
    public static final int TOKEN_LENGTH = 43;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** A new token of 256 random bits, in base64url without padding. */
    public static String newToken() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32));
    }

    /** As many random bytes as asked for. */
    public static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** A random number from 0 to {@code bound} - 1. */
    public static int randomInt(int bound) {
        return RANDOM.nextInt(bound);
    }

    /**
     * The SHA-256 digest under which a secret is stored. Enough for secrets of 80 random bits or more; passwords need
     * {@link org.stoa.access.identity.Passwords}.
     */
    public static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether {@code secret} has this digest; takes the same time for every wrong one. */
    public static boolean matches(String secret, byte[] digest) {
        return MessageDigest.isEqual(digest(secret), digest);
    }
}
