package org.stoa.access.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;

/**
 * Which passwords are accepted: long ones that are not easy to guess. No rules on kinds of characters and no forced
 * changes (NIST SP 800-63B, section 5.1.1.2).
 */
public final class PasswordPolicy {

    /** In characters (code points). */
    public static final int MIN_LENGTH = 12;

    /** In characters (code points). */
    public static final int MAX_LENGTH = 200;

    private static final int MIN_DIFFERENT = 4;
    private static final Set<String> COMMON = readCommon();

    private PasswordPolicy() {}

    /**
     * Refuses a password that is too short, too long or easy to guess.
     *
     * @param field name of the request's field
     * @param email the e-mail address that the password is for
     * @throws ProblemException 400 {@code invalid-request} that names the field and the rule
     */
    public static void check(String field, String password, String email) {
        objection(password, email).ifPresent(objection -> {
            throw ProblemException.invalid(field, objection);
        });
    }

    /** What is wrong with a password, or nothing. */
    public static Optional<String> objection(String password, String email) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            return Optional.of("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (lower.equals(email) || lower.equals(email.substring(0, email.indexOf('@')))) {
            return Optional.of("must not be the e-mail address");
        }
        if (COMMON.contains(lower) || lower.codePoints().distinct().count() < MIN_DIFFERENT) {
            return Optional.of("must not be one of the most common passwords");
        }
        return Optional.empty();
    }

    private static Set<String> readCommon() {
        try (InputStream in = PasswordPolicy.class.getResourceAsStream("common-passwords.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
