package org.stoa.metadata.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of the texts is the order of the values. */
class ValueTextTest {

    @Test
    void numbersKeepTheirOrderAndTheirValue() {
        Random random = new Random(42);
        List<BigDecimal> numbers = new ArrayList<>(List.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE.negate()));
        for (int i = 0; i < 2000; i++) {
            numbers.add(new BigDecimal(new BigInteger(random.nextInt(80), random), random.nextInt(60) - 30)
                    .multiply(random.nextBoolean() ? BigDecimal.ONE : BigDecimal.ONE.negate()));
        }
        for (BigDecimal one : numbers) {
            String text = ValueText.of(FieldType.NUMBER, DecimalNode.valueOf(one));
            assertThat(new BigDecimal(ValueText.shown(FieldType.NUMBER, text))).isEqualByComparingTo(one);
            BigDecimal other = numbers.get(random.nextInt(numbers.size()));
            String otherText = ValueText.of(FieldType.NUMBER, DecimalNode.valueOf(other));
            assertThat(Integer.signum(text.compareTo(otherText)))
                    .as("%s and %s", one, other)
                    .isEqualTo(one.compareTo(other));
        }
    }

    @Test
    void equalValuesHaveEqualTexts() {
        assertThat(ValueText.of(FieldType.NUMBER, "1.50")).isEqualTo(ValueText.of(FieldType.NUMBER, "1.5"));
        assertThat(ValueText.of(FieldType.TIMESTAMP, "2026-03-01T10:00:00+01:00"))
                .isEqualTo(ValueText.of(FieldType.TIMESTAMP, "2026-03-01T09:00:00Z"));
        assertThat(ValueText.of(FieldType.TEXT, "Ame\u0301lie")).isEqualTo(ValueText.of(FieldType.TEXT, "Amélie"));
        assertThat(ValueText.of(FieldType.MONEY, "EUR 12.3")).isEqualTo(ValueText.of(FieldType.MONEY, "EUR 12.30"));
    }

    @Test
    void whatIsOfAnotherTypeHasNoText() {
        assertThat(ValueText.of(FieldType.NUMBER, "twelve")).isNull();
        assertThat(ValueText.of(FieldType.NUMBER, "1e999999999")).isNull();
        assertThat(ValueText.of(FieldType.DATE, "2026-02-30")).isNull();
        assertThat(ValueText.of(FieldType.BOOLEAN, "yes")).isNull();
        assertThat(ValueText.of(FieldType.MONEY, "12.30")).isNull();
    }

    @Test
    void longTextsAreToldApart() {
        String start = "x".repeat(300);
        assertThat(ValueText.of(FieldType.TEXT, start + "a")).isNotEqualTo(ValueText.of(FieldType.TEXT, start + "b"));
    }
}
