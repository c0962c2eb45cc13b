package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.billing.invoice.Invoice;
import org.stoa.billing.invoice.InvoiceStatus;
import org.stoa.billing.parking.ParkedItem;
import org.stoa.billing.payment.Payment;
import org.stoa.billing.payment.Refund;
import org.stoa.testkit.SqlMapper;

/** What Stripe reports: signed, once, and in any order. */
class WebhookTest {
    private static final Instant BEGUN = Instant.ofEpochSecond(1_773_000_000);

    private static StripeFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new StripeFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** One payment: it failed once, was processed, paid, partly refunded and then charged back. */
    private static List<String> story(String payment, UUID attempt) {
        return List.of(
                intent("payment_intent.payment_failed", payment, attempt, "requires_payment_method", 0, 100),
                intent("payment_intent.processing", payment, attempt, "processing", 0, 101),
                intent("payment_intent.succeeded", payment, attempt, "succeeded", 142_800, 102),
                refund("refund.created", payment, "pending", 103),
                refund("refund.updated", payment, "succeeded", 104),
                dispute(payment, 132_800, 105));
    }

    @Test
    void everyOrderOfEventsEndsInTheSameState() {
        List<List<Integer>> orders = orders();
        CallContext context = fixture.newTenant();
        Outcome expected = null;
        for (List<Integer> order : orders) {
            Outcome outcome = outcome(context, order);
            expected = expected == null ? outcome : expected;
            assertThat(outcome).as("in the order " + order).isEqualTo(expected);
        }
        assertThat(expected)
                .isEqualTo(new Outcome(
                        AttemptState.SUCCEEDED,
                        InvoiceStatus.ISSUED,
                        List.of(Money.of("1428.00", "EUR")),
                        List.of("REFUND 100.00 EUR", "REFUND 1328.00 EUR"),
                        List.of()));
    }

    /** Those that are worst, and every 13th of all 720; all of them with {@code -Dstoa.orders=all}. */
    private static List<List<Integer>> orders() {
        List<List<Integer>> all = permutations(6);
        assertThat(all).hasSize(720);
        if ("all".equals(System.getProperty("stoa.orders"))) {
            return all;
        }
        List<List<Integer>> orders = new ArrayList<>(List.of(
                List.of(0, 1, 2, 3, 4, 5),
                List.of(5, 0, 1, 2, 3, 4),
                List.of(3, 4, 2, 5, 1, 0),
                List.of(4, 3, 5, 2, 0, 1)));
        for (int index = 0; index < all.size(); index += 13) {
            orders.add(all.get(index));
        }
        return orders;
    }

    private record Outcome(
            AttemptState attempt,
            InvoiceStatus invoice,
            List<Money> payments,
            List<String> refunds,
            List<String> parked) {}

    /** Each event is booked before the next one comes, and comes once more in the end. */
    private Outcome outcome(CallContext context, List<Integer> order) {
        Invoice invoice = fixture.billing.issued(context);
        PaymentStart start = fixture.attempts.start(context, new AttemptFields(invoice.id(), "stripe", null));
        List<String> story =
                story(start.attempt().externalReference(), start.attempt().id());
        for (int index : order) {
            fixture.send(context, story.get(index));
            fixture.deliver();
        }
        fixture.send(context, story.get(order.get(0)));
        fixture.deliver();
        List<Payment> payments = fixture.payments(context, invoice);
        return new Outcome(
                fixture.attempts.get(context, start.attempt().id()).state(),
                fixture.invoice(context, invoice).status(),
                payments.stream().map(Payment::amount).toList(),
                payments.stream()
                        .flatMap(payment -> payment.refunds().stream())
                        .map(WebhookTest::words)
                        .sorted()
                        .toList(),
                fixture.parking.list(context, invoice.customerId(), false, PageRequest.first()).items().stream()
                        .map(ParkedItem::detail)
                        .toList());
    }

    private static String words(Refund refund) {
        return refund.kind() + " " + refund.amount();
    }

    @Test
    void anEventThatComesBeforeTheAnswerFindsItsAttempt() {
        CallContext context = fixture.newTenant();
        Invoice invoice = fixture.billing.issued(context);
        fixture.stripe.next(FakeStripe.Fault.LOST_AFTER);
        PaymentStart start = fixture.charge(context, invoice);
        assertThat(start.attempt().externalReference()).isNull();

        UUID attempt = start.attempt().id();
        String payment = "pi_" + attempt;
        fixture.send(context, intent("payment_intent.succeeded", payment, attempt, "succeeded", 142_800, 100));
        fixture.deliver();

        assertThat(fixture.attempts.get(context, attempt).state()).isEqualTo(AttemptState.SUCCEEDED);
        assertThat(fixture.invoice(context, invoice).status()).isEqualTo(InvoiceStatus.PAID);
    }

    @Test
    void paymentsThatAreNotOursAndEventsThatMeanNothingAreKeptAndDoNothing() {
        CallContext context = fixture.newTenant();
        Invoice invoice = fixture.billing.issued(context);

        fixture.send(context, intent("payment_intent.succeeded", "pi_of_a_shop", null, "succeeded", 5_000, 100));
        fixture.send(context, event("customer.created", "{\"id\": \"cus_1\", \"object\": \"customer\"}", 100));
        fixture.deliver();

        assertThat(fixture.payments(context, invoice)).isEmpty();
        assertThat(fixture.parking
                        .list(context, null, true, PageRequest.first())
                        .items())
                .isEmpty();
        List<String> kept = fixture.billing.database.read(
                context, SqlMapper.class, mapper -> mapper.texts("SELECT type FROM billing.provider_event"));
        assertThat(kept).containsExactlyInAnyOrder("payment_intent.succeeded", "customer.created");
    }

