package org.stoa.billing.invoice;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/**
 * How the numbers of one kind of document look: prefix, then the year of issue and a hyphen when there is a year, then the
 * number with so many digits or more. Each series counts for itself, from 1, anew each year when there is a year.
 *
 * @param prefix capital letters with hyphens or slashes, such as {@code RE-}, or empty; another for each series
 * @param yearly whether the year is part of the number
 * @param digits 1 to 12; shorter numbers are filled with zeros
 */
public record Series(
        @NotNull
                @Size(max = 20)
                @Pattern(
                        regexp = "([A-Z]+[-/])*",
                        message = "must be capital letters, each group followed by - or /, such as RE-")
                String prefix,
        boolean yearly,
        @Min(1) @Max(12) int digits) {
    private static final int DIGITS = 6;

    /** The series of a tenant. What is made by a test clock is numbered apart, so that real numbers have no gaps. */
    public enum Name {
        INVOICE(""),
        CREDIT_NOTE("CN-"),
        TEST_INVOICE("TEST-"),
        TEST_CREDIT_NOTE("TEST-CN-");

        private final String prefix;

        Name(String prefix) {
            this.prefix = prefix;
        }

        static Name of(InvoiceKind kind, boolean test) {
            if (kind == InvoiceKind.INVOICE) {
                return test ? TEST_INVOICE : INVOICE;
            }
            return test ? TEST_CREDIT_NOTE : CREDIT_NOTE;
        }

        /** What counts until a tenant wants it otherwise. */
        public Series standard() {
            return new Series(prefix, true, DIGITS);
        }
    }

    String text(int year, int number) {
        String digitsOfNumber = String.format(Locale.ROOT, "%0" + digits + "d", number);
        return yearly ? prefix + year + "-" + digitsOfNumber : prefix + digitsOfNumber;
    }
}
