package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.provider.FakeStripe.Fault;

/** Stripe remembers keys for a day of real time, however the clock of the tenant stands still or runs ahead. */
class KeyLifeTest {
    private static StripeFixture fixture;

    private final CallContext context = fixture.newTenant();
    private final Invoice invoice = fixture.billing.issued(context);
    private final int chargesBefore = fixture.stripe.charges();
    private final int refundsBefore = fixture.stripe.refundCount();

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void anAttemptIsNotInDoubtBecauseTheTenantsClockWasMovedOn() {
        fixture.billing.tenantClock.tests.add(context.requireTenant());
        fixture.stripe.next(Fault.ERROR_BEFORE);
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        fixture.stripe.down(true);

        fixture.walk(Duration.ofDays(30));
        fixture.stripe.down(false);
        assertThat(fixture.attempts.get(context, attempt.id()).state()).isEqualTo(AttemptState.UNRESOLVED);
        assertThat(parked()).isEmpty();

        fixture.walk(Duration.ofDays(1));
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(fixture.stripe.charges()).isEqualTo(chargesBefore + 1);
    }

    @Test
    void whenTheTenantsClockStandsStillNothingIsChargedUnderAForgottenKey() {
        fixture.stripe.next(Fault.ERROR_BEFORE);
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        fixture.standStillForADay();

        assertThat(fixture.charge(context, invoice).attempt().id()).isEqualTo(attempt.id());

        assertThat(fixture.attempts.get(context, attempt.id()).state()).isEqualTo(AttemptState.DOUBTFUL);
        assertThat(parked()).hasSize(1);
        assertThat(fixture.stripe.charges()).isEqualTo(chargesBefore);
        assertThatThrownBy(() -> fixture.charge(context, invoice))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("payment-in-doubt"));
    }

    @Test
    void aRefundThatWasMadeIsFoundAfterItsKeyIsForgotten() {
        RefundAttempt refund = unresolvedRefund(Fault.LOST_AFTER);
        fixture.standStillForADay();

        fixture.walk(Duration.ofMinutes(1));

        assertThat(state(refund)).isEqualTo(AttemptState.SUCCEEDED);
        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
        assertThat(fixture.payments(context, invoice).get(0).refunds()).hasSize(1);
    }

    @Test
    void aRefundThatWasNotMadeIsMadeOnceAfterItsKeyIsForgotten() {
        RefundAttempt refund = unresolvedRefund(Fault.ERROR_BEFORE);
        fixture.standStillForADay();

        fixture.walk(Duration.ofMinutes(1));
        fixture.walk(Duration.ofMinutes(5));

        assertThat(state(refund)).isEqualTo(AttemptState.SUCCEEDED);
        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
        assertThat(fixture.payments(context, invoice).get(0).refunds()).hasSize(1);
    }

    @Test
    void aRefundThatCannotBeLookedForIsNotSentAgainAndParksTheAccount() {
        RefundAttempt refund = unresolvedRefund(Fault.LOST_AFTER);
        fixture.standStillForADay();

        fixture.stripe.next(Fault.UNAUTHORIZED);
        fixture.walk(Duration.ofMinutes(1));
        fixture.walk(Duration.ofMinutes(5));

        assertThat(state(refund)).isEqualTo(AttemptState.DOUBTFUL);
        assertThat(parked()).singleElement().satisfies(item -> assertThat(item.detail())
                .contains("1428.00 EUR", "401"));
        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
    }

    @Test
    void aRefundThatSomebodyMayHaveMadeByHandIsNotSentAgain() {
        RefundAttempt refund = unresolvedRefund(Fault.ERROR_BEFORE);
        fixture.stripe.refundByHand(
                fixture.attempts.get(context, refund.attemptId()).externalReference(), 142_800);
        fixture.standStillForADay();

        fixture.walk(Duration.ofMinutes(1));

        assertThat(state(refund)).isEqualTo(AttemptState.DOUBTFUL);
        assertThat(parked()).hasSize(1);
        assertThat(fixture.stripe.refundCount()).isEqualTo(refundsBefore + 1);
    }

    private RefundAttempt doubtfulRefund() {
        RefundAttempt refund = unresolvedRefund(Fault.ERROR_BEFORE);
        fixture.stripe.refundByHand(
                fixture.attempts.get(context, refund.attemptId()).externalReference(), 142_800);
        fixture.standStillForADay();
        fixture.walk(Duration.ofMinutes(1));
        assertThat(state(refund)).isEqualTo(AttemptState.DOUBTFUL);
        return refund;
    }

    @Test
    void aRefundInDoubtThatWasMadeIsBookedOnceSomebodyHasFoundOut() {
        RefundAttempt refund = doubtfulRefund();
        RefundFinding nameless = new RefundFinding(true, null, "seen at Stripe");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> fixture.refunds.settle(context, refund.attemptId(), refund.id(), nameless))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("externalReference");

        RefundFinding made = new RefundFinding(true, "re_by_hand", "seen at Stripe");
        fixture.refunds.settle(context, refund.attemptId(), refund.id(), made);

        assertThat(state(refund)).isEqualTo(AttemptState.SUCCEEDED);
        assertThat(fixture.payments(context, invoice).get(0).refunds()).hasSize(1);
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> fixture.refunds.settle(context, refund.attemptId(), refund.id(), made))
                        .code())
                .isEqualTo(ProviderProblem.REFUND_NOT_IN_DOUBT);
    }

    @Test
    void aRefundInDoubtIsNotSettledByTheReferenceOfAnother() {
        RefundAttempt refund = doubtfulRefund();
        fixture.billing.database.write(context, AttemptMapper.class, (mapper, transaction) -> {
            UUID other = Ids.next();
            Instant now = fixture.billing.clock.instant();
            mapper.insertRefund(context.requireTenant(), other, refund.attemptId(), Money.of("1", "EUR"), now, now);
            mapper.setRefund(other, AttemptState.SUCCEEDED, "re_of_another", now);
            return null;
        });
        RefundFinding finding = new RefundFinding(true, "re_of_another", "seen at Stripe");
        assertThat(catchThrowableOfType(
                                ProblemException.class,
                                () -> fixture.refunds.settle(context, refund.attemptId(), refund.id(), finding))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("externalReference");
        RefundFinding own = new RefundFinding(true, "re_own", "seen at Stripe");
        assertThat(fixture.refunds
                        .settle(context, refund.attemptId(), refund.id(), own)
                        .state())
                .isEqualTo(AttemptState.SUCCEEDED);
    }

    @Test
    void aRefundInDoubtThatWasNotMadeCanBeAskedForAnew() {
        RefundAttempt refund = doubtfulRefund();
        fixture.refunds.settle(
                context, refund.attemptId(), refund.id(), new RefundFinding(false, null, "that was another one"));

        assertThat(state(refund)).isEqualTo(AttemptState.FAILED);
        assertThat(fixture.payments(context, invoice).get(0).refunds()).isEmpty();
        assertThat(fixture.refunds.refund(context, refund.attemptId(), null).state())
                .isEqualTo(AttemptState.SUCCEEDED);
    }

    private RefundAttempt unresolvedRefund(Fault fault) {
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        fixture.stripe.next(fault);
        RefundAttempt refund = fixture.refunds.refund(context, attempt.id(), null);
        assertThat(refund.state()).isEqualTo(AttemptState.UNRESOLVED);
        return refund;
    }

    private AttemptState state(RefundAttempt refund) {
        return fixture.refunds.list(context, refund.attemptId()).get(0).state();
    }

    private List<ParkedItem> parked() {
        return fixture.parking
                .list(context, invoice.customerId(), false, PageRequest.first())
                .items();
    }
}
