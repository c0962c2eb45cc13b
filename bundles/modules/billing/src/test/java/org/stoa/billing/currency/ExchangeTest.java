package org.stoa.billing.currency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.setting.SettingFields;

class ExchangeTest {
    private static final BillingFixture BILLING = new BillingFixture();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 15);

    private final CallContext context = BILLING.newTenant("UTC");
    private final UUID customer = BILLING.customer(context).id();

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void invoiceKeepsTheRateAndTheTotalsInTheTenantsCurrency() {
        put("ECB", "USD", "EUR", TODAY, "0.9205");

        Invoice invoice = BILLING.issued(context, customer, "99.99", "USD");

        assertThat(invoice.conversion().rate()).isEqualTo(new BigDecimal("0.9205"));
        assertThat(invoice.conversion().ratedOn()).isEqualTo(TODAY);
        assertThat(invoice.conversion().gross()).isEqualTo(Money.of("92.04", "EUR"));
        put("ECB", "USD", "EUR", TODAY, "1.5");
        assertThat(BILLING.invoices.get(context, invoice.id())).isEqualTo(invoice);
        Invoice note = BILLING.creditNotes.credit(context, invoice.id(), new CreditFields("returned", null));
        assertThat(note.conversion()).isEqualTo(invoice.conversion());
    }

    @Test
    void oppositeRateIsTurnedRound() {
        put("ECB", "EUR", "JPY", TODAY, "163.45");
        put("ECB", "EUR", "KWD", TODAY, "0.3345");

        assertThat(BILLING.issued(context, customer, "12345", "JPY")
                        .conversion()
                        .gross())
                .isEqualTo(Money.of("75.53", "EUR"));
        assertThat(BILLING.issued(context, customer, "12.345", "KWD")
                        .conversion()
                        .gross())
                .isEqualTo(Money.of("36.91", "EUR"));
    }

    @Test
    void lastRateOfTheSevenDaysBeforeCounts() {
        put("ECB", "USD", "EUR", TODAY.minusDays(8), "0.5");
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> BILLING.issued(context, customer, "100.00", "USD"));
        assertThat(problem.code()).isEqualTo(BillingProblem.EXCHANGE_RATE_MISSING);
        assertThat(problem.arguments()[0]).isEqualTo("USD");

        put("ECB", "USD", "EUR", TODAY.minusDays(7), "0.8");
        put("ECB", "USD", "EUR", TODAY.minusDays(6), "0.9");
        put("ECB", "USD", "EUR", TODAY.plusDays(1), "0.1");

        assertThat(BILLING.issued(context, customer, "100.00", "USD")
                        .conversion()
                        .gross())
                .isEqualTo(Money.of("90.00", "EUR"));
    }

    @Test
    void onlyTheSourceThatTheTenantTrustsCounts() {
        put("bank", "USD", "EUR", TODAY, "0.7");
        put("ECB", "USD", "EUR", TODAY.minusDays(1), "0.9");
        BILLING.services.settings.put(context, new SettingFields(null, null, "ECB", 3, null));

        assertThat(BILLING.issued(context, customer, "100.00", "USD")
                        .conversion()
                        .source())
                .isEqualTo("ECB");
    }

    @Test
    void whatIsNoRateIsRefusedWithItsField() {
        assertThat(field("ECB", "EUR", "EUR", TODAY)).isEqualTo("rates[0].quote");
        assertThat(field("ECB", "EUR", "ABC", TODAY)).isEqualTo("rates[0].quote");
        assertThat(field("ECB", "XXX", "EUR", TODAY)).isEqualTo("rates[0].base");
        assertThat(field("ECB", "EUR", "USD", LocalDate.of(9999, 1, 1))).isEqualTo("rates[0].validOn");
    }

    private String field(String source, String base, String quote, LocalDate day) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> put(source, base, quote, day, "1.1"));
        return problem.errors().stream().map(FieldError::field).findFirst().orElseThrow();
    }

    private void put(String source, String base, String quote, LocalDate day, String rate) {
        ExchangeRate one = new ExchangeRate(source, base, quote, day, new BigDecimal(rate));
        BILLING.services.exchangeRates.put(context, new ExchangeRateList(List.of(one)));
    }
}
