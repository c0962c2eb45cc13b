package org.stoa.api.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.value.Money;

class SaleMadeTest {

    private static final Money PRICE = Money.of("10", "EUR");

    private static SaleMade sale(List<SaleLine> lines) {
        return new SaleMade(UUID.randomUUID(), null, "Anna", null, null, LocalDate.EPOCH, lines);
    }

    @Test
    void linesAreThereAndInOneCurrency() {
        SaleLine euros = new SaleLine("a", BigDecimal.ONE, PRICE);
        assertThatIllegalArgumentException().isThrownBy(() -> sale(null));
        assertThatIllegalArgumentException().isThrownBy(() -> sale(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> sale(Collections.nCopies(201, euros)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sale(List.of(euros, new SaleLine("b", BigDecimal.ONE, Money.of("1", "USD")))))
                .withMessageContaining("currency");
    }

    @Test
    void linesDoNotAddUpToLessThanNothing() {
        SaleLine two = new SaleLine("a", new BigDecimal("2"), PRICE);
        SaleLine discount = new SaleLine("b", BigDecimal.ONE, Money.of("-20", "EUR"));
        assertThat(sale(List.of(two, discount)).lines()).hasSize(2);
        SaleLine more = new SaleLine("c", BigDecimal.ONE, Money.of("-20.01", "EUR"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sale(List.of(two, more)))
                .withMessageContaining("less than nothing");
    }

    @Test
    void textsHaveALimit() {
        List<SaleLine> lines = List.of(new SaleLine("a", BigDecimal.ONE, PRICE));
        UUID id = UUID.randomUUID();
        String longest = "x".repeat(200);
        assertThat(new SaleMade(id, null, longest, null, longest, LocalDate.EPOCH, lines).reference())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaleMade(id, null, longest + "x", null, null, LocalDate.EPOCH, lines))
                .withMessageContaining("clientName");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaleMade(id, null, null, null, longest + "x", LocalDate.EPOCH, lines))
                .withMessageContaining("reference");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"0", "-1", "0.00001", "1000000000"})
    void quantityCanBeInvoiced(String quantity) {
        BigDecimal number = quantity == null ? null : new BigDecimal(quantity);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SaleLine("a", number, PRICE))
                .withMessageContaining("quantity");
    }

    @Test
    void descriptionAndPriceAreThere() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SaleLine(" ", BigDecimal.ONE, PRICE));
        assertThatIllegalArgumentException().isThrownBy(() -> new SaleLine("x".repeat(501), BigDecimal.ONE, PRICE));
        assertThatIllegalArgumentException().isThrownBy(() -> new SaleLine("a", BigDecimal.ONE, null));
    }
}
