package org.stoa.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.tax.TaxCategory;

class InvoiceTotalsTest {
    private static final Customer CUSTOMER = Customer.of(
            Ids.next(),
            CustomerFields.of("Studio Nord", null, null, null, null, "EUR", null),
            1,
            Instant.EPOCH,
            Instant.EPOCH);

    @ParameterizedTest(name = "{0} x {1} {2} = {3}")
    @CsvSource({
        "1,      0.01,          EUR, 0.01",
        "0.5,    0.01,          EUR, 0.01",
        "0.4999, 0.01,          EUR, 0.00",
        "1.5,    0.03,          EUR, 0.05",
        "1.5,    -0.03,         EUR, -0.05",
        "3,      33.33,         EUR, 99.99",
        "0.0001, 49.99,         EUR, 0.00",
        "0.0001, 50.00,         EUR, 0.01",
        "2.5,    333,           JPY, 833",
        "0.5,    1,             JPY, 1",
        "0.4999, 1,             JPY, 0",
        "1.5,    0.001,         KWD, 0.002",
        "0.3333, 10.125,        KWD, 3.375",
        "999999999.9999, 1,     EUR, 1000000000.00",
        "1,      9999999999999, JPY, 9999999999999"
    })
    void lineIsRoundedHalfUpToTheDecimalsOfItsCurrency(String quantity, String unitPrice, String currency, String net) {
        assertThat(item(quantity, unitPrice, currency, "0").net()).isEqualTo(Money.of(net, currency));
    }

    @ParameterizedTest(name = "{2} percent on {0} {1} = {3}")
    @CsvSource({
        "100.00, EUR, 19,    19.00",
        "0.05,   EUR, 10,    0.01",
        "0.04,   EUR, 10,    0.00",
        "-0.05,  EUR, 10,    -0.01",
        "123.45, CHF, 8.1,   10.00",
        "10.00,  USD, 8.875, 0.89",
        "105,    JPY, 10,    11",
        "104,    JPY, 10,    10",
        "1.250,  KWD, 5,     0.063",
        "77.77,  EUR, 0,     0.00",
        "77.77,  EUR, 100,   77.77"
    })
    void taxIsRoundedHalfUpToTheDecimalsOfTheCurrency(String net, String currency, String rate, String tax) {
        InvoiceTotals totals = totals(item("1", net, currency, rate));

        assertThat(totals.tax()).isEqualTo(Money.of(tax, currency));
        assertThat(totals.gross()).isEqualTo(Money.of(net, currency).plus(Money.of(tax, currency)));
    }

    @Test
    void taxIsRoundedOncePerRateAndNotPerLine() {
        InvoiceItem line = item("1", "0.03", "EUR", "19");

        InvoiceTotals totals = totals(line, line, line);

        // per line 0.0057 would become 0.01, three times; on the sum 0.0171 becomes 0.02
        assertThat(totals.tax()).isEqualTo(Money.of("0.02", "EUR"));
    }

    @Test
    void ratesAreAddedUpApartFromTheLowestToTheHighest() {
        InvoiceTotals totals = totals(
                item("1", "100", "EUR", "19"),
                item("2", "10", "EUR", "7"),
                item("1", "5", "EUR", "0"),
                item("1", "1", "EUR", "19.00"));

        assertThat(totals.taxes())
                .containsExactly(
                        new InvoiceTotals.Tax(
                                TaxCategory.Z, BigDecimal.ZERO, null, Money.of("5", "EUR"), Money.of("0", "EUR")),
                        new InvoiceTotals.Tax(
                                TaxCategory.S,
                                new BigDecimal("7"),
                                null,
                                Money.of("20", "EUR"),
                                Money.of("1.40", "EUR")),
                        new InvoiceTotals.Tax(
                                TaxCategory.S,
                                new BigDecimal("19"),
                                null,
                                Money.of("101", "EUR"),
                                Money.of("19.19", "EUR")));
        assertThat(totals.net()).isEqualTo(Money.of("126", "EUR"));
        assertThat(totals.tax()).isEqualTo(Money.of("20.59", "EUR"));
        assertThat(totals.gross()).isEqualTo(Money.of("146.59", "EUR"));
    }

    @Test
    void discountLowersTheTaxOfItsRate() {
        InvoiceTotals totals = totals(item("1", "100", "EUR", "19"), item("1", "-10", "EUR", "19"));

        assertThat(totals.gross()).isEqualTo(Money.of("107.10", "EUR"));
    }

    @Test
    void nothingAddsUpToNothing() {
        InvoiceTotals totals = InvoiceTotals.of(Money.currencyOf("JPY"), List.of());

        assertThat(totals.gross()).isEqualTo(Money.of("0", "JPY"));
        assertThat(totals.taxes()).isEmpty();
    }

    @Test
    void manySmallLinesLoseNothing() {
        InvoiceItem[] lines = new InvoiceItem[200];
        Arrays.fill(lines, item("3", "0.1", "USD", "0"));

        assertThat(totals(lines).net()).isEqualTo(Money.of("60.00", "USD"));
    }

    @Test
    void whatIsTooLargeToStoreIsRefused() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> item("10", "9999999999999", "JPY", "0"));
        InvoiceItem largest = item("1", "9999999999999", "JPY", "0");
        assertThatIllegalArgumentException().isThrownBy(() -> totals(largest, item("1", "1", "JPY", "0")));
    }

    private static InvoiceTotals totals(InvoiceItem... items) {
        return InvoiceTotals.of(items[0].net().currency(), List.of(items));
    }

    private static InvoiceItem item(String quantity, String unitPrice, String currency, String rate) {
        ItemFields fields =
                ItemFields.of("work", new BigDecimal(quantity), Money.of(unitPrice, currency), new BigDecimal(rate));
        return new Pricing(Money.currencyOf(currency), CUSTOMER, Catalogue.EMPTY).priced("item", fields);
    }
}
