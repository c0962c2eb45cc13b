package org.stoa.billing.dunning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.InvoiceOverdue;
import org.stoa.billing.currency.ExchangeRate;
import org.stoa.billing.currency.ExchangeRateList;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.setting.SettingFields;
import org.stoa.testkit.RecordingListener;

class DunningTest {
    private static BillingFixture billing;

    private final CallContext context = billing.newTenant("Europe/Berlin");

    @BeforeAll
    static void start() {
        billing = new BillingFixture();
    }

    @AfterAll
    static void close() {
        billing.close();
    }

    @BeforeEach
    void beginInMarch() {
        billing.clock.set("2026-03-15T10:00:00Z");
    }

    @Test
    void invoiceReachesEachLevelOnItsDay() {
        levels(level(7, "5.00"), level(21, null));
        billing.services.settings.put(context, new SettingFields(null, null, null, null, new BigDecimal("9")));
        Invoice invoice = billing.issued(context);
        assertThat(invoice.dueDate()).isEqualTo(LocalDate.of(2026, 4, 14));

        billing.moveTo("2026-04-14T21:59:59Z");
        assertThat(notices()).as("the day on which it is due is not over").isEmpty();
        billing.moveTo("2026-04-14T22:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(0);
        billing.moveTo("2026-04-20T21:59:59Z");
        assertThat(notices()).hasSize(1);
        billing.moveTo("2026-04-21T10:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(1, 0);
        billing.moveTo("2026-09-01T10:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(2, 1, 0);

        DunningNotice first = notices().get(1);
        assertThat(first.fee()).isEqualTo(Money.of("5.00", "EUR"));
        // 1428.00 x 9 % x 7 / 365
        assertThat(first.interest()).isEqualTo(Money.of("2.46", "EUR"));
        assertThat(first.text()).isEqualTo("after 7 days");
        RecordingListener<InvoiceOverdue> overdue = new RecordingListener<>(InvoiceOverdue.class);
        RecordingListener<DunningLevelReached> reached = new RecordingListener<>(DunningLevelReached.class);
        billing.databases.deliverEvents(overdue, reached);
        assertThat(overdue.of(context)).extracting(InvoiceOverdue::invoiceId).containsExactly(invoice.id());
        assertThat(reached.of(context)).extracting(DunningLevelReached::level).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void twoNodesRemindOnce() throws Exception {
        levels(level(7, null));
        Invoice invoice = billing.issued(context);
        billing.clock.set("2026-04-15T10:00:00Z");

        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                calls.add(() -> {
                    billing.services.dunning.step(context, invoice.id());
                    return true;
                });
            }
            for (Future<Boolean> call : nodes.invokeAll(calls)) {
                call.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(notices()).extracting(DunningNotice::level).containsExactly(0);
    }

    @Test
    void whatIsPaidIsNotRemindedOfUntilTheMoneyGoesBack() {
        levels(level(7, null));
        Invoice invoice = billing.issued(context);
        Payment payment = billing.pay(context, null, invoice.id(), "1428.00", "EUR");
        billing.moveTo("2026-05-01T10:00:00Z");
        assertThat(notices()).isEmpty();

        billing.payments.reverse(context, payment.id(), new RefundFields(null, null, null, null, null));
        billing.moveTo("2026-05-01T10:00:01Z");

        assertThat(notices()).extracting(DunningNotice::level).containsExactly(1, 0);
    }

    @Test
    void parkedAccountIsRemindedOnceItIsReleased() {
        levels(level(7, null));
        Invoice invoice = billing.issued(context);
        billing.services.parking.park(
                context, new Doubt(ParkingReason.OTHER, invoice.customerId(), "x", "looks odd", null, null, null));
        billing.moveTo("2026-05-01T10:00:00Z");
        assertThat(notices()).isEmpty();

        UUID parked = billing.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items()
                .get(0)
                .id();
        billing.services.parking.release(context, parked, new ReleaseNote("is right"));
        billing.moveTo("2026-05-01T10:00:01Z");

        assertThat(notices()).extracting(DunningNotice::level).containsExactly(1, 0);
    }

    @Test
    void newLevelsCountForWhatIsOverdueAlready() {
        billing.issued(context);
        billing.moveTo("2026-06-01T10:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(0);

        levels(level(7, null), level(90, null));
        billing.moveTo("2026-06-01T10:00:01Z");

        assertThat(notices()).extracting(DunningNotice::level).containsExactly(1, 0);
        billing.moveTo("2026-07-13T10:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(2, 1, 0);
    }

    @Test
    void feeAndInterestAreInvoicedOnceWhenTheLevelSaysSo() {
        billing.services.settings.put(context, new SettingFields(null, null, null, null, new BigDecimal("9")));
        levels(level(7, "5.00"), charged(14, "10.00"), charged(21, null));
        Invoice invoice = billing.issued(context);

        billing.moveTo("2026-04-22T10:00:00Z");
        assertThat(fees()).isEmpty();
        billing.moveTo("2026-04-29T10:00:00Z");
        // 1428.00 x 9 % x 15 / 365
        assertThat(fees()).extracting(fee -> fee.totals().gross()).containsExactly(Money.of("15.28", "EUR"));
        billing.moveTo("2026-05-06T10:00:00Z");

        // 1428.00 x 9 % x 22 / 365 = 7.75, of which 5.28 is invoiced already
        assertThat(fees())
                .extracting(fee -> fee.totals().gross())
                .containsExactly(Money.of("2.47", "EUR"), Money.of("15.28", "EUR"));
        Invoice fee = fees().get(1);
        assertThat(fee.status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(fee.source().dunnedInvoiceId()).isEqualTo(invoice.id());
        assertThat(fee.totals().tax()).isEqualTo(Money.of("0", "EUR"));
        assertThat(notices())
                .extracting(DunningNotice::feeInvoiceId)
                .containsExactly(fees().get(0).id(), fee.id(), null, null);
    }

    @Test
    void whatRemindersCostLeadsToNoFurtherCosts() {
        billing.services.settings.put(context, new SettingFields(null, null, null, null, new BigDecimal("9")));
        levels(charged(1, "10.00"));
        Invoice invoice = billing.issued(context);
        billing.moveTo("2026-04-15T10:00:00Z");
        billing.pay(context, null, invoice.id(), "1428.00", "EUR");
        billing.moveTo("2026-09-01T10:00:00Z");

        assertThat(fees()).hasSize(1);
        assertThat(notices())
                .filteredOn(notice -> notice.invoiceId().equals(fees().get(0).id()))
                .hasSize(2)
                .allMatch(notice -> notice.fee().amount().signum() == 0)
                .allMatch(notice -> notice.interest().amount().signum() == 0);
    }

    @Test
    void reminderWhoseFeeCannotBeInvoicedParksTheAccountAndIsTakenLater() {
        levels(new DunningLevel(1, Money.of("10.00", "USD"), "x", true));
        billing.services.settings.put(context, new SettingFields(null, null, null, null, null));
        Customer customer = billing.customer(context);
        LocalDate today = LocalDate.of(2026, 3, 15);
        billing.services.exchangeRates.put(
                context,
                new ExchangeRateList(List.of(new ExchangeRate("ECB", "EUR", "USD", today, new BigDecimal("1.1")))));
        billing.issued(context, customer.id(), "100", "USD");
        billing.moveTo("2026-04-15T10:00:00Z");
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(0);
        assertThat(fees()).isEmpty();
        List<ParkedItem> parked = billing.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items();
        assertThat(parked).hasSize(1);

        LocalDate then = LocalDate.of(2026, 4, 15);
        billing.services.exchangeRates.put(
                context,
                new ExchangeRateList(List.of(new ExchangeRate("ECB", "EUR", "USD", then, new BigDecimal("1.1")))));
        billing.services.parking.release(context, parked.get(0).id(), new ReleaseNote("rate added"));
        billing.moveTo("2026-04-15T10:00:01Z");

        assertThat(fees()).hasSize(1);
        assertThat(notices()).extracting(DunningNotice::level).containsExactly(1, 0);
    }

    private List<Invoice> fees() {
        return billing.invoices.list(context, null, null, null, PageRequest.first()).items().stream()
                .filter(invoice -> invoice.source() != null)
                .toList();
    }

    private static DunningLevel charged(int days, String fee) {
        return new DunningLevel(days, fee == null ? null : Money.of(fee, "EUR"), "after " + days + " days", true);
    }

    @Test
    void levelsInTheWrongOrderAreRefused() {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> levels(level(7, null), level(7, null)));

        assertThat(problem.errors().get(0).field()).isEqualTo("levels[1].daysAfterDue");
    }

    private void levels(DunningLevel... levels) {
        billing.services.dunning.putLevels(context, new DunningLevels(List.of(levels)));
    }

    private static DunningLevel level(int days, String fee) {
        return new DunningLevel(days, fee == null ? null : Money.of(fee, "EUR"), "after " + days + " days");
    }

    private List<DunningNotice> notices() {
        return billing.services
                .dunning
                .notices(context, null, null, PageRequest.first())
                .items();
    }
}
