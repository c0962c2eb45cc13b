package org.stoa.billing.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.BillingFixture;
import org.stoa.billing.BillingProblem;
import org.stoa.billing.InvoicePaid;
import org.stoa.billing.invoice.CreditFields;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.testkit.RecordingListener;

class PaymentsTest {
    private static final int THREADS = 16;
    private static final BillingFixture BILLING = new BillingFixture();

    private final CallContext context = BILLING.newTenant("Europe/Berlin");
    private final UUID customer = BILLING.customer(context).id();

    @AfterAll
    static void close() {
        BILLING.close();
    }

    @Test
    void partsAddUpToThePaidInvoice() {
        Invoice invoice = BILLING.issued(context, customer, "100.00", "EUR");
        RecordingListener<InvoicePaid> paid = new RecordingListener<>(InvoicePaid.class);

        BILLING.pay(context, null, invoice.id(), "33.33", "EUR");
        Invoice partly = BILLING.invoices.get(context, invoice.id());
        BILLING.databases.deliverEvents(paid);
        assertThat(paid.of(context)).isEmpty();
        BILLING.pay(context, null, invoice.id(), "66.67", "EUR");
        Invoice whole = BILLING.invoices.get(context, invoice.id());
        BILLING.databases.deliverEvents(paid);

        assertThat(partly.status()).isEqualTo(InvoiceStatus.PARTIALLY_PAID);
        assertThat(partly.balance()).isEqualTo(eur("66.67"));
        assertThat(whole.status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(whole.balance()).isEqualTo(eur("0"));
        assertThat(paid.of(context)).extracting(InvoicePaid::invoiceId).containsExactly(invoice.id());
    }

    @Test
    void manyPaymentsAtOnceAreExact() throws Exception {
        Invoice invoice = BILLING.issued(context, customer, "100.00", "EUR");

        inParallel(() -> BILLING.pay(context, null, invoice.id(), "10.01", "EUR"));

        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.PAID);
        List<Payment> payments =
                BILLING.payments.list(context, customer, PageRequest.first()).items();
        assertThat(payments).hasSize(THREADS);
        assertThat(sum(payments.stream().map(Payment::available).toList())).isEqualTo(eur("60.16"));
        assertThat(sum(payments.stream()
                        .flatMap(payment -> payment.allocations().stream())
                        .map(Payment.Allocation::amount)
                        .toList()))
                .isEqualTo(eur("100.00"));
    }

    @Test
    void eventOfAProviderThatIsReplayedBooksNothingTwice() throws Exception {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");
        PaymentFields reported = reported(invoice.id(), "50.00", "EUR", "pi_1");

        List<Payment> answers = inParallel(() -> BILLING.payments.record(context, reported));

        assertThat(answers).extracting(Payment::id).containsOnly(answers.get(0).id());
        assertThat(BILLING.payments.list(context, customer, PageRequest.first()).items())
                .hasSize(1);
        assertThat(parked()).isEmpty();
    }

