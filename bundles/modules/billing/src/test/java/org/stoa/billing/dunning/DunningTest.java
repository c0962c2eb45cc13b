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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.DunningLevelReached;
import org.stoa.billing.InvoiceOverdue;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.RefundFields;
import org.stoa.billing.setting.SettingFields;
import org.stoa.testkit.RecordingListener;

class DunningTest {
    private final BillingFixture billing = new BillingFixture();
    private final CallContext context = billing.newTenant("Europe/Berlin");

    @AfterEach
    void close() {
        billing.close();
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
