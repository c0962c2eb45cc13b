package org.stoa.billing.document;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigInteger;
import org.stoa.api.value.SingleLine;

/**
 * An account of a bank (BG-17).
 *
 * @param holder null for the company itself (BT-85)
 * @param iban without spaces (BT-84)
 * @param bic (BT-86), or null
 */
public record BankAccount(
        @Size(max = 70) @SingleLine String holder,
        @NotNull @Pattern(regexp = "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", message = "must be an IBAN without spaces")
                String iban,
        @Pattern(regexp = "[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", message = "must be a BIC of 8 or 11 characters")
                String bic,
        @Size(max = 70) @SingleLine String bank) {

    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** Whether the check digits fit (ISO 13616: the number with its first four characters moved to the end is 1 modulo 97). */
    boolean hasValidCheckDigits() {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.getNumericValue(c)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    /** In groups of four, for people. */
    public String readableIban() {
        return iban.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