    @Test
    void whatWasSentIsForgottenWordForWordAfterNinetyDays() {
        CallContext context = fixture.newTenant();
        fixture.send(context, event("customer.created", "{\"id\": \"cus_1\", \"object\": \"customer\"}", 100));
        fixture.billing.clock.advance(Duration.ofDays(91));
        fixture.send(context, event("customer.updated", "{\"id\": \"cus_1\", \"object\": \"customer\"}", 101));

        assertThat(
                        fixture.billing.database.<SqlMapper, List<String>>read(
                                context,
                                SqlMapper.class,
                                mapper -> mapper.texts(
                                        "SELECT type FROM billing.provider_event WHERE body IS NULL AND type LIKE 'customer.%'")))
                .containsExactly("customer.created");
        fixture.billing.clock.advance(Duration.ofDays(-91));
    }

    @Test
    void moneyForAnAttemptThatIsNotHereIsKeptAndParked() {
        CallContext context = fixture.newTenant();

        fixture.send(
                context, intent("payment_intent.succeeded", "pi_lost", UUID.randomUUID(), "succeeded", 5_000, 100));
        fixture.deliver();

        assertThat(fixture.parking
                        .list(context, null, false, PageRequest.first())
                        .items())
                .hasSize(1);
        assertThat(fixture.billing
                        .payments
                        .list(context, null, PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(payment -> assertThat(payment.amount()).isEqualTo(Money.of("50.00", "EUR")));
    }

    @Test
    void aRefundThatFailsAfterItWasMadeIsParked() {
        CallContext context = fixture.newTenant();
        Invoice invoice = fixture.billing.issued(context);
        String payment = fixture.charge(context, invoice).attempt().externalReference();

        fixture.send(context, refund("refund.updated", payment, "succeeded", 104));
        fixture.send(context, refund("refund.failed", payment, "failed", 105));
        fixture.deliver();

        assertThat(fixture.parking
                        .list(context, invoice.customerId(), false, PageRequest.first())
                        .items())
                .singleElement()
                .satisfies(parked -> assertThat(parked.detail()).contains("failed"));
    }

    @Test
    void onlyWhatIsSignedByTheSecretAndNotLongAgoCounts() {
        CallContext context = fixture.newTenant();
        String body = intent("payment_intent.succeeded", "pi_1", UUID.randomUUID(), "succeeded", 5_000, 100);
        Instant now = Instant.now();
        String token = fixture.token(context);

        for (String signature : new String[] {
            null,
            "",
            "t=1,v1=00",
            StripeMessages.signature(body, "whsec_of_somebody_else", now),
            StripeMessages.signature(body, StripeFixture.SECRET, now.minusSeconds(301)),
            StripeMessages.signature(body + " ", StripeFixture.SECRET, now)
        }) {
            assertThatThrownBy(() -> fixture.webhooks.stripe(context, token, signature, StripeFixture.bytes(body)))
                    .as(String.valueOf(signature))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code().code()).isEqualTo("webhook-not-signed"));
        }
        assertThatThrownBy(() -> fixture.webhooks.stripe(
                        context,
                        "another-token",
                        StripeMessages.signature(body, StripeFixture.SECRET, now),
                        StripeFixture.bytes(body)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().code()).isEqualTo("not-found"));
        fixture.deliver();
        assertThat(fixture.billing
                        .payments
                        .list(context, null, PageRequest.first())
                        .items())
                .isEmpty();
    }

    @Test
    void whatIsSignedButNoEventIsRefused() {
        CallContext context = fixture.newTenant();
        for (String body : List.of("", "[]", "{}", "{\"id\": 1", "{\"id\": \"evt\", \"data\": {\"object\": 5}}")) {
            assertThatThrownBy(() -> fixture.send(context, body))
                    .as(body)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code().code()).isEqualTo("invalid-request"));
        }
    }

    private static String intent(
            String type, String payment, UUID attempt, String status, long received, long created) {
        String metadata = attempt == null ? "{}" : "{\"stoa_attempt\": \"" + attempt + "\"}";
        return event(
                type,
                """
                {"id": "%s", "object": "payment_intent", "status": "%s", "amount": 142800, "amount_received": %d,
                 "currency": "eur", "metadata": %s}"""
                        .formatted(payment, status, received, metadata),
                created);
    }

    private static String refund(String type, String payment, String status, long created) {
        return event(
                type,
                """
                {"id": "re_of_%s", "object": "refund", "status": "%s", "amount": 10000, "currency": "eur",
                 "payment_intent": "%s"}"""
                        .formatted(payment, status, payment),
                created);
    }

    private static String dispute(String payment, long amount, long created) {
        return StripeMessages.dispute("charge.dispute.funds_withdrawn", payment, amount, BEGUN.plusSeconds(created));
    }

    private static String event(String type, String object, long created) {
        return StripeMessages.event(type, object, BEGUN.plusSeconds(created));
    }

    private static List<List<Integer>> permutations(int size) {
        List<List<Integer>> all = new ArrayList<>(List.of(List.of()));
        for (int next = 0; next < size; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> shorter : all) {
                for (int place = 0; place <= shorter.size(); place++) {
                    List<Integer> copy = new ArrayList<>(shorter);
                    copy.add(place, next);
                    longer.add(copy);
                }
            }
            all = longer;
        }
        return all;
    }
}
