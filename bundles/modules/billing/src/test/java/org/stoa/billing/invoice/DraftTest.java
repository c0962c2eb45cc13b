package org.stoa.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.value.Money;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;

class DraftTest {
    private static final UUID CUSTOMER = Ids.next();

    @Test
    void currencyIsTheCustomersUnlessNamed() {
        assertThat(draft(null, "EUR").currency()).isEqualTo(Money.currencyOf("EUR"));
        assertThat(draft("USD", "EUR", item("1", "2.50", "USD")).currency()).isEqualTo(Money.currencyOf("USD"));
    }

    @Test
    void everyItemInAnotherCurrencyIsNamed() {
        ProblemException problem = refused(
                "EUR", item("1", "1", "EUR"), item("1", "1", "USD"), item("1", "1", "EUR"), item("1", "1", "JPY"));

        assertThat(problem.code()).isEqualTo(CommonProblem.INVALID_REQUEST);
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("items[1].unitPrice.currency", "must be EUR, as the invoice is"),
                        new FieldError("items[3].unitPrice.currency", "must be EUR, as the invoice is"));
    }

    @Test
    void unknownCurrencyIsNamed() {
        assertThat(refused("ABC").errors()).extracting(FieldError::field).containsExactly("currency");
    }

    @Test
    void itemThatIsTooLargeIsNamed() {
        ProblemException problem = refused("EUR", item("1", "1", "EUR"), item("10", "9999999999999", "EUR"));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("items[1]");
    }

    @Test
    void sumThatIsTooLargeIsRefused() {
        ProblemException problem = refused("EUR", item("1", "9999999999999", "EUR"), item("1", "9999999999999", "EUR"));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("items");
    }

    @Test
    void sumBelowZeroIsRefused() {
        assertThat(refused("EUR", item("1", "1", "EUR"), item("1", "-1.01", "EUR"))
                        .errors())
                .containsExactly(new FieldError("items", "must not add up to less than zero"));
    }

    @Test
    void dueDateThatNoCalendarNeedsIsRefused() {
        InvoiceFields fields = new InvoiceFields(CUSTOMER, null, LocalDate.MAX, null, null);

        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> Draft.of(fields, customer("EUR"), Catalogue.EMPTY));

        assertThat(problem.errors()).extracting(FieldError::field).containsExactly("dueDate");
    }

    private static ProblemException refused(String currency, ItemFields... items) {
        return catchThrowableOfType(ProblemException.class, () -> draft(currency, "EUR", items));
    }

    private static Draft draft(String currency, String customersCurrency, ItemFields... items) {
        InvoiceFields fields = new InvoiceFields(CUSTOMER, currency, null, null, List.of(items));
        return Draft.of(fields, customer(customersCurrency), Catalogue.EMPTY);
    }

    private static Customer customer(String currency) {
        CustomerFields fields = CustomerFields.of("Studio Nord", null, null, null, null, currency, null);
        return Customer.of(CUSTOMER, fields, 1, Instant.EPOCH, Instant.EPOCH);
    }

    private static ItemFields item(String quantity, String unitPrice, String currency) {
        return ItemFields.of("work", new BigDecimal(quantity), Money.of(unitPrice, currency), new BigDecimal("19"));
    }
}
