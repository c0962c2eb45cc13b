package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.sale.SaleLine;
import org.stoa.api.sale.SaleMade;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.currency.UnitPrice;
import org.stoa.billing.customer.Customer;
import org.stoa.billing.customer.CustomerFields;
import org.stoa.billing.dunning.DunningLevel;
import org.stoa.billing.dunning.DunningLevels;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceKind;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.billing.parking.ReleaseNote;
import org.stoa.billing.payment.PaymentFields;
import org.stoa.billing.recurring.AgreementFields;
import org.stoa.billing.recurring.AgreementItem;

/** What customers have left is charged when an invoice is issued, and never twice. */
class CollectionTest {
    private static StripeFixture fixture;

    private CallContext context;
    private Customer customer;
    private int chargesBefore;

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void newTenant() {
        context = fixture.newTenant();
        customer = fixture.billing.customer(context);
        chargesBefore = fixture.stripe.charges();
        while (fixture.stripe.nextDecline() != null) {
            // of another test
        }
    }

    private String save(boolean good) {
        PaymentMethodSetup setup =
                fixture.methods.begin(context, customer.id(), new PaymentMethodSetup.Fields("stripe", null));
        String method = fixture.stripe.finishSetup(setup.clientSecret(), good);
        fixture.methods.look(context, customer.id(), setup.id());
        return method;
    }

    private Invoice issue() {
        Invoice invoice = fixture.billing.issued(context, customer.id(), "100", "EUR");
        fixture.deliver();
        return fixture.invoice(context, invoice);
    }

    private List<PaymentAttempt> attempts(Invoice invoice) {
        return fixture.attempts.list(context, invoice.id(), PageRequest.first()).items();
    }

    private void collect(Invoice invoice, int round) {
        fixture.collection.collect(context, new CollectionDue(invoice.id(), round, 0));
    }

    private int charges() {
        return fixture.stripe.charges() - chargesBefore;
    }

    private void days(int days) {
        fixture.walk(Duration.ofDays(days));
    }

    /** Stripe tells by an event as well what it has declined. */
    private void reportDecline() {
        String event = fixture.stripe.nextDecline();
        assertThat(event).isNotNull();
        fixture.send(context, event);
        fixture.deliver();
    }

    @Test
    void cardIsSavedOnceThePayerHasFinished() {
        PaymentMethodSetup setup =
                fixture.methods.begin(context, customer.id(), new PaymentMethodSetup.Fields("stripe", null));
        assertThat(setup.state()).isEqualTo(MethodSetup.Status.PENDING);
        assertThat(fixture.methods.look(context, customer.id(), setup.id()).clientSecret())
                .isNull();
        ProblemException nothing =
                catchThrowableOfType(ProblemException.class, () -> fixture.methods.get(context, customer.id()));
        assertThat(nothing.code().code()).isEqualTo("not-found");

        String method = fixture.stripe.finishSetup(setup.clientSecret(), true);
        // nobody comes back from the browser
        fixture.walk(Duration.ofMinutes(1));

        PaymentMethod saved = fixture.methods.get(context, customer.id());
        assertThat(saved.paymentMethod()).isEqualTo(method);
        assertThat(saved.label()).isEqualTo("visa 4242, 12/2030");
        assertThat(saved.automatic()).isTrue();
    }

    @Test
    void payerIsMadeKnownOnceAndALaterCardTakesThePlaceOfTheOneBefore() {
        int before = fixture.stripe.customerCount();
        save(true);
        String second = save(true);

        assertThat(fixture.stripe.customerCount()).isEqualTo(before + 1);
        assertThat(fixture.methods.get(context, customer.id()).paymentMethod()).isEqualTo(second);
    }

    private PaymentMethodSetup begin() {
        return fixture.methods.begin(context, customer.id(), new PaymentMethodSetup.Fields("stripe", null));
    }

