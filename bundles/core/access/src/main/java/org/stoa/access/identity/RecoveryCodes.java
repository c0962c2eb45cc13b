package org.stoa.access.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.stoa.access.Secrets;

/** Codes for the day on which the authenticator app is lost: 80 random bits each, in four groups of four. */
final class RecoveryCodes {

    static final int COUNT = 10;

    private static final int BYTES = 10;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s-]+");
    private static final Pattern CODE = Pattern.compile("[A-Z2-7]{16}");

    private RecoveryCodes() {}

    static List<String> generate() {
        return Stream.generate(RecoveryCodes::generateOne)
                .distinct()
                .limit(COUNT)
                .toList();
    }

    /** The digest under which a code is stored, whatever way it was typed; null for what cannot be one. */
    static byte[] digest(String typed) {
        String code = SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Secrets.digest(code) : null;
    }

    private static String generateOne() {
        String code = Totp.base32(Secrets.randomBytes(BYTES)).toLowerCase(Locale.ROOT);
        return String.join("-", code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12));
    }
}
