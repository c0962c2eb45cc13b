package org.stoa.access.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stoa.api.rest.ProblemException;

/** The one form in which an e-mail address is stored and compared: trimmed, NFC, lower case. */
public final class EmailAddress {

    /** Longest address that mail can be sent to (RFC 5321, section 4.5.3.1.3, less the angle brackets). */
    public static final int MAX_LENGTH = 254;

    private static final int MAX_LOCAL_LENGTH = 64;

    /** Local part without quoting; a domain of labels, which may be a single one such as {@code localhost}. */
    private static final Pattern FORM = Pattern.compile(
            "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\\.[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]{0,62})(?:\\.[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}-]{0,62})*");

    private EmailAddress() {}

    /**
     * The stored form of {@code text}.
     *
     * @throws ProblemException 400 {@code invalid-request} that names the field {@code email}
     */
    public static String normalize(String text) {
        return tryNormalize(text)
                .orElseThrow(() -> ProblemException.invalid(
                        "email", "must be an e-mail address of at most " + MAX_LENGTH + " characters"));
    }

    /** The stored form of {@code text}, or nothing when it is not an e-mail address. */
    public static Optional<String> tryNormalize(String text) {
        if (text == null || text.length() > 2 * MAX_LENGTH) {
            return Optional.empty();
        }
        String normalized = Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        boolean fits = normalized.length() <= MAX_LENGTH
                && normalized.indexOf('@') <= MAX_LOCAL_LENGTH
                && FORM.matcher(normalized).matches();
        return fits ? Optional.of(normalized) : Optional.empty();
    }
}
