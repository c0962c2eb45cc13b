package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;

/**
 * Dates as JSON has them: texts such as 2026-01-31, whose order is that of the days. Whoever is born on February 29 is a
 * year older on March 1 of years without that day; months added to a day that the month does not have end on its last.
 */
final class Dates {

    private static final int LENGTH = 10;
    private static final int LAST_YEAR = 9999;
    private static final String EXPECTED = "is no date, which is written 2026-01-31";

    private Dates() {}

    static LocalDate of(JsonNode text) {
        return parse(text.textValue());
    }

    /** The day of a date, or of a timestamp in the offset in which it is written. */
    static JsonNode day(JsonNode text) {
        String value = text.textValue();
        if (value.length() <= LENGTH) {
            return node(parse(value));
        }
        try {
            return node(OffsetDateTime.parse(value).toLocalDate());
        } catch (DateTimeException e) {
            throw new ExpressionException(EXPECTED + ", and no timestamp");
        }
    }

    /** Whole units from one day to another, negative when the other is the earlier one. */
    static JsonNode between(JsonNode from, JsonNode to, ChronoUnit unit) {
        return Numbers.node(unit.between(of(from), of(to)));
    }

    static JsonNode plus(JsonNode date, JsonNode count, TemporalUnit unit) {
        try {
            return node(of(date).plus(Numbers.whole(count), unit));
        } catch (DateTimeException | ArithmeticException e) {
            throw outOfRange();
        }
    }

    private static LocalDate parse(String text) {
        if (text.length() != LENGTH) {
            throw new ExpressionException(EXPECTED);
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new ExpressionException(EXPECTED);
        }
    }

    private static JsonNode node(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
            throw outOfRange();
        }
        return TextNode.valueOf(date.toString());
    }

    private static ExpressionException outOfRange() {
        return new ExpressionException("is a date before the year 0 or after the year " + LAST_YEAR);
    }
}
