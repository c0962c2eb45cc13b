package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Decimal numbers: exact as far as 34 digits go, whether written 170 or 170.0. */
final class Numbers {

    private static final MathContext PRECISION = MathContext.DECIMAL128;
    /** Digits before the point, and behind it. */
    private static final int MOST_DIGITS = 400;

    private static final int USUAL_BITS = 128;
    private static final int BITS_OF_A_STEP = 10;
    private static final int LONGEST_TEXT = 1_000;
    private static final BigDecimal MOST_PLACES = BigDecimal.valueOf(100);

    private Numbers() {}

    /** What it costs more to work with a number than with one that is not too long. */
    static long effort(JsonNode number) {
        if (!number.isBigDecimal() && !number.isBigInteger()) {
            return 0;
        }
        int bits = number.decimalValue().unscaledValue().bitLength();
        return bits > USUAL_BITS ? bits / BITS_OF_A_STEP : 0;
    }

    static BigDecimal of(JsonNode node) {
        if (node.isFloatingPointNumber() && !node.isBigDecimal() && !Double.isFinite(node.doubleValue())) {
            throw new ExpressionException("is no number");
        }
        return bounded(node.decimalValue());
    }

    static JsonNode node(BigDecimal number) {
        BigDecimal plain = bounded(number).stripTrailingZeros();
        return DecimalNode.valueOf(plain.scale() < 0 ? plain.setScale(0) : plain);
    }

    static JsonNode node(long number) {
        return DecimalNode.valueOf(BigDecimal.valueOf(number));
    }

    static JsonNode add(JsonNode one, JsonNode other) {
        return node(of(one).add(of(other), PRECISION));
    }

    static JsonNode subtract(JsonNode one, JsonNode other) {
        return node(of(one).subtract(of(other), PRECISION));
    }

    static JsonNode multiply(JsonNode one, JsonNode other) {
        return node(of(one).multiply(of(other), PRECISION));
    }

    static JsonNode divide(JsonNode one, JsonNode other) {
        return node(of(one).divide(divisor(other), PRECISION));
    }

    /** With the sign of the first. */
    static JsonNode remainder(JsonNode one, JsonNode other) {
        return node(of(one).remainder(divisor(other)));
    }

    private static BigDecimal divisor(JsonNode node) {
        BigDecimal divisor = of(node);
        if (divisor.signum() == 0) {
            throw new ExpressionException("divides by zero");
        }
        return divisor;
    }

    static JsonNode rounded(JsonNode number, RoundingMode mode) {
        return node(of(number).setScale(0, mode));
    }

    /** Half away from zero, as people round. */
    static JsonNode rounded(JsonNode number, JsonNode places) {
        BigDecimal wanted = of(places);
        if (wanted.abs().compareTo(MOST_PLACES) > 0) {
            throw new ExpressionException("must round to at most " + MOST_PLACES + " places");
        }
        return node(of(number).setScale(whole(places), RoundingMode.HALF_UP));
    }

    /** As a whole number that fits an int. */
    static int whole(JsonNode number) {
        try {
            return of(number).intValueExact();
        } catch (ArithmeticException e) {
            throw new ExpressionException("must be a whole number that is not too large");
        }
    }

    static JsonNode parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new ExpressionException("is no number");
        }
        try {
            return node(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new ExpressionException("is no number");
        }
    }

    static String text(JsonNode number) {
        return node(of(number)).decimalValue().toPlainString();
    }

    private static BigDecimal bounded(BigDecimal number) {
        long before = (long) number.precision() - number.scale();
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (before > MOST_DIGITS || number.scale() > 2L * MOST_DIGITS) {
            throw new ExpressionException("is a number of more than " + MOST_DIGITS + " digits");
        }
        return number;
    }
}
