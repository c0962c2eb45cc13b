package org.stoa.metadata.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * Values as text whose order, compared code point by code point, is that of the values. Equal values have equal texts:
 * {@code 1.0} and {@code 1}, or the same instant in two zones.
 */
public final class ValueText {

    /** Characters of a text that count; what is longer is told apart by a digest, but not sorted by the rest. */
    private static final int TEXT_LENGTH = 200;

    private static final int EXPONENT_BIAS = 5000;

    private ValueText() {}

    /**
     * The text of a value of a type, or null for one that is not of that type.
     *
     * @param value scalar, or an object for {@link FieldType#MONEY}
     */
    public static String of(FieldType type, JsonNode value) {
        return switch (type) {
            case NUMBER -> value.isNumber() ? ofNumber(value.decimalValue()) : null;
            case BOOLEAN -> value.isBoolean() ? value.asText() : null;
            case MONEY -> ofMoney(value);
            default -> value.isTextual() ? of(type, value.textValue()) : null;
        };
    }

    /** The text of a value as it stands in a query, or null for one that is not of that type. */
    public static String of(FieldType type, String value) {
        try {
            return switch (type) {
                case NUMBER -> value.length() > 100 ? null : ofNumber(new BigDecimal(value));
                case BOOLEAN -> value.equals("true") || value.equals("false") ? value : null;
                case DATE -> LocalDate.parse(value).toString();
                case TIMESTAMP -> ofInstant(OffsetDateTime.parse(value).toInstant());
                case MONEY -> ofMoney(value);
                case GEO_POINT -> null;
                default -> ofText(value);
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    /** What a client is shown for a text of {@link #of}. */
    public static String shown(FieldType type, String text) {
        return switch (type) {
            case NUMBER -> number(text).toPlainString();
            case MONEY -> text.substring(0, 3) + " " + number(text.substring(4)).toPlainString();
            default -> text;
        };
    }

    private static String ofText(String value) {
        String normal = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (normal.codePointCount(0, normal.length()) <= TEXT_LENGTH) {
            return normal;
        }
        return normal.substring(0, normal.offsetByCodePoints(0, TEXT_LENGTH)) + "\u2026" + digest(normal);
    }

    private static String ofInstant(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** {@code EUR 12.30} in a query. */
    private static String ofMoney(String value) {
        int space = value.indexOf(' ');
        return space == 3 ? value.substring(0, 3) + ":" + ofNumber(new BigDecimal(value.substring(4))) : null;
    }

    private static String ofMoney(JsonNode value) {
        if (!value.path("amount").isTextual() || !value.path("currency").isTextual()) {
            return null;
        }
        try {
            return ofMoney(value.path("currency").textValue() + " "
                    + value.path("amount").textValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * Sign, then the power of ten of the first digit, then the digits; of a negative number everything is turned round, so
     * that the greater amount comes first.
     */
    private static String ofNumber(BigDecimal number) {
        if (number.signum() == 0) {
            return "5";
        }
        BigDecimal plain = number.stripTrailingZeros();
        String digits = plain.unscaledValue().abs().toString();
        long exponent = digits.length() - 1L - plain.scale() + EXPONENT_BIAS;
        if (exponent < 0 || exponent > 9999) {
            return null;
        }
        String text = String.format("%04d", exponent) + digits;
        return number.signum() > 0 ? "6" + text : "4" + complement(text) + "~";
    }

    private static BigDecimal number(String text) {
        if (text.equals("5")) {
            return BigDecimal.ZERO;
        }
        boolean negative = text.charAt(0) == '4';
        String plain = negative ? complement(text.substring(1, text.length() - 1)) : text.substring(1);
        String digits = plain.substring(4);
        int exponent = Integer.parseInt(plain.substring(0, 4)) - EXPONENT_BIAS;
        BigDecimal number = new BigDecimal(new BigInteger(digits), digits.length() - 1 - exponent);
        return negative ? number.negate() : number;
    }

    private static String complement(String digits) {
        StringBuilder complement = new StringBuilder(digits.length());
        digits.chars().forEach(digit -> complement.append((char) ('9' - digit + '0')));
        return complement.toString();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
