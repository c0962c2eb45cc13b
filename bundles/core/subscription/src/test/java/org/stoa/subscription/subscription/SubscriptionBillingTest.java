package org.stoa.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.subscription.subscription.SubscriptionFixture.to;

import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.charge.ChargeInvoiced;
import org.stoa.api.charge.ChargeSettled;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.DueCharge;
import org.stoa.subscription.rules.EndReason;
import org.stoa.subscription.rules.Status;

/** What happens to charges when a tenant bills the others. */
class SubscriptionBillingTest {

    private final SubscriptionFixture fixture = new SubscriptionFixture();
    private final SubscriptionFixture.Bills bills = new SubscriptionFixture.Bills();
    private SubscriptionFixture.Node node;
    private CallContext acme;
    private UUID billing;

    @BeforeEach
    void start() {
        node = fixture.node("operator");
        billing = fixture.operatorTenant.id();
        acme = fixture.tenant("UTC");
        fixture.plan("basic", "20.00", null);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aChargeIsHandedToTheTenantWhoBills() {
        fixture.tenantClock.tests.add(acme.requireTenant());
        subscribe();

        assertThat(bills.events).hasSize(1);
        assertThat(bills.events.get(0).tenantId()).isEqualTo(billing);
        ChargeDue due = bills.events.get(0).payload();
        assertThat(due.customerTenantId()).isEqualTo(acme.requireTenant());
        assertThat(due.company().country()).isEqualTo("DE");
        assertThat(due.dueOn()).isEqualTo("2026-01-31");
        assertThat(due.total()).isEqualTo(Money.of("20.00", "EUR"));
        assertThat(due.lines()).hasSize(1);
        assertThat(due.test()).isTrue();
        assertThat(node.charges(acme).get(0).settledAt()).isNull();
    }

    private ChargeInvoiced invoiced(UUID charge, String number, UUID invoice) {
        LocalDate day = LocalDate.of(2026, 1, 31);
        Money total = Money.of("23.80", "EUR");
        return new ChargeInvoiced(
                charge, acme.requireTenant(), invoice, number, total, day, day.plusDays(30), "/api/v1/x/" + number);
    }

    private void invoice(UUID charge) {
        fixture.tell(billing, invoiced(charge, "2026-000001", Ids.next()));
        node.deliver();
    }

    @Test
    void aTenantSeesTheInvoicesOverItsCharges() {
        subscribe();
        UUID charge = node.charges(acme).get(0).id();
        UUID first = Ids.next();
        UUID second = Ids.next();

        fixture.tell(billing, invoiced(charge, "2026-000002", second));
        fixture.tell(billing, invoiced(charge, "2026-000001", first));
        fixture.tell(billing, invoiced(Ids.next(), "2026-000003", Ids.next()));
        fixture.tell(acme.requireTenant(), invoiced(charge, "2026-000009", Ids.next()));
        node.deliver();

        assertThat(node.invoices.list(acme, PageRequest.first()).items())
                .singleElement()
                .satisfies(invoice -> {
                    assertThat(invoice.number()).isEqualTo("2026-000002");
                    assertThat(invoice.total()).isEqualTo(Money.of("23.80", "EUR"));
                    assertThat(invoice.path()).isEqualTo("/api/v1/x/2026-000002");
                    assertThat(invoice.settledAt()).isNull();
                });
        assertThat(node.invoices
                        .list(fixture.tenant("UTC"), PageRequest.first())
                        .items())
                .isEmpty();
        assertThat(invoiced(charge, "1", first).toString()).doesNotContain("/api");
    }

    @Test
    void aCrashAfterTheHandoverHandsNothingOverTwice() {
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        AtomicBoolean crashed = new AtomicBoolean();
        ChargeHandover handover = new ChargeHandover(
                fixture.database, fixture.platform, fixture.tenants, node.settings, fixture.tenantClock, fixture.clock);

        fixture.databases.deliverEvents(SubscriptionsTest.crashing(handover, crashed));
        fixture.clock.advance(Duration.ofMinutes(10));
        fixture.databases.deliverEvents(handover);
        fixture.databases.deliverEvents(bills);

        assertThat(crashed).isTrue();
        assertThat(bills.events).hasSize(1);
    }

    @Test
    void whatNobodyHasInvoicedIsNotOverdueAndTheGraceBeginsWithTheInvoice() {
        UUID charge = subscribe();
        fixture.walkTo(node, "2026-02-25");
        assertThat(node.subscriptions.current(acme).status())
                .as("it would have ended the day before")
                .isEqualTo(Status.ACTIVE);

        invoice(charge);

        assertThat(node.subscriptions.current(acme).dueOn()).isEqualTo("2026-02-28");
        fixture.walkTo(node, "2026-03-10");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.ACTIVE);
        fixture.walkTo(node, "2026-03-11");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.PAST_DUE);
        fixture.walkTo(node, "2026-03-21");
        assertThat(node.subscriptions.list(acme, PageRequest.first()).items())
                .extracting(SubscriptionView::endReason)
                .containsExactly(EndReason.UNPAID);
    }

    @Test
    void anInvoiceInPlaceOfAnotherBeginsTheGraceAnewAndTheSameOneDoesNot() {
        UUID charge = subscribe();
        UUID first = Ids.next();
        fixture.tell(billing, invoiced(charge, "2026-000001", first));
        node.deliver();
        fixture.walkTo(node, "2026-02-10");
        fixture.tell(billing, invoiced(charge, "2026-000001", first));
        node.deliver();
        assertThat(node.subscriptions.current(acme).dueOn()).isEqualTo("2026-02-14");

        invoice(charge);

        assertThat(node.subscriptions.current(acme).dueOn()).isEqualTo("2026-02-24");
    }

    @Test
    void whatStaysUnpaidIsPastDueAfterTheGraceAndEndsTheSubscriptionAfterAnotherSpan() {
        invoice(subscribe());
        fixture.walkTo(node, "2026-02-13");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.ACTIVE);
        fixture.walkTo(node, "2026-02-14");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.PAST_DUE);
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> node.subscriptions.change(
                        acme,
                        new TermsChange(fixture.plan("large", "50.00", null).planCode(), null, null),
                        false,
                        false));
        assertThat(refused.code().code()).isEqualTo("subscription-unpaid");

        fixture.walkTo(node, "2026-02-24");

        SubscriptionView ended =
                node.subscriptions.list(acme, PageRequest.first()).items().get(0);
        assertThat(ended.status()).isEqualTo(Status.LAPSED);
        assertThat(ended.endReason()).isEqualTo(EndReason.UNPAID);
        Charge last = node.charges(acme).get(1);
        assertThat(last.kind()).isEqualTo(DueCharge.Kind.END);
        assertThat(last.total()).as("4 of 28 days are given back").isEqualTo(Money.of("-2.86", "EUR"));
    }

    @Test
    void whatIsPaidInTimeGoesOnAndWhatIsPaidLateComesBack() {
        UUID charge = subscribe();
        invoice(charge);
        fixture.walkTo(node, "2026-02-20");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.PAST_DUE);

        fixture.tell(billing, new ChargeSettled(charge, acme.requireTenant()));
        node.deliver();

        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.ACTIVE);
        fixture.walkTo(node, "2026-03-01");
        assertThat(node.charges(acme)).hasSize(2);
    }

    @Test
    void whoDoesNotBillCannotSettle() {
        UUID charge = subscribe();

        fixture.tell(acme.requireTenant(), new ChargeSettled(charge, acme.requireTenant()));
        fixture.tell(billing, new ChargeSettled(Ids.next(), acme.requireTenant()));
        node.deliver();

        assertThat(node.charges(acme).get(0).settledAt()).isNull();
    }

    @Test
    void aChargeThatIsSettledTwiceWithTheSameSumIsSettledOnce() {
        UUID charge = subscribe();
        fixture.tell(billing, new ChargeSettled(charge, acme.requireTenant(), Money.of("20.00", "EUR")));
        fixture.tell(billing, new ChargeSettled(charge, acme.requireTenant()));
        node.deliver();

        assertThat(node.subscriptions.current(acme).doubt()).isNull();
        assertThat(node.charges(acme).get(0).settledAt()).isNotNull();
    }

    @Test
    void aChargeThatIsSettledWithDifferentSumsParksTheSubscription() {
        UUID charge = subscribe();
        fixture.tell(billing, new ChargeSettled(charge, acme.requireTenant()));
        node.deliver();
        fixture.tell(billing, new ChargeSettled(charge, acme.requireTenant(), Money.of("19.00", "EUR")));
        node.deliver();

        SubscriptionView parked = node.subscriptions.current(acme);
        assertThat(parked.doubt()).isEqualTo(Doubt.SETTLED_OTHERWISE);
        assertThat(parked.doubtDetail()).contains("19.00 EUR", "20.00 EUR");
        fixture.walkTo(node, "2026-03-01");
        assertThat(node.charges(acme)).as("not billed while parked").hasSize(1);
    }

    @Test
    void theTenantWhoBillsOwesItselfNothing() {
        CallContext itself = CallContext.system(billing, "test");
        node.subscriptions.subscribe(itself, to("basic"), false, false);

        assertThat(node.charges(itself).get(0).settledAt()).isNotNull();
    }

    private UUID subscribe() {
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        node.deliver();
        fixture.databases.deliverEvents(bills);
        return node.charges(acme).get(0).id();
    }
}
