package org.stoa.subscription.rules;

import java.math.BigDecimal;
import java.math.BigInteger;

/** An exact fraction. */
record Rational(BigInteger numerator, BigInteger denominator) {

    static final Rational ZERO = of(0);

    Rational {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("the denominator must be more than 0");
        }
        BigInteger common = numerator.gcd(denominator);
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    static Rational of(long number) {
        return new Rational(BigInteger.valueOf(number), BigInteger.ONE);
    }

    static Rational of(BigDecimal number) {
        BigDecimal plain = number.setScale(Math.max(0, number.scale()));
        return new Rational(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Rational minus(Rational other) {
        return plus(other.times(-1));
    }

    Rational times(long factor) {
        return new Rational(numerator.multiply(BigInteger.valueOf(factor)), denominator);
    }

    Rational times(Rational factor) {
        return new Rational(numerator.multiply(factor.numerator), denominator.multiply(factor.denominator));
    }

    Rational over(long divisor) {
        return new Rational(numerator, denominator.multiply(BigInteger.valueOf(divisor)));
    }

    /** Of what is not negative: the nearest whole number of units with so many decimals, the upper one of two. */
    long units(int decimals) {
        BigInteger scaled = numerator.multiply(BigInteger.TEN.pow(decimals)).multiply(BigInteger.TWO);
        return scaled.add(denominator)
                .divide(denominator.multiply(BigInteger.TWO))
                .longValueExact();
    }

    /** Of what is not negative: the least whole number that is not less. */
    long ceiling() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[0].longValueExact() + (parts[1].signum() == 0 ? 0 : 1);
    }

    boolean isAtMost(Rational other) {
        return minus(other).numerator.signum() <= 0;
    }

    Rational abs() {
        return new Rational(numerator.abs(), denominator);
    }
}
