package org.stoa.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "12.3, EUR, 12.30 EUR",
        "1230, JPY, 1230 JPY",
        "1230.0, JPY, 1230 JPY",
        "0.125, KWD, 0.125 KWD",
        "-5, USD, -5.00 USD"
    })
    void hasTheDecimalsOfItsCurrency(String amount, String currency, String text) {
        assertThat(Money.of(amount, currency)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({"12.305, EUR", "0.5, JPY", "0.0001, KWD", "12345678901234, EUR"})
    void refusesWhatTheCurrencyCannotHold(String amount, String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e3", "0x10", "1,5", " 1", "NaN", "1.", ".5", "--1", "١٢"})
    void refusesWhatIsNoPlainDecimalNumber(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eur", "EURO", "XXX", "XAU", "€"})
    void refusesWhatIsNoCurrency(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", currency))
                .withMessageContaining("ISO 4217");
    }

    @Test
    void productIsRoundedHalfUp() {
        assertThat(Money.of("0.05", "EUR").times(new BigDecimal("0.5"))).isEqualTo(Money.of("0.03", "EUR"));
        assertThat(Money.of("-0.05", "EUR").times(new BigDecimal("0.5"))).isEqualTo(Money.of("-0.03", "EUR"));
    }

    @Test
    void equalAmountsAreEqualHoweverTheyWereWritten() {
        assertThat(Money.of("1.5", "EUR"))
                .isEqualTo(Money.of("1.50", "EUR"))
                .hasSameHashCodeAs(Money.of("1.500", "EUR"));
    }

    @Test
    void currenciesDoNotMix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .withMessageContaining("EUR")
                .withMessageContaining("USD");
    }
}
