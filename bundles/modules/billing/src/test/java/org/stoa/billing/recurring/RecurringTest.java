package org.stoa.billing.recurring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.currency.ExchangeRate;
import org.stoa.billing.currency.ExchangeRateList;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceItem;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;

class RecurringTest {
    private static BillingFixture billing;

    private final CallContext context = billing.newTenant("Europe/Berlin");
    private final UUID customer = billing.customer(context).id();

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
    void aYearIsInvoicedMonthByMonthAsThePreviewSaid() {
        Agreement agreement = create("2026-03-31", "2027-03-30", null, true, fixed("100.00"));
        List<RunPreview> previews = billing.services.agreements.preview(context, agreement.id(), 60);

        billing.moveTo("2027-06-01T00:00:00Z");

        List<Invoice> invoices = invoices();
        assertThat(invoices).hasSize(12).allMatch(invoice -> invoice.status() == InvoiceStatus.ISSUED);
        assertThat(invoices)
                .extracting(invoice -> invoice.items().get(0).periodStart().toString())
                .containsExactly(
                        "2026-03-31",
                        "2026-04-30",
                        "2026-05-31",
                        "2026-06-30",
                        "2026-07-31",
                        "2026-08-31",
                        "2026-09-30",
                        "2026-10-31",
                        "2026-11-30",
                        "2026-12-31",
                        "2027-01-31",
                        "2027-02-28");
        List<RunPreview> withInvoice =
                previews.stream().filter(preview -> !preview.items().isEmpty()).toList();
        assertThat(withInvoice)
                .extracting(RunPreview::totals)
                .isEqualTo(invoices.stream().map(Invoice::totals).toList());
        assertThat(billing.services.agreements.get(context, agreement.id()).status())
                .isEqualTo(Agreement.Status.ENDED);
    }

    @Test
    void dayOnWhichTheClocksChangeIsADayLikeAnother() {
        create("2026-03-29", null, null, true, fixed("10.00"));

        billing.moveTo("2026-03-28T22:59:59Z");
        assertThat(invoices()).isEmpty();
        billing.moveTo("2026-03-28T23:00:00Z");
        assertThat(invoices()).extracting(Invoice::issueDate).containsExactly(LocalDate.of(2026, 3, 29));
        billing.moveTo("2026-04-28T22:00:00Z");
        assertThat(invoices()).hasSize(2);
    }

    @Test
    void daysThatDoNotBelongToItAreNotInvoiced() {
        create("2026-03-20", "2026-05-10", 1, true, fixed("100.00"));

        billing.moveTo("2026-06-01T00:00:00Z");

        assertThat(invoices())
                .extracting(invoice -> invoice.totals().net().toString())
                // 12 of 31 days, all of April, 10 of 31 days
                .containsExactly("38.71 EUR", "100.00 EUR", "32.26 EUR");
    }

    @Test
    void usageIsInvoicedWhenThePeriodIsOverEachReportOnce() {
        Agreement agreement = create("2026-03-15", null, null, true, fixed("10.00"), metered("0.0012"));
        billing.moveTo("2026-03-20T10:00:00Z");
        UsageReports.Receipt first = report(agreement, new UsageReport("a", "calls", new BigDecimal("1000"), day(20)));
        UsageReports.Receipt again = report(
                agreement,
                new UsageReport("a", "calls", new BigDecimal("1000"), day(20)),
                new UsageReport("b", "calls", new BigDecimal("500.5"), day(19)));
        List<RunPreview> preview = billing.services.agreements.preview(context, agreement.id(), 2);

        billing.moveTo("2026-04-15T10:00:00Z");
        UsageReports.Receipt late = report(agreement, new UsageReport("c", "calls", new BigDecimal("250"), day(21)));
        billing.moveTo("2026-05-15T10:00:00Z");

        assertThat(first).isEqualTo(new UsageReports.Receipt(1, 0));
        assertThat(again).isEqualTo(new UsageReports.Receipt(1, 1));
        assertThat(late.accepted()).isEqualTo(1);
        assertThat(invoices()).hasSize(3);
        InvoiceItem used = invoices().get(1).items().get(1);
        assertThat(used.quantity()).isEqualTo(new BigDecimal("1500.5"));
        assertThat(used.net()).isEqualTo(Money.of("1.80", "EUR"));
        assertThat(used.periodStart()).isEqualTo(day(15));
        assertThat(preview.get(0).totals()).isEqualTo(invoices().get(1).totals());
        assertThat(preview.get(1).items()).hasSize(1);
        assertThat(invoices().get(2).items().get(1).quantity()).isEqualTo(new BigDecimal("250"));
    }

