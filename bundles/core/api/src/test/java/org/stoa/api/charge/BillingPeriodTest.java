package org.stoa.api.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.value.Money;

class BillingPeriodTest {

    private static final LocalDate THE_31ST = LocalDate.parse("2026-01-31");
    private static final LocalDate LEAP_DAY = LocalDate.parse("2024-02-29");

    @Test
    void periodsFromThe31stEndWithTheMonthAndComeBack() {
        assertThat(starts(THE_31ST, BillingInterval.MONTHLY, 5))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    }

    @Test
    void yearsFromALeapDayComeBackToIt() {
        assertThat(starts(LEAP_DAY, BillingInterval.YEARLY, 5))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31,MONTHLY", "2024-02-29,YEARLY", "2023-12-30,MONTHLY", "2025-02-28,MONTHLY"})
    void onePeriodEndsWhereTheNextBegins(LocalDate anchor, BillingInterval interval) {
        for (int number = 0; number < 100; number++) {
            assertThat(BillingPeriod.of(anchor, interval, number).end())
                    .isEqualTo(BillingPeriod.of(anchor, interval, number + 1).start());
        }
    }

    @Test
    void aPeriodContainsItsFirstDayAndNotItsEnd() {
        BillingPeriod period = BillingPeriod.of(THE_31ST, BillingInterval.MONTHLY, 0);
        assertThat(period.days()).isEqualTo(28);
        assertThat(period.contains(THE_31ST)).isTrue();
        assertThat(period.contains(period.end())).isFalse();
        assertThat(period.contains(THE_31ST.minusDays(1))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new BillingPeriod(THE_31ST, THE_31ST));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01, 10.00 EUR, 10.00 EUR",
        "2026-04-02, 10.00 EUR, 9.67 EUR",
        "2026-04-30, 10.00 EUR, 0.33 EUR",
        "2026-05-01, 10.00 EUR, 0.00 EUR",
        "2026-04-16, 0.01 EUR, 0.01 EUR",
        "2026-04-17, 1000 JPY, 467 JPY",
        "2026-04-30, 1.000 KWD, 0.033 KWD"
    })
    void aShareIsThatOfTheDaysThatAreLeftRoundedHalfUp(LocalDate day, String price, String share) {
        String[] parts = price.split(" ");
        BillingPeriod april = BillingPeriod.of(LocalDate.parse("2026-04-01"), BillingInterval.MONTHLY, 0);
        assertThat(april.shareFrom(day, Money.of(parts[0], parts[1]))).hasToString(share);
    }

    @Test
    void thereIsNoShareFromADayOutside() {
        BillingPeriod period = BillingPeriod.of(THE_31ST, BillingInterval.MONTHLY, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> period.shareFrom(THE_31ST.minusDays(1), Money.of("1.00", "EUR")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> period.shareFrom(period.end().plusDays(1), Money.of("1.00", "EUR")));
    }

    private static List<String> starts(LocalDate anchor, BillingInterval interval, int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        BillingPeriod.of(anchor, interval, number).start().toString())
                .toList();
    }
}