    @Test
    void whatIsPaidTooMuchPaysTheNextInvoice() {
        Invoice first = BILLING.issued(context, customer, "30.00", "EUR");
        BILLING.pay(context, null, first.id(), "100.00", "EUR");

        Invoice second = BILLING.issued(context, customer, "50.00", "EUR");
        Invoice third = BILLING.issued(context, customer, "50.00", "EUR");

        assertThat(second.status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(third.status()).isEqualTo(InvoiceStatus.PARTIALLY_PAID);
        assertThat(third.balance()).isEqualTo(eur("30.00"));
    }

    @Test
    void creditNoteForAPaidInvoiceBecomesCreditThatCanBePaidBack() {
        Invoice invoice = BILLING.issued(context, customer, "80.00", "EUR");
        Payment payment = BILLING.pay(context, null, invoice.id(), "80.00", "EUR");

        Invoice note = BILLING.creditNotes.credit(context, invoice.id(), new CreditFields("returned", null));

        assertThat(note.number()).isEqualTo("CN-2026-000001");
        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.CREDITED);
        assertThat(BILLING.payments.get(context, payment.id()).available()).isEqualTo(eur("80.00"));
        Payment refunded =
                BILLING.payments.refund(context, payment.id(), new RefundFields(null, null, null, "returned", null));
        assertThat(refunded.available()).isEqualTo(eur("0"));
        assertThat(refunded.refunds()).extracting(Refund::amount).containsExactly(eur("80.00"));
        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.CREDITED);
    }

    @Test
    void refundOfWhatWasNeededOpensTheInvoiceAgain() {
        Invoice invoice = BILLING.issued(context, customer, "80.00", "EUR");
        Payment payment = BILLING.pay(context, null, invoice.id(), "80.00", "EUR");

        BILLING.payments.refund(context, payment.id(), new RefundFields(eur("20.00"), null, null, null, null));

        Invoice open = BILLING.invoices.get(context, invoice.id());
        assertThat(open.status()).isEqualTo(InvoiceStatus.PARTIALLY_PAID);
        assertThat(open.balance()).isEqualTo(eur("20.00"));
        assertThat(open.payment()).isNull();
    }

    @Test
    void noMoreGoesBackThanWasPaid() {
        Invoice invoice = BILLING.issued(context, customer, "80.00", "EUR");
        Payment payment = BILLING.pay(context, null, invoice.id(), "80.00", "EUR");
        BILLING.payments.refund(context, payment.id(), new RefundFields(eur("50.00"), null, null, null, null));

        ProblemException problem = catchThrowableOfType(
                ProblemException.class,
                () -> BILLING.payments.refund(
                        context, payment.id(), new RefundFields(eur("30.01"), null, null, null, null)));

        assertThat(problem.code()).isEqualTo(BillingProblem.REFUND_EXCEEDS_PAYMENT);
        assertThat(problem.extensions()).containsEntry("refundable", eur("30.00"));
    }

    @Test
    void refundsAtOnceGiveBackNoMoreThanWasPaid() throws Exception {
        Invoice invoice = BILLING.issued(context, customer, "80.00", "EUR");
        Payment payment = BILLING.pay(context, null, invoice.id(), "80.00", "EUR");

        List<String> outcomes = inParallel(() -> {
            try {
                BILLING.payments.refund(context, payment.id(), new RefundFields(eur("30.00"), null, null, null, null));
                return "refunded";
            } catch (ProblemException e) {
                return e.code().code();
            }
        });

        assertThat(outcomes.stream().filter("refunded"::equals)).hasSize(2);
        assertThat(BILLING.payments.get(context, payment.id()).refunds()).hasSize(2);
    }

    @Test
    void chargebackTakesAllThatIsLeft() {
        Invoice invoice = BILLING.issued(context, customer, "80.00", "EUR");
        PaymentFields reported = reported(invoice.id(), "80.00", "EUR", "pi_9");
        BILLING.payments.record(context, reported);

        RefundFields chargeback = new RefundFields(null, "stripe", "dp_1", "fraudulent", null);
        BILLING.payments.recordReversal(context, "pi_9", chargeback);
        BILLING.payments.recordReversal(context, "pi_9", chargeback);

        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(BILLING.payments.record(context, reported).refunds())
                .extracting(Refund::kind)
                .containsExactly(Refund.Kind.REVERSAL);
        assertThat(parked()).isEmpty();
    }

    @Test
    void paymentForAnUnknownInvoiceIsKeptUntilSomebodyKnowsWhoseItIs() {
        Payment payment = BILLING.payments.record(context, reported(Ids.next(), "50.00", "EUR", "pi_2"));

        assertThat(payment.customerId()).isNull();
        assertThat(payment.available()).isEqualTo(eur("50.00"));
        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.PAYMENT_FOR_UNKNOWN_INVOICE);
        Invoice invoice = BILLING.issued(context, customer, "20.00", "EUR");
        Payment assigned = BILLING.payments.assign(context, payment.id(), customer);
        assertThat(assigned.available()).isEqualTo(eur("30.00"));
        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> BILLING.payments.assign(context, payment.id(), customer))
                        .code())
                .isEqualTo(BillingProblem.PAYMENT_ASSIGNED);
    }

    @Test
    void paymentForAVoidInvoiceIsCreditAndParksTheAccount() {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");
        BILLING.lifecycle.declareVoid(context, invoice.id(), "typo");

        Payment payment = BILLING.payments.record(context, reported(invoice.id(), "50.00", "EUR", "pi_3"));

        assertThat(payment.customerId()).isEqualTo(customer);
        assertThat(payment.available()).isEqualTo(eur("50.00"));
        ParkedItem item = parked().get(0);
        assertThat(item.reason()).isEqualTo(ParkingReason.PAYMENT_FOR_INVOICE_NOT_OPEN);
        assertThat(item.paymentId()).isEqualTo(payment.id());
        BILLING.services.parking.release(context, item.id(), new ReleaseNote("kept as credit"));
        assertThat(parked()).isEmpty();
    }

    @Test
    void paymentInAnotherCurrencySettlesNothing() {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");

        BILLING.payments.record(context, reported(invoice.id(), "50.00", "USD", "pi_4"));

        assertThat(BILLING.invoices.get(context, invoice.id()).status()).isEqualTo(InvoiceStatus.ISSUED);
        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.CURRENCY_MISMATCH);
    }

    @Test
    void samePaymentReportedWithAnotherAmountIsLookedAt() {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");
        BILLING.payments.record(context, reported(invoice.id(), "50.00", "EUR", "pi_5"));

        Payment again = BILLING.payments.record(context, reported(invoice.id(), "40.00", "EUR", "pi_5"));

        assertThat(again.amount()).isEqualTo(eur("50.00"));
        assertThat(parked()).extracting(ParkedItem::reason).containsExactly(ParkingReason.PAYMENT_REPORTED_DIFFERENTLY);
    }

    @Test
    void refundThatCannotBeIsParkedAndNotBooked() {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");
        PaymentFields reported = reported(invoice.id(), "50.00", "EUR", "pi_6");
        BILLING.payments.record(context, reported);

        BILLING.payments.recordRefund(context, "pi_6", new RefundFields(eur("50.01"), "stripe", "re_1", null, null));
        BILLING.payments.recordRefund(
                context, "pi_unknown", new RefundFields(eur("5.00"), "stripe", "re_2", null, null));
        BILLING.payments.recordRefund(context, "pi_6", new RefundFields(eur("50.01"), "stripe", "re_1", null, null));

        assertThat(BILLING.payments.record(context, reported).refunds()).isEmpty();
        assertThat(parked())
                .extracting(ParkedItem::reason)
                .containsExactlyInAnyOrder(
                        ParkingReason.REFUND_EXCEEDS_PAYMENT, ParkingReason.REFUND_OF_UNKNOWN_PAYMENT);
    }

    @Test
    void whatAPersonEntersIsRefusedWithItsField() {
        Invoice invoice = BILLING.issued(context, customer, "50.00", "EUR");
        Invoice draft = BILLING.draft(context, customer);

        assertThat(field(new PaymentFields(null, invoice.id(), eur("0"), null, null, null, null)))
                .isEqualTo("amount");
        assertThat(field(new PaymentFields(null, invoice.id(), eur("-1"), null, null, null, null)))
                .isEqualTo("amount");
        assertThat(field(new PaymentFields(null, invoice.id(), Money.of("1", "USD"), null, null, null, null)))
                .isEqualTo("amount.currency");
        assertThat(field(new PaymentFields(null, Ids.next(), eur("1"), null, null, null, null)))
                .isEqualTo("invoiceId");
        assertThat(field(new PaymentFields(Ids.next(), null, eur("1"), null, null, null, null)))
                .isEqualTo("customerId");
        assertThat(field(new PaymentFields(null, null, eur("1"), null, null, null, null)))
                .isEqualTo("customerId");
        Instant tomorrow = BILLING.clock.instant().plusSeconds(86_400);
        assertThat(field(new PaymentFields(null, invoice.id(), eur("1"), null, null, null, tomorrow)))
                .isEqualTo("receivedAt");
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> BILLING.pay(context, null, draft.id(), "1", "EUR"))
                        .code())
                .isEqualTo(BillingProblem.INVOICE_NOT_ISSUED);
    }

    private String field(PaymentFields fields) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> BILLING.payments.receive(context, fields));
        return problem.errors().stream().map(FieldError::field).findFirst().orElse(problem.getMessage());
    }

    private List<ParkedItem> parked() {
        return BILLING.services
                .parking
                .list(context, null, false, PageRequest.first())
                .items();
    }

    private static PaymentFields reported(UUID invoiceId, String amount, String currency, String reference) {
        return new PaymentFields(null, invoiceId, Money.of(amount, currency), "stripe", reference, null, null);
    }

    private static <T> List<T> inParallel(Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                calls.add(call);
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(eur("0"), Money::plus);
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