    @Test
    void twoNodesMakeOneInvoiceOfARun() throws Exception {
        Agreement agreement = create("2026-03-15", null, null, true, fixed("10.00"));

        ExecutorService nodes = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int node = 0; node < 8; node++) {
                calls.add(() -> {
                    billing.services.recurring.run(context, agreement.id(), 0);
                    return true;
                });
            }
            for (Future<Boolean> call : nodes.invokeAll(calls)) {
                call.get();
            }
        } finally {
            nodes.shutdownNow();
        }

        assertThat(invoices()).hasSize(1);
    }

    @Test
    void parkedCustomerIsInvoicedOnceReleasedAndNothingIsDropped() {
        create("2026-03-20", null, null, true, fixed("10.00"));
        billing.services.parking.park(
                context, new Doubt(ParkingReason.OTHER, customer, "x", "looks odd", null, null, null));
        billing.moveTo("2026-05-25T10:00:00Z");
        assertThat(invoices()).isEmpty();

        UUID parked = billing.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items()
                .get(0)
                .id();
        billing.services.parking.release(context, parked, new ReleaseNote("is right"));
        billing.moveTo("2026-05-25T10:00:01Z");

        assertThat(invoices()).hasSize(3).allMatch(invoice -> invoice.status() == InvoiceStatus.ISSUED);
    }

    @Test
    void whatCannotBeIssuedIsADraftAndSaysWhy() {
        Agreement agreement = create("2026-03-15", null, null, true, fixed("10.00", "USD"));

        billing.moveTo("2026-03-15T10:00:01Z");

        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.DRAFT);
        assertThat(billing.services.agreements.get(context, agreement.id()).problem())
                .contains("exchange-rate-missing", "between USD and EUR for 2026-03-15");
        ExchangeRate rate = new ExchangeRate("ECB", "USD", "EUR", LocalDate.of(2026, 4, 14), new BigDecimal("0.9"));
        billing.services.exchangeRates.put(context, new ExchangeRateList(List.of(rate)));
        billing.moveTo("2026-04-15T10:00:00Z");
        assertThat(invoices()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED, InvoiceStatus.ISSUED);
        assertThat(billing.services.agreements.get(context, agreement.id()).problem())
                .isNull();
    }

    @Test
    void invoicesOfATenantWithATestClockAreTestsWithNumbersOfTheirOwn() {
        create("2026-03-15", null, null, true, fixed("10.00"));
        billing.tenantClock.tests.add(context.requireTenant());
        billing.moveTo("2026-03-15T10:00:01Z");
        billing.tenantClock.tests.remove(context.requireTenant());

        Invoice real = billing.issued(context, customer, "5.00", "EUR");

        assertThat(invoices()).hasSize(2);
        assertThat(invoices().get(0).test()).isTrue();
        assertThat(invoices().get(0).number()).isEqualTo("TEST-2026-000001");
        assertThat(real.number()).isEqualTo("2026-000001");
        assertThat(billing.services
                        .statements
                        .statement(context, customer, null, null, "EUR", false)
                        .closing())
                .isEqualTo(Money.of("5.00", "EUR"));
    }

    @Test
    void changeCountsFromTheNextRunOnAndNotForDaysThatAreInvoiced() {
        Agreement agreement = create("2026-03-15", null, null, true, fixed("10.00"));
        billing.moveTo("2026-03-16T10:00:00Z");
        Agreement running = billing.services.agreements.get(context, agreement.id());

        Agreement changed = billing.services.agreements.update(
                context, agreement.id(), running.version(), patch(fields("2026-03-15", "2026-05-14", fixed("20.00"))));
        billing.moveTo("2026-07-01T10:00:00Z");

        assertThat(changed.nextRunOn()).isEqualTo(LocalDate.of(2026, 4, 15));
        assertThat(invoices())
                .extracting(invoice -> invoice.totals().net().toString())
                .containsExactly("10.00 EUR", "20.00 EUR");
        ProblemException ended = catchThrowableOfType(
                ProblemException.class,
                () -> billing.services.agreements.update(
                        context, agreement.id(), changed.version(), patch(fields("2026-03-15", null, fixed("1.00")))));
        assertThat(ended.code()).isEqualTo(BillingProblem.AGREEMENT_ENDED);
    }

    @Test
    void daysAlreadyInvoicedCannotBeTakenAway() {
        Agreement agreement = create("2026-03-15", null, null, true, fixed("10.00"));
        billing.moveTo("2026-03-16T10:00:00Z");

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> billing.services.agreements.update(
                        context, agreement.id(), 1, patch(fields("2026-03-15", "2026-04-13", fixed("10.00")))));

        assertThat(problem.errors().get(0).field()).isEqualTo("endsOn");
    }

    @Test
    void simulationWritesNothing() {
        AgreementFields fields = fields("2026-03-15", null, fixed("10.00"), metered("1"));

        List<RunPreview> previews = billing.services.agreements.preview(context, fields, 3);

        assertThat(previews)
                .extracting(preview -> preview.totals().net().toString())
                .containsExactly("10.00 EUR", "10.00 EUR", "10.00 EUR");
        assertThat(billing.services
                        .agreements
                        .list(context, null, PageRequest.first())
                        .items())
                .isEmpty();
    }

    private Agreement create(String start, String end, Integer anchorDay, boolean inAdvance, AgreementItem... items) {
        AgreementFields fields = fields(start, end, items);
        String currency = items[0].unitPrice().currency().getCurrencyCode();
        return billing.services.agreements.create(
                context,
                new AgreementFields(
                        customer,
                        "Support",
                        currency,
                        BillingInterval.MONTHLY,
                        fields.startsOn(),
                        fields.endsOn(),
                        anchorDay,
                        inAdvance,
                        true,
                        List.of(items)));
    }

    private AgreementFields fields(String start, String end, AgreementItem... items) {
        return new AgreementFields(
                customer,
                "Support",
                "EUR",
                BillingInterval.MONTHLY,
                LocalDate.parse(start),
                end == null ? null : LocalDate.parse(end),
                null,
                true,
                true,
                List.of(items));
    }

    private static MergePatch patch(AgreementFields fields) {
        return BillingFixture.patch(AgreementFields.class, before -> fields);
    }

    private static AgreementItem fixed(String price) {
        return fixed(price, "EUR");
    }

    private static AgreementItem fixed(String price, String currency) {
        return new AgreementItem(
                null,
                "Support",
                BigDecimal.ONE,
                null,
                null,
                UnitPrice.of(price, currency),
                null,
                null,
                BigDecimal.ZERO,
                null,
                null,
                null);
    }

    private static AgreementItem metered(String price) {
        return new AgreementItem(
                null,
                "Calls",
                null,
                "calls",
                null,
                UnitPrice.of(price, "EUR"),
                null,
                null,
                BigDecimal.ZERO,
                null,
                null,
                null);
    }

    private UsageReports.Receipt report(Agreement agreement, UsageReport... reports) {
        return billing.services.agreements.report(context, agreement.id(), new UsageReports(List.of(reports)));
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 3, day);
    }

    private List<Invoice> invoices() {
        return billing.invoices.list(context, null, null, customer, PageRequest.first()).items().stream()
                .sorted(Comparator.comparing(Invoice::id))
                .toList();
    }
}
