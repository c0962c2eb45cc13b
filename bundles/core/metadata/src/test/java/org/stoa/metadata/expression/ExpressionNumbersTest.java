package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are decimal numbers, however they are written. */
class ExpressionNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.n * 2.5",
                "data.n / 100.0",
                "data.n / 100",
                "data.n / 3",
                "data.n + 1 - 0.5",
                "-data.n",
                "data.n % 7",
                "data.n == 170 && data.n == 170.0 && data.n >= 170 && data.n in [170]",
                "{'a': data.n} == {'a': 170}",
                "data.n * data.n",
                "string(data.n)",
                "size(data.list) + data.n",
                "size(data.list) == data.n / 85",
                "data.list[data.n - 169]",
                "int(data.n / 3)",
                "round(data.n / 7, 2)",
                "min(data.n, 1000) + max(data.n, 3.5) + abs(-data.n) + floor(data.n) + ceil(data.n)",
                "sum([data.n, 1, 0.5])"
            })
    void aNumberIsTheSameHoweverItIsWritten(String expression) {
        String whole = Evaluated.of(expression, "{\"n\": 170, \"list\": [5, 6]}");
        for (String written : new String[] {"170.0", "1.7e2", "170.000", "17E1"}) {
            assertThat(Evaluated.of(expression, "{\"n\": " + written + ", \"list\": [5, 6]}"))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 / 2                               | 3.5",
                "6 / 2                               | 3",
                "size([1, 2, 3]) / 2                 | 1.5",
                "int(7 / 2) + int(-7 / 2)            | 0",
                "-7 % 3                              | -1",
                "7.5 % 2                             | 1.5",
                "0.1 + 0.2                           | 0.3",
                "19.99 * 3                           | 59.97",
                "1 / 3                               | 0.3333333333333333333333333333333333",
                "round(2.5) + round(-2.5)            | 0",
                "round(2.5)                          | 3",
                "round(1234.567, 2)                  | 1234.57",
                "round(1234.567, -2)                 | 1200",
                "floor(-1.5) + ceil(-1.5)            | -3",
                "int('12.9') + double('0.5')         | 12.5",
                "9007199254740992 + 1                | 9007199254740993",
                "double('9007199254740993') + 1      | 9007199254740994",
                "- -3                                | 3",
                "1e300 * 1e50 > double('1e349')                | true"
            })
    void arithmetic(String expression, String result) {
        assertThat(Evaluated.of(expression)).isEqualTo(result);
    }

    @Test
    void wholeNumbersAreExactBeyondWhatAFloatingPointNumberHolds() {
        String data = "{\"a\": 9007199254740993, \"b\": 9007199254740992, \"huge\": 123456789012345678901234567890}";
        assertThat(Evaluated.of("data.a == data.b", data)).isEqualTo("false");
        assertThat(Evaluated.of("data.a - data.b", data)).isEqualTo("1");
        assertThat(Evaluated.of("data.a * 10", data)).isEqualTo("90071992547409930");
        assertThat(Evaluated.of("data.huge + 1", data)).isEqualTo("123456789012345678901234567891");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 / 0                          | 1:3 divides by zero",
                "0.0 / 0.0                      | 1:5 divides by zero",
                "5 % 0                          | 1:3 divides by zero",
                "1e300 * 1e300                  | 1:7 is a number of more than 400 digits",
                "-1e300 * 1e300                 | 1:8 is a number of more than 400 digits",
                "double('NaN')                  | 1:7 is no number",
                "double('Infinity')             | 1:7 is no number",
                "double('1e999999999')          | 1:7 is a number of more than 400 digits",
                "int('x')                       | 1:4 is no number",
                "round(1, 1000)                 | 1:6 must round to at most 100 places",
                "round(1, 0.5)                  | 1:6 must be a whole number that is not too large"
            })
    void whatIsNoNumberIsNoResult(String expression, String failure) {
        assertThat(Evaluated.failure(expression)).isEqualTo(failure);
    }

    @Test
    void neitherNanNorInfinityComesInByTheData() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ObjectNode data = (ObjectNode) Evaluated.json("{}");
            data.put("n", number);
            assertThat(Evaluated.failure("data.n + 1", data)).contains("is no number");
            assertThat(Evaluated.failure("data.n > 1", data)).contains("is no number");
        }
    }

    @Test
    void resultsStayWithinWhatJsonMayHold() {
        String digits = "{\"n\": " + "9".repeat(400) + "}";
        assertThat(Evaluated.failure("data.n * 10", digits)).contains("more than 400 digits");
        assertThat(Evaluated.of("data.n > 1e308", digits)).isEqualTo("true");
        assertThat(Evaluated.failure("data.n > 1", "{\"n\": 1e999999}")).contains("more than 400 digits");
    }
}