    @Test
    void olderSetupDoesNotTakeThePlaceOfANewerCard() {
        PaymentMethodSetup older = begin();
        String newer = save(true);
        fixture.stripe.finishSetup(older.clientSecret(), true);

        assertThat(fixture.methods.look(context, customer.id(), older.id()).state())
                .isEqualTo(MethodSetup.Status.CANCELED);
        fixture.walk(Duration.ofDays(1));
        assertThat(fixture.methods.get(context, customer.id()).paymentMethod()).isEqualTo(newer);
    }

    @Test
    void whatWasForgottenDoesNotComeBack() {
        save(true);
        PaymentMethodSetup begun = begin();
        fixture.methods.delete(context, customer.id());
        fixture.stripe.finishSetup(begun.clientSecret(), true);
        fixture.walk(Duration.ofDays(1));

        ProblemException nothing =
                catchThrowableOfType(ProblemException.class, () -> fixture.methods.get(context, customer.id()));
        assertThat(nothing.code().code()).isEqualTo("not-found");
    }

    @Test
    void withOtherCredentialsCustomersLeaveTheirCardsAnew() {
        save(true);
        PaymentMethodSetup begun = begin();
        Credentials same = new Credentials(FakeStripe.KEY, "whsec_other");
        fixture.accounts.put(context, "stripe", same);
        assertThat(fixture.methods.get(context, customer.id())).isNotNull();

        fixture.accounts.put(context, "stripe", new Credentials(FakeStripe.LIVE_KEY, "whsec_other"));
        ProblemException nothing =
                catchThrowableOfType(ProblemException.class, () -> fixture.methods.get(context, customer.id()));
        assertThat(nothing.code().code()).isEqualTo("not-found");
        assertThat(fixture.methods.look(context, customer.id(), begun.id()).state())
                .isEqualTo(MethodSetup.Status.CANCELED);
        int payers = fixture.stripe.customerCount();
        save(true);
        assertThat(fixture.stripe.customerCount()).isEqualTo(payers + 1);

        fixture.accounts.delete(context, "stripe");
        nothing = catchThrowableOfType(ProblemException.class, () -> fixture.methods.get(context, customer.id()));
        assertThat(nothing.code().code()).isEqualTo("not-found");
    }

    @Test
    void invoiceIsChargedWhenItIsIssued() {
        save(true);
        Invoice invoice = issue();

        assertThat(invoice.status()).isEqualTo(InvoiceStatus.PAID);
        collect(invoice, 1);
        days(30);
        assertThat(charges()).isEqualTo(1);
        assertThat(attempts(invoice)).hasSize(1);
    }

