package org.stoa.access.apikey;

import java.math.BigInteger;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stoa.access.Secrets;
import org.stoa.api.audit.Sensitive;

/**
 * An API key as its owner has it: {@code stoa_<id>_<secret>}, the id in 22 characters of base 62, the secret 43 random
 * ones (256 bits). The beginning makes it easy to find where it should not be, such as in source code.
 */
public record ApiKeyText(UUID id, @Sensitive String secret) {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int ID_LENGTH = 22;
    private static final int SECRET_LENGTH = 43;
    private static final Pattern FORM = Pattern.compile("stoa_([0-9A-Za-z]{22})_([0-9A-Za-z]{43})");

    /** A key with a new secret. */
    static ApiKeyText generate(UUID id) {
        StringBuilder secret = new StringBuilder(SECRET_LENGTH);
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret.append(DIGITS.charAt(Secrets.randomInt(DIGITS.length())));
        }
        return new ApiKeyText(id, secret.toString());
    }

    /** Reads a key; empty when the text is none. */
    public static Optional<ApiKeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        for (char digit : matcher.group(1).toCharArray()) {
            number = number.multiply(BASE).add(BigInteger.valueOf(DIGITS.indexOf(digit)));
        }
        if (number.bitLength() > 128) {
            return Optional.empty();
        }
        UUID id = new UUID(number.shiftRight(64).longValue(), number.longValue());
        return Optional.of(new ApiKeyText(id, matcher.group(2)));
    }

    /** The part that is no secret. */
    String prefix() {
        return prefix(id);
    }

    /** The key as it is handed out, once. */
    String text() {
        return prefix() + "_" + secret;
    }

    private static String prefix(UUID id) {
        BigInteger number =
                unsigned(id.getMostSignificantBits()).shiftLeft(64).add(unsigned(id.getLeastSignificantBits()));
        char[] digits = new char[ID_LENGTH];
        for (int i = ID_LENGTH - 1; i >= 0; i--) {
            BigInteger[] division = number.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(division[1].intValue());
            number = division[0];
        }
        return "stoa_" + new String(digits);
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    public String toString() {
        return "ApiKeyText[" + prefix() + "]";
    }
}
