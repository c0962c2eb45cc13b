package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.provider.FakeStripe.Fault;

/** What a test clock has invoiced takes nobody's money. */
class TestInvoicePaymentTest {
    private static StripeFixture fixture;

    private final CallContext context = fixture.newTenant();
    private final int chargesBefore = fixture.stripe.charges();

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void isNotPaidWithALiveKey() {
        Invoice invoice = testInvoice();
        key(FakeStripe.LIVE_KEY);
        int requests = fixture.stripe.requests();

        assertThatThrownBy(() -> fixture.charge(context, invoice))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.code().code()).isEqualTo("test-invoice");
                    assertThat(problem.code().status()).isEqualTo(409);
                });
        assertThat(fixture.stripe.requests()).as("nobody is asked").isEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakeStripe.KEY, FakeStripe.RESTRICTED_KEY})
    void isPaidWithATestKey(String key) {
        Invoice invoice = testInvoice();
        key(key);

        assertThat(fixture.charge(context, invoice).attempt().state()).isEqualTo(AttemptState.SUCCEEDED);
    }

    @Test
    void isNotChargedWhenTheKeyBecomesALiveOneMeanwhile() {
        Invoice invoice = testInvoice();
        fixture.stripe.next(Fault.ERROR_BEFORE);
        PaymentAttempt attempt = fixture.charge(context, invoice).attempt();
        key(FakeStripe.LIVE_KEY);

        fixture.pass(1);

        assertThat(fixture.attempts.get(context, attempt.id()).state()).isEqualTo(AttemptState.UNRESOLVED);
        assertThat(fixture.stripe.charges()).isEqualTo(chargesBefore);
    }

    @Test
    void isPaidByBankTransferWithWhateverKey() {
        Invoice invoice = testInvoice();
        key(FakeStripe.LIVE_KEY);

        assertThat(fixture.attempts
                        .start(context, new AttemptFields(invoice.id(), "manual", null))
                        .attempt()
                        .state())
                .isEqualTo(AttemptState.PENDING);
    }

    @Test
    void othersArePaidWithALiveKey() {
        Invoice invoice = fixture.billing.issued(context);
        key(FakeStripe.LIVE_KEY);

        fixture.charge(context, invoice);

        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
    }

    private Invoice testInvoice() {
        fixture.billing.tenantClock.tests.add(context.requireTenant());
        Invoice invoice = fixture.billing.issued(context);
        assertThat(invoice.test()).isTrue();
        return invoice;
    }

    private void key(String key) {
        fixture.accounts.put(context, "stripe", new Credentials(key, StripeFixture.SECRET));
    }
}
