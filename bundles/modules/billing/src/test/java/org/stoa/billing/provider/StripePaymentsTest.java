package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.provider.FakeStripe.Fault;

/** Payments through Stripe, as a fake of it has them: whatever goes wrong in between, an invoice is charged once. */
class StripePaymentsTest {
    private static StripeFixture fixture;

    private final CallContext context = fixture.newTenant();
    private final Invoice invoice = fixture.billing.issued(context);
    private final int chargedBefore = fixture.stripe.charges();

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void thePayerGetsWhatItNeedsToPayAndNothingIsBookedBefore() {
        PaymentStart start = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));

        assertThat(start.attempt().state()).isEqualTo(AttemptState.PENDING);
        assertThat(start.attempt().amount()).isEqualTo(Money.of("1428.00", "EUR"));
        assertThat(start.clientSecret()).startsWith(start.attempt().externalReference());
        assertThat(fixture.payments(context, invoice)).isEmpty();
        PaymentStart again = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        assertThat(again.attempt().id()).isEqualTo(start.attempt().id());
        assertThat(again.clientSecret()).isEqualTo(start.clientSecret());
    }

    @Test
    void whatIsChargedIsBooked() {
        PaymentStart start = fixture.charge(context, invoice);

        assertThat(start.attempt().state()).isEqualTo(AttemptState.SUCCEEDED);
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(fixture.payments(context, invoice)).singleElement().satisfies(payment -> {
            assertThat(payment.amount()).isEqualTo(Money.of("1428.00", "EUR"));
            assertThat(payment.externalReference()).isEqualTo(start.attempt().externalReference());
        });
        fixture.deliver();
        fixture.pass(2);
        assertPaidOnce();
        assertThatThrownBy(() -> fixture.charge(context, invoice)).satisfies(isProblem("invoice-not-issued"));
    }

    @Test
    void aRefusedCardIsToldAndAnotherOneMayBeTried() {
        assertThatThrownBy(() ->
                        fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", FakeStripe.BAD_CARD)))
                .satisfies(isProblem("payment-refused"));
        assertThat(fixture.attempts
                        .list(context, invoice.id(), PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(attempt -> {
                    assertThat(attempt.state()).isEqualTo(AttemptState.FAILED);
                    assertThat(attempt.failure()).isEqualTo("Your card was declined.");
                });

        PaymentStart second = fixture.charge(context, invoice);

        assertThat(second.attempt().number()).isEqualTo(2);
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whenTheClientTriesAgainAfterTroubleItIsChargedOnce(Fault fault) {
        fixture.stripe.next(fault);
        PaymentStart first = fixture.charge(context, invoice);
        assertThat(first.attempt().state()).isEqualTo(AttemptState.UNRESOLVED);
        assertThat(fixture.payments(context, invoice)).isEmpty();

        PaymentStart second = fixture.charge(context, invoice);

        assertThat(second.attempt().id()).isEqualTo(first.attempt().id());
        assertThat(second.attempt().state()).isEqualTo(AttemptState.SUCCEEDED);
        fixture.pass(2);
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whenNobodyTriesAgainThePlatformDoesAndItIsChargedOnce(Fault fault) {
        fixture.stripe.next(fault);
        fixture.charge(context, invoice);

        fixture.stripe.next(Fault.ERROR_BEFORE);
        fixture.pass(1);
        assertThat(fixture.invoice(context, invoice).status())
                .as("not answered the second time either")
                .isEqualTo(InvoiceStatus.ISSUED);
        fixture.pass(2);

        assertPaidOnce();
    }

    @Test
    void whatWasRecordedButNeverAskedForIsAskedForOnce() {
        fixture.stripe.down(true);
        fixture.charge(context, invoice);
        fixture.stripe.down(false);

        fixture.pass(1);

        assertPaidOnce();
    }

    @Test
    void whatWasPaidOtherwiseMeanwhileIsNotCharged() {
        fixture.stripe.next(Fault.ERROR_BEFORE);
        fixture.charge(context, invoice);
        fixture.billing.pay(context, invoice.customerId(), invoice.id(), "1428.00", "EUR");

        fixture.pass(1);
        fixture.pass(5);
        fixture.pass(24 * 60);

        assertThat(fixture.stripe.charges()).isEqualTo(chargedBefore);
        assertThat(fixture.stripe.intentsOf(invoice.id().toString())).isZero();
    }

    @Test
    void aChargeOfWhichNobodyHeardIsFoundAfterItsKeyIsForgotten() {
        fixture.stripe.next(Fault.LOST_AFTER);
        fixture.charge(context, invoice);
        fixture.stripe.forgetKeys();

        fixture.pass(25 * 60);

        assertPaidOnce();
    }

    @Test
    void whatNobodyCanTellIsParkedAndNotChargedAgain() {
        fixture.stripe.next(Fault.ERROR_BEFORE);
        fixture.charge(context, invoice);
        fixture.stripe.down(true);
        for (int hour = 0; hour < 25; hour++) {
            fixture.pass(60);
        }
        fixture.stripe.down(false);

        PaymentAttempt attempt = fixture.attempts
                .list(context, invoice.id(), PageRequest.first())
                .items()
                .get(0);
        assertThat(attempt.state()).isEqualTo(AttemptState.DOUBTFUL);
        assertThat(fixture.parking
                        .list(context, invoice.customerId(), false, PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(parked -> assertThat(parked.detail()).contains(invoice.number(), "1428.00 EUR"));
        assertThatThrownBy(() -> fixture.charge(context, invoice)).satisfies(isProblem("payment-in-doubt"));
        assertThat(fixture.stripe.charges()).isEqualTo(chargedBefore);

        assertThat(fixture.attempts
                        .cancel(CallContext.system(context.requireTenant(), "administrator"), attempt.id())
                        .state())
                .isEqualTo(AttemptState.CANCELED);
        fixture.charge(context, invoice);
        assertPaidOnce();
    }

    /** Between what Stripe has said and its booking the invoice looks unpaid. */
    @Test
    void whatWasPaidAndIsNotBookedYetIsBookedBeforeAnythingElse() {
        PaymentStart start = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        fixture.stripe.pay(start.attempt().externalReference());
        fixture.billing.database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            mapper.setState(start.attempt().id(), AttemptState.SUCCEEDED, null, fixture.billing.clock.instant());
            return null;
        });

        PaymentStart again = fixture.charge(context, invoice);

        assertThat(again.attempt().id()).isEqualTo(start.attempt().id());
        assertPaidOnce();
    }

    @RepeatedTest(5)
    void twoClientsAtOnceChargeOnce() throws Exception {
        int clients = 8;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> results = new ArrayList<>();
        try {
            for (int client = 0; client < clients; client++) {
                Callable<PaymentStart> call = () -> {
                    go.await();
                    return fixture.charge(context, invoice);
                };
                results.add(threads.submit(call));
            }
            go.countDown();
            for (Future<?> result : results) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .as("who comes last finds it paid")
                            .satisfies(isProblem("invoice-not-issued"));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertPaidOnce();
    }

    @Test
    void withAWrongKeyAnAttemptStaysOpenAndIsChargedOnceWhenTheKeyIsRight() {
        key("sk_test_of_somebody_else");
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        assertThat(attempt.state()).isEqualTo(AttemptState.UNRESOLVED);
        assertThat(attempt.failure()).contains("401");

        fixture.pass(1);
        key(FakeStripe.KEY);
        fixture.pass(5);

        assertPaidOnce();
    }

    @Test
    void aLostChargeIsNotMadeAgainWhileTheKeyIsWrong() {
        fixture.stripe.next(Fault.LOST_AFTER);
        PaymentAttempt first = fixture.charge(context, invoice).attempt();
        key("sk_test_of_somebody_else");
        fixture.pass(1);
        assertThat(fixture.charge(context, invoice).attempt().state()).isEqualTo(AttemptState.UNRESOLVED);
        key(FakeStripe.KEY);

        PaymentAttempt second = fixture.charge(context, invoice).attempt();

        assertThat(second.id()).isEqualTo(first.id());
        assertPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "TOO_MANY", "ERROR_BEFORE", "DOWN"})
    void aLookUpThatIsRefusedSaysNothingOfTheCharge(Fault fault) {
        fixture.stripe.next(Fault.LOST_AFTER);
        PaymentAttempt first = fixture.charge(context, invoice).attempt();

        fixture.stripe.next(fault);
        fixture.pass(1);
        fixture.stripe.next(fault);
        PaymentAttempt second = fixture.charge(context, invoice).attempt();
        PaymentAttempt third = fixture.charge(context, invoice).attempt();

        assertThat(second.state()).isEqualTo(AttemptState.UNRESOLVED);
        assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
        assertPaidOnce();
    }

    @Test
    void aKeyThatStaysWrongParksTheAccount() {
        fixture.stripe.next(Fault.LOST_AFTER);
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        key("sk_test_of_somebody_else");

        for (int hour = 0; hour < 25; hour++) {
            fixture.pass(60);
        }

        assertThat(fixture.attempts.get(context, attempt.id()).state()).isEqualTo(AttemptState.DOUBTFUL);
        assertThat(fixture.parking
                        .list(context, invoice.customerId(), false, PageRequest.first())
                        .items())
                .hasSize(1);
        assertThatThrownBy(() -> fixture.charge(context, invoice)).satisfies(isProblem("payment-in-doubt"));
        assertThat(fixture.stripe.charges()).isEqualTo(chargedBefore + 1);
    }

    @Test
    void anAttemptWhoseCredentialsWereRemovedWaitsForNewOnes() {
        fixture.stripe.next(Fault.ERROR_BEFORE);
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        fixture.accounts.delete(context, "stripe");

        fixture.pass(1);

        int tries = fixture.billing.database.read(context, AttemptMapper.class, mapper -> mapper.find(attempt.id())
                .tries());
        assertThat(tries).as("tries, by which the pauses grow").isEqualTo(2);
        key(FakeStripe.KEY);
        fixture.pass(5);
        assertPaidOnce();
    }

    private void key(String key) {
        fixture.accounts.put(context, "stripe", new Credentials(key, StripeFixture.SECRET));
    }

    @Test
    void withoutCredentialsNobodyIsAsked() {
        CallContext other = fixture.billing.newTenant("Europe/Berlin");
        Invoice theirs = fixture.billing.issued(other);
        int requests = fixture.stripe.requests();

        assertThatThrownBy(() -> fixture.charge(other, theirs)).satisfies(isProblem("provider-not-configured"));
        assertThat(fixture.stripe.requests()).isEqualTo(requests);
    }

    @Test
    void whatIsPendingCanBeCanceledAndWhatIsPaidCannot() {
        PaymentStart start = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        assertThat(fixture.attempts.cancel(context, start.attempt().id()).state())
                .isEqualTo(AttemptState.CANCELED);

        PaymentStart next = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        fixture.stripe.pay(next.attempt().externalReference());
        assertThatThrownBy(() -> fixture.attempts.cancel(context, next.attempt().id()))
                .satisfies(isProblem("attempt-not-pending"));
        assertPaidOnce();
    }

    @Test
    void refundsAreMadeOnceAndNeverOfMoreThanWasPaid() {
        PaymentStart start = fixture.charge(context, invoice);
        int refundsBefore = fixture.stripe.refundCount();
        fixture.stripe.next(Fault.LOST_AFTER);
        RefundAttempt first = fixture.refunds.refund(context, start.attempt().id(), Money.of("428", "EUR"));
        assertThat(first.state()).isEqualTo(AttemptState.UNRESOLVED);

        assertThatThrownBy(() -> fixture.refunds.refund(context, start.attempt().id(), Money.of("1000.01", "EUR")))
                .satisfies(isProblem("refund-too-large"));
        fixture.pass(1);

        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
        Payment payment = fixture.payments(context, invoice).get(0);
        assertThat(payment.refunds()).singleElement().satisfies(refund -> assertThat(refund.amount())
                .isEqualTo(Money.of("428.00", "EUR")));
        assertThat(fixture.refunds.refund(context, start.attempt().id(), null).amount())
                .isEqualTo(Money.of("1000.00", "EUR"));
        assertThat(fixture.refunds.list(context, start.attempt().id()))
                .extracting(RefundAttempt::state)
                .containsOnly(AttemptState.SUCCEEDED);
        assertThatThrownBy(() -> fixture.refunds.refund(context, start.attempt().id(), null))
                .satisfies(isProblem("attempt-not-paid"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "TOO_MANY"})
    void aRefundThatCouldNotBeAskedForIsMadeOnceLater(Fault fault) {
        PaymentStart start = fixture.charge(context, invoice);
        int refundsBefore = fixture.stripe.refundCount();
        fixture.stripe.next(Fault.LOST_AFTER);
        RefundAttempt refund = fixture.refunds.refund(context, start.attempt().id(), null);
        fixture.stripe.next(fault);
        fixture.pass(1);
        assertThat(fixture.refunds.list(context, start.attempt().id()))
                .singleElement()
                .satisfies(tried -> assertThat(tried.state()).isEqualTo(AttemptState.UNRESOLVED));
        assertThatThrownBy(() -> fixture.refunds.refund(context, start.attempt().id(), null))
                .satisfies(isProblem("attempt-not-paid"));

        fixture.pass(5);

        assertThat(fixture.refunds.list(context, start.attempt().id()))
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.id()).isEqualTo(refund.id());
                    assertThat(made.state()).isEqualTo(AttemptState.SUCCEEDED);
                    assertThat(made.failure()).isNull();
                });
        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
    }

    @Test
    void aBankTransferNamesTheAccountAndTheInvoice() {
        PaymentStart start = fixture.attempts.start(context, new AttemptFields(invoice.id(), "manual", null));

        assertThat(start.transfer().reference()).isEqualTo(invoice.number());
        assertThat(start.attempt().state()).isEqualTo(AttemptState.PENDING);
        assertThat(fixture.charge(context, invoice).attempt().state())
                .as("nothing keeps the payer from paying by card after all")
                .isEqualTo(AttemptState.SUCCEEDED);
    }

    private void assertPaidOnce() {
        assertThat(fixture.stripe.charges()).as("charges").isEqualTo(chargedBefore + 1);
        assertThat(fixture.payments(context, invoice)).hasSize(1);
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
    }

    private static Consumer<Throwable> isProblem(String code) {
        return failure -> assertThat(failure).isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(
                        problem.code().code())
                .isEqualTo(code));
    }
}
