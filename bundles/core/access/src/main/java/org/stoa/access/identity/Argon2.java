package org.stoa.access.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.stoa.access.Secrets;

/**
 * Argon2id version 1.3 (RFC 9106) with its results as PHC strings: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
record Argon2(int memory, int iterations, int parallelism) {

    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),"
            + "p=([1-9][0-9]?)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    /** The PHC string of a password. */
    String hash(String password, byte[] salt) {
        return phc(salt, derive(password.getBytes(StandardCharsets.UTF_8), salt, HASH_BYTES, null, null));
    }

    /** The PHC string of no password that anybody knows, which takes as long to compare with as any other. */
    String decoy(byte[] salt) {
        return phc(salt, Secrets.randomBytes(HASH_BYTES));
    }

    private String phc(byte[] salt, byte[] hash) {
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + iterations + ",p=" + parallelism + "$"
                + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }

    /**
     * Whether {@code phc} is the hash of {@code password}, with the parameters that {@code phc} names.
     *
     * @throws IllegalArgumentException when {@code phc} is not an Argon2id PHC string
     */
    static boolean matches(String password, String phc) {
        Matcher matcher = matcher(phc);
        byte[] salt = Base64.getDecoder().decode(matcher.group(4));
        byte[] expected = Base64.getDecoder().decode(matcher.group(5));
        byte[] actual = parameters(matcher)
                .derive(password.getBytes(StandardCharsets.UTF_8), salt, expected.length, null, null);
        return MessageDigest.isEqual(expected, actual);
    }

    /** Whether {@code phc} was made with these parameters. */
    boolean made(String phc) {
        return equals(parameters(matcher(phc)));
    }

    byte[] derive(byte[] password, byte[] salt, int length, byte[] secret, byte[] additional) {
        Argon2Parameters.Builder builder = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt);
        if (secret != null) {
            builder.withSecret(secret);
        }
        if (additional != null) {
            builder.withAdditional(additional);
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(builder.build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    private static Matcher matcher(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an Argon2id PHC string");
        }
        return matcher;
    }

    private static Argon2 parameters(Matcher matcher) {
        return new Argon2(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
