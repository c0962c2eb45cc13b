package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.statement.Statement;

/** The payer's bank takes money back that was charged, all of it or a part, and may return it. */
class ChargebackTest {
    private static final String WITHDRAWN = "charge.dispute.funds_withdrawn";
    private static final String REINSTATED = "charge.dispute.funds_reinstated";
    private static final Instant DISPUTED_AT = Instant.parse("2026-03-15T09:00:00Z");

    private static StripeFixture fixture;

    private CallContext context;
    private Invoice invoice;
    private PaymentAttempt attempt;

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** An invoice over 1428.00 EUR. */
    @BeforeEach
    void payAnInvoice() {
        context = fixture.newTenant();
        invoice = fixture.billing.issued(context);
        attempt = fixture.charge(context, invoice).attempt();
        assertThat(invoice().status()).isEqualTo(InvoiceStatus.PAID);
    }

    @Test
    void allOfItOpensTheInvoiceAgainOnceHoweverOftenItIsReported() {
        String dispute = dispute(WITHDRAWN, 142_800);
        report(dispute);
        report(dispute);
        report(dispute(WITHDRAWN, 142_800));

        assertThat(returned()).containsExactly("REVERSAL 1428.00 EUR");
        assertThat(invoice().status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(invoice().balance()).isEqualTo(Money.of("1428.00", "EUR"));
        assertThat(parked()).isEmpty();
        Statement statement =
                fixture.billing.services.statements.statement(context, invoice.customerId(), null, null, null, false);
        assertThat(statement.lines())
                .extracting(line -> line.kind() + " " + line.amount().amount() + " -> "
                        + line.balance().amount())
                .containsExactly(
                        "INVOICE 1428.00 -> 1428.00", "PAYMENT -1428.00 -> 0.00", "REVERSAL 1428.00 -> 1428.00");
    }

    @Test
    void partOfItLeavesTheRestPaid() {
        report(dispute(WITHDRAWN, 42_850));

        assertThat(returned()).containsExactly("REFUND 428.50 EUR");
        assertThat(invoice().status()).isEqualTo(InvoiceStatus.PARTIALLY_PAID);
        assertThat(invoice().balance()).isEqualTo(Money.of("428.50", "EUR"));
    }

    @Test
    void allOfItAfterARefundTakesWhatIsLeft() {
        fixture.refunds.refund(context, attempt.id(), Money.of("100.00", "EUR"));
        fixture.deliver();

        report(dispute(WITHDRAWN, 142_800));

        assertThat(returned()).containsExactly("REFUND 100.00 EUR", "REVERSAL 1328.00 EUR");
        assertThat(invoice().balance()).isEqualTo(Money.of("1428.00", "EUR"));
        assertThat(parked()).isEmpty();
    }

    @Test
    void moreThanIsLeftIsParkedAndNotBooked() {
        fixture.refunds.refund(context, attempt.id(), Money.of("100.00", "EUR"));
        fixture.deliver();

        report(dispute(WITHDRAWN, 142_000));

        assertThat(returned()).containsExactly("REFUND 100.00 EUR");
        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.REFUND_EXCEEDS_PAYMENT);
    }

    @Test
    void moneyThatIsReturnedParksTheAccountUntilSomebodyHasBookedIt() {
        report(dispute(WITHDRAWN, 142_800));
        report(dispute(REINSTATED, 142_800));

        assertThat(returned()).containsExactly("REVERSAL 1428.00 EUR");
        assertThat(invoice().status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(parked()).singleElement().satisfies(item -> {
            assertThat(item.reason()).isEqualTo(ParkingReason.OTHER);
            assertThat(item.detail()).contains("returned");
            assertThat(item.invoiceId()).isEqualTo(invoice.id());
            assertThat(item.customerId()).isEqualTo(invoice.customerId());
        });
    }

    @Test
    void invoiceCanBePaidThroughTheProviderOnceMore() {
        report(dispute(WITHDRAWN, 142_800));

        PaymentAttempt second = fixture.charge(context, invoice).attempt();

        assertThat(second.number()).isEqualTo(2);
        assertThat(second.amount()).isEqualTo(Money.of("1428.00", "EUR"));
        assertThat(invoice().status()).isEqualTo(InvoiceStatus.PAID);
        report(dispute(WITHDRAWN, 142_800));
        assertThat(invoice().status())
                .as("what is said of the first payment again")
                .isEqualTo(InvoiceStatus.PAID);
    }

    @Test
    void whatThisPlatformHasNotChargedIsLeftAlone() {
        report(StripeMessages.dispute(WITHDRAWN, "pi_of_a_shop", 5_000, DISPUTED_AT));

        assertThat(returned()).isEmpty();
        assertThat(parked()).isEmpty();
    }

    private String dispute(String type, long units) {
        return StripeMessages.dispute(type, attempt.externalReference(), units, DISPUTED_AT);
    }

    private void report(String event) {
        fixture.send(context, event);
        fixture.deliver();
    }

    private Invoice invoice() {
        return fixture.invoice(context, invoice);
    }

    private List<String> returned() {
        return fixture.payments(context, invoice).stream()
                .flatMap(payment -> payment.refunds().stream())
                .map(refund -> refund.kind() + " " + refund.amount())
                .toList();
    }

    private List<ParkedItem> parked() {
        return fixture.parking.list(context, null, false, PageRequest.first()).items();
    }
}