    @Test
    void whatIsDeclinedIsTriedAgainAfterSomeDaysAndThenLeftToReminders() {
        save(false);
        Invoice invoice = issue();
        collect(invoice, 1);
        assertThat(attempts(invoice)).as("once in each round").hasSize(1);
        reportDecline();
        days(2);
        assertThat(attempts(invoice)).hasSize(1);
        days(1);
        reportDecline();
        assertThat(attempts(invoice)).hasSize(2);
        days(5);
        reportDecline();
        assertThat(attempts(invoice)).hasSize(3);
        days(7);
        reportDecline();
        assertThat(attempts(invoice)).hasSize(4);
        days(60);

        assertThat(attempts(invoice)).hasSize(4).allMatch(attempt -> attempt.state() == AttemptState.FAILED);
        assertThat(charges()).isZero();
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.ISSUED);
    }

    @Test
    void cardThatIsGoodAgainIsChargedInALaterRoundOnce() {
        String method = save(false);
        Invoice invoice = issue();
        fixture.stripe.empty(method, false);
        days(3);
        days(30);

        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void whatWasGivenBackIsNotChargedAgain() {
        save(true);
        Invoice refunded = issue();
        fixture.refunds.refund(context, attempts(refunded).get(0).id(), null);
        assertThat(fixture.invoice(context, refunded).status()).isEqualTo(InvoiceStatus.ISSUED);
        collect(refunded, 1);
        days(30);

        assertThat(charges()).isEqualTo(1);
        assertThat(attempts(refunded)).hasSize(1);
    }

    @Test
    void whatWasChargedBackIsNotChargedAgain() {
        save(true);
        Invoice invoice = issue();
        PaymentAttempt attempt = attempts(invoice).get(0);
        fixture.send(
                context,
                StripeMessages.dispute(
                        "charge.dispute.funds_withdrawn", attempt.externalReference(), 10_000, Instant.now()));
        fixture.deliver();
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.ISSUED);
        collect(invoice, 1);
        days(30);

        assertThat(charges()).isEqualTo(1);
        assertThat(attempts(invoice)).hasSize(1);
    }

    @Test
    void lostAnswerIsLookedIntoAndNotChargedAgain() {
        save(true);
        fixture.stripe.next(FakeStripe.Fault.LOST_AFTER);
        Invoice invoice = issue();
        assertThat(invoice.status()).isEqualTo(InvoiceStatus.ISSUED);
        collect(invoice, 1);
        collect(invoice, 2);
        days(3);
        days(30);

        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void nothingIsChargedWithoutBeingWanted() {
        save(true);
        fixture.methods.setAutomatic(context, customer.id(), false);
        issue();
        assertThat(charges()).isZero();

        fixture.methods.setAutomatic(context, customer.id(), true);
        Invoice declined = issue();
        assertThat(declined.status()).isEqualTo(InvoiceStatus.PAID);
        fixture.methods.delete(context, customer.id());
        issue();
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void agreementMaySayOtherwiseThanTheCustomer() {
        save(true);
        agree(false);
        assertThat(charges()).isZero();
        fixture.methods.setAutomatic(context, customer.id(), false);
        agree(null);
        assertThat(charges()).isZero();
        agree(true);
        assertThat(charges()).isEqualTo(1);
    }

    private void agree(Boolean collect) {
        AgreementItem item = new AgreementItem(
                null,
                "Support",
                BigDecimal.ONE,
                null,
                null,
                UnitPrice.of("20", "EUR"),
                null,
                null,
                BigDecimal.ZERO,
                null,
                null,
                null);
        LocalDate today = LocalDate.ofInstant(fixture.billing.clock.instant(), ZoneId.of("Europe/Berlin"));
        fixture.billing.services.agreements.create(
                context,
                new AgreementFields(
                        customer.id(),
                        "Support",
                        null,
                        BillingInterval.MONTHLY,
                        today,
                        today,
                        null,
                        null,
                        null,
                        collect,
                        List.of(item)));
        fixture.billing.databases.deliverEvents(fixture.billing.services.listeners());
        fixture.billing.databases.deliverEvents(fixture.billing.services.listeners());
        fixture.deliver();
    }

    @Test
    void parkedAccountIsChargedOnceItIsReleased() {
        save(true);
        fixture.billing.services.parking.park(
                context, new Doubt(ParkingReason.OTHER, customer.id(), "x", "looks odd", null, null, null));
        Invoice invoice = issue();
        days(1);
        assertThat(charges()).isZero();

        for (ParkedItem item : fixture.billing
                .services
                .parking
                .list(context, null, false, PageRequest.first())
                .items()) {
            fixture.billing.services.parking.release(context, item.id(), new ReleaseNote("is right"));
        }
        days(1);
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void paymentThatWasBegunInABrowserAndLeftIsEndedAfterADay() {
        Invoice invoice = issue();
        fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        save(true);
        collect(invoice, 1);
        collect(invoice, 1);
        assertThat(charges()).isZero();
        days(2);

        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
        assertThat(attempts(invoice))
                .extracting(PaymentAttempt::state)
                .containsExactly(AttemptState.SUCCEEDED, AttemptState.CANCELED);
        assertThat(charges()).isEqualTo(1);
    }

    @Test
    void stepIsPlannedOnceHoweverOftenTheOneBeforeIsDelivered() {
        Invoice invoice = issue();
        CollectionDue step = CollectionDue.first(invoice.id()).delayed();
        Instant now = fixture.billing.clock.instant();
        assertThat(planned(step, now)).isTrue();
        assertThat(planned(step, now)).isFalse();
        assertThat(planned(step, now.plus(Duration.ofDays(1))))
                .as("once it has fallen due")
                .isTrue();
        assertThat(planned(step.nextRound(), now)).isTrue();
        assertThat(planned(step.delayed(), now)).as("of a round before").isFalse();
    }

    private boolean planned(CollectionDue step, Instant now) {
        return fixture.billing.database.write(
                context,
                CollectionMapper.class,
                (mapper, transaction) ->
                        mapper.plan(context.requireTenant(), step, now.plus(Duration.ofDays(1)), now) == 1);
    }

    @Test
    void saleToSomebodyWhoHasOnlyStatedAnAddressIsNotCharged() {
        customer = fixture.billing.customers.create(
                context, CustomerFields.of("Anna", "anna@client.example", null, null, null, "EUR", null));
        save(true);
        sell(null);
        assertThat(charges()).isZero();

        sell(fixture.billing.services.users.add(context, "anna@client.example"));
        assertThat(charges()).isEqualTo(1);
        assertThat(sold())
                .extracting(invoice -> invoice.customerId().equals(customer.id()))
                .as("latest first")
                .containsExactly(true, false);
    }

    @Test
    void creditIsNotUsedUpByWhoHasOnlyStatedTheAddress() {
        customer = fixture.billing.customers.create(
                context, CustomerFields.of("Anna", "anna@client.example", null, null, null, "EUR", null));
        fixture.billing.payments.receive(
                context, new PaymentFields(customer.id(), null, Money.of("500", "EUR"), null, null, null, null));
        sell(null);
        assertThat(sold()).extracting(Invoice::status).containsExactly(InvoiceStatus.ISSUED);
    }

    @Test
    void reminderOfASaleToSomebodyWhoWasNoUserIsNotChargedEither() {
        sell(null);
        Invoice sale = sold().get(0);
        customer = fixture.billing.customers.get(context, sale.customerId());
        save(true);
        DunningLevel level = new DunningLevel(1, Money.of("5", "EUR"), "Please pay", true);
        fixture.billing.services.dunning.putLevels(context, new DunningLevels(List.of(level)));
        days(40);
        // the first costs nothing
        fixture.billing.services.dunning.step(context, sale.id());
        fixture.billing.services.dunning.step(context, sale.id());
        fixture.deliver();

        assertThat(sold()).hasSize(2);
        assertThat(charges()).isZero();
    }

    private List<Invoice> sold() {
        return fixture.billing
                .invoices
                .list(context, null, InvoiceKind.INVOICE, null, PageRequest.first())
                .items();
    }

    private void sell(UUID userId) {
        SaleLine line = new SaleLine("Hour", BigDecimal.ONE, Money.of("10", "EUR"));
        LocalDate today = LocalDate.of(2026, 3, 15);
        fixture.billing.services.sales.take(
                context, new SaleMade(Ids.next(), userId, "Anna", "anna@client.example", null, today, List.of(line)));
        fixture.deliver();
    }

    @Test
    void providerThatKeepsNothingOrIsAwayIsSaid() {
        ProblemException manual = catchThrowableOfType(
                ProblemException.class,
                () -> fixture.methods.begin(context, customer.id(), new PaymentMethodSetup.Fields("manual", null)));
        assertThat(manual.errors().get(0).field()).isEqualTo("provider");

        fixture.stripe.down(true);
        try {
            ProblemException away = catchThrowableOfType(
                    ProblemException.class,
                    () -> fixture.methods.begin(context, customer.id(), new PaymentMethodSetup.Fields("stripe", null)));
            assertThat(away.code()).isEqualTo(ProviderProblem.PROVIDER_UNAVAILABLE);
        } finally {
            fixture.stripe.down(false);
        }
    }
}
