package org.stoa.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates are the texts that JSON has for them. Today is 2026-03-01. */
class ExpressionDatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "age('2008-03-01', today)                        | 18",
                "age('2008-03-02', today)                        | 17",
                "age('2004-02-29', '2022-02-28')                 | 17",
                "age('2004-02-29', '2022-03-01')                 | 18",
                "age('2004-02-29', '2024-02-28')                 | 19",
                "age('2004-02-29', '2024-02-29')                 | 20",
                "age('2030-01-01', today)                        | -3",
                "daysBetween('2024-02-28', '2024-03-01')         | 2",
                "daysBetween('2025-02-28', '2025-03-01')         | 1",
                "daysBetween(today, '2026-02-27')                | -2",
                "monthsBetween('2026-01-31', '2026-02-28')       | 0",
                "monthsBetween('2026-01-31', '2026-03-31')       | 2",
                "addDays('2024-02-28', 2)                        | \"2024-03-01\"",
                "addDays(today, -1)                              | \"2026-02-28\"",
                "addMonths('2026-01-31', 1)                      | \"2026-02-28\"",
                "addMonths('2024-01-31', 1.0)                    | \"2024-02-29\"",
                "addMonths('2026-03-31', -1)                     | \"2026-02-28\"",
                "addYears('2024-02-29', 1)                       | \"2025-02-28\"",
                "addYears('2024-02-29', 4)                       | \"2028-02-29\"",
                "date('2026-03-01T23:30:00-05:00')               | \"2026-03-01\"",
                "date('2026-03-01') == today                     | true",
                "year(today) * 10000 + month(today) * 100 + day(today) | 20260301",
                "weekday(today)                                  | 7",
                "today > '2025-12-31' && today <= '2026-03-01'   | true",
                "addYears('2008-03-01', 18) <= today             | true"
            })
    void whatDatesCan(String expression, String result) {
        assertThat(Evaluated.of(expression)).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-1-1",
                "20260101",
                "01.02.2026",
                "",
                "soon",
                "2026-03-01T10:00:00Z",
                "+999999-01-01",
                "-0001-01-01"
            })
    void whatIsNoDateIsToldSo(String text) {
        assertThat(Evaluated.failure("age(data.born, today)", "{\"born\": \"" + text + "\"}"))
                .isEqualTo("1:4 is no date, which is written 2026-01-31");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date('2026-03-01T99:00')        | 1:5 is no date, which is written 2026-01-31, and no timestamp",
                "addDays('9999-12-31', 1)        | 1:8 is a date before the year 0 or after the year 9999",
                "addYears('0000-01-01', -1)      | 1:9 is a date before the year 0 or after the year 9999",
                "addDays(today, 1000000000)      | 1:8 is a date before the year 0 or after the year 9999",
                "addDays(today, 1e12)            | 1:8 must be a whole number that is not too large",
                "addDays(today, 0.5)             | 1:8 must be a whole number that is not too large"
            })
    void datesThatCannotBe(String expression, String failure) {
        assertThat(Evaluated.failure(expression)).isEqualTo(failure);
    }
}
