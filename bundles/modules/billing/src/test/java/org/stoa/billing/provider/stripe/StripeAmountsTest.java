package org.stoa.billing.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.value.Money;
import org.stoa.billing.provider.ProviderException;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({"12.30,EUR,1230", "1230,JPY,1230", "5,ISK,500", "5,UGX,500", "5,MGA,5", "1.230,KWD,1230", "0.01,USD,1"})
    void amountsAreCountedInStripesUnitsAndBack(String amount, String currency, long units) {
        Money money = Money.of(amount, currency);

        assertThat(StripeAmounts.toUnits(money)).isEqualTo(units);
        assertThat(StripeAmounts.toMoney(units, currency.toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(money);
    }

    @Test
    void whatStripeCannotCountIsRefused() {
        for (Money money : new Money[] {Money.of("1.234", "KWD"), Money.of("5.20", "MGA")}) {
            assertThatThrownBy(() -> StripeAmounts.toUnits(money)).isInstanceOf(ProviderException.class);
        }
    }
}
