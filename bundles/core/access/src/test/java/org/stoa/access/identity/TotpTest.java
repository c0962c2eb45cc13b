package org.stoa.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** RFC 6238, appendix B, for HMAC-SHA-1. */
    private static final byte[] RFC_SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The RFC gives codes of eight digits; six are their end. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void givesTheCodesOfTheRfc(long seconds, String eightDigits) {
        assertThat(Totp.codeAt(seconds / 30, RFC_SECRET)).isEqualTo(eightDigits.substring(2));
        assertThat(Totp.stepOf(eightDigits.substring(2), RFC_SECRET, Instant.ofEpochSecond(seconds)))
                .hasValue(seconds / 30);
    }

    @Test
    void codeCountsOneStepBeforeAndOneAfter() {
        Instant at = Instant.ofEpochSecond(1_111_111_111L);
        String code = Totp.codeAt(37_037_037L, RFC_SECRET);

        assertThat(Totp.stepOf(code, RFC_SECRET, at.minusSeconds(60))).isEmpty();
        assertThat(Totp.stepOf(code, RFC_SECRET, at.minusSeconds(30))).hasValue(37_037_037L);
        assertThat(Totp.stepOf(code, RFC_SECRET, at.plusSeconds(30))).hasValue(37_037_037L);
        assertThat(Totp.stepOf(code, RFC_SECRET, at.plusSeconds(60))).isEmpty();
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void base32IsThatOfTheRfc(String text, String base32) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(base32);
    }

    @Test
    void uriIsReadableByAuthenticatorApps() {
        assertThat(Totp.uri("Stoa", "o'hara+x@example.org", RFC_SECRET))
                .isEqualTo("otpauth://totp/Stoa:o%27hara%2Bx%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Stoa&algorithm=SHA1&digits=6&period=30");
    }

    @Test
    void recoveryCodesAreManyDifferentAndReadHoweverTyped() {
        assertThat(RecoveryCodes.generate())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("[a-z2-7]{4}(-[a-z2-7]{4}){3}"));
        String code = RecoveryCodes.generate().get(0);
        assertThat(RecoveryCodes.digest(
                        " " + code.toUpperCase(java.util.Locale.ROOT).replace('-', ' ')))
                .isEqualTo(RecoveryCodes.digest(code));
        assertThat(RecoveryCodes.digest("123456")).isNull();
    }
}
