package org.stoa.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.stoa.subscription.subscription.SubscriptionFixture.OPERATOR;
import static org.stoa.subscription.subscription.SubscriptionFixture.content;
import static org.stoa.subscription.subscription.SubscriptionFixture.to;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.charge.BillingPeriod;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.value.Money;
import org.stoa.subscription.rules.Doubt;
import org.stoa.subscription.rules.DueCharge;
import org.stoa.subscription.rules.Status;
import org.stoa.testkit.TestContexts;

/** Subscriptions over time, on a real database. */
class SubscriptionsTest {

    private final SubscriptionFixture fixture = new SubscriptionFixture();
    private SubscriptionFixture.Node node;
    private CallContext acme;

    @BeforeEach
    void start() {
        node = fixture.node;
        acme = fixture.tenant("UTC");
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aTrialCostsNothingAndIsFollowedByTheFirstPeriod() {
        fixture.publish("basic", content("19.90", null, List.of(), List.of(), 14));
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        fixture.walkTo(node, "2026-02-13");
        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.TRIALING);
        assertThat(node.charges(acme)).isEmpty();

        fixture.walkTo(node, "2026-02-14");

        assertThat(node.subscriptions.current(acme).status()).isEqualTo(Status.ACTIVE);
        Charge charge = node.charges(acme).get(0);
        assertThat(charge.total()).isEqualTo(Money.of("19.90", "EUR"));
        assertThat(charge.dueOn()).isEqualTo("2026-02-14");
        assertThat(charge.settledAt()).as("nobody bills").isNotNull();
        ChargeLine line = charge.lines().get(0);
        assertThat(line.description()).isEqualTo("Plan basic, Feb 14, 2026 to Mar 13, 2026");
        assertThat(line.period())
                .isEqualTo(new BillingPeriod(LocalDate.parse("2026-02-14"), LocalDate.parse("2026-03-14")));
    }

    @Test
    void periodsFromThe31stEndWithTheMonthAndComeBackToThe31st() {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);

        fixture.walkTo(node, "2026-06-01");

        assertThat(node.charges(acme))
                .extracting(charge -> charge.dueOn().toString())
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    }

    @Test
    void daysBeginWhereTheTenantIs() {
        fixture.plan("basic", "10.00", null);
        CallContext apia = fixture.tenant("Pacific/Apia");
        node.subscriptions.subscribe(apia, to("basic"), false, false);
        assertThat(node.charges(apia).get(0).dueOn()).isEqualTo("2026-01-31");

        fixture.clock.set("2026-02-27T10:59:00Z");
        node.deliver();
        assertThat(node.charges(apia)).as("a minute before midnight").hasSize(1);
        fixture.clock.set("2026-02-27T11:00:00Z");
        node.deliver();
        assertThat(node.charges(apia)).as("midnight of the 28th").hasSize(2);
    }

    @Test
    void whatFellDueWhileNobodyLookedIsCaughtUpWith() {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);

        fixture.clock.set("2029-02-15T09:00:00Z");
        node.deliver();

        List<Charge> charges = node.charges(acme);
        assertThat(charges).hasSize(37).extracting(Charge::dueOn).doesNotHaveDuplicates();
        assertThat(charges.get(36).dueOn()).isEqualTo("2029-01-31");
        assertThat(charges.get(36).chargedOn()).isEqualTo("2029-02-15");
    }

    @Test
    void aPriceChangeLeavesRunningSubscriptionsAsTheyAre() {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        fixture.plan("basic", "99.00", null);
        node.plans.retire(OPERATOR, "basic", node.plans.get(OPERATOR, "basic").version(), true);

        fixture.walkTo(node, "2026-03-31");

        assertThat(node.charges(acme))
                .extracting(charge -> charge.total().toString())
                .containsExactly("10.00 EUR", "10.00 EUR", "10.00 EUR");
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> node.subscriptions.subscribe(fixture.tenant("UTC"), to("basic"), false, false));
        assertThat(refused.code().code()).isEqualTo("plan-not-offered");
    }

    @Test
    void anUpgradeIsChargedForTheDaysThatAreLeftAndADowngradeWaits() {
        fixture.plan("small", "10.00", null);
        fixture.plan("large", "40.00", null);
        node.subscriptions.subscribe(acme, to("small"), false, false);
        fixture.walkTo(node, "2026-02-14");

        SubscriptionOutcome up = node.subscriptions.change(acme, new TermsChange("large", null, null), false, false);
        assertThat(up.charges().get(0).lines())
                .extracting(line -> line.kind() + " " + line.amount())
                .containsExactly("CREDIT -5.00 EUR", "BASE 20.00 EUR");

        SubscriptionOutcome down = node.subscriptions.change(acme, new TermsChange("small", null, null), false, false);
        assertThat(down.charges()).isEmpty();
        assertThat(down.effectiveOn()).isEqualTo("2026-02-28");
        assertThat(node.subscriptions.current(acme).planCode()).isEqualTo("large");
        fixture.walkTo(node, "2026-02-28");
        assertThat(node.subscriptions.current(acme).planCode()).isEqualTo("small");
        assertThat(node.charges(acme))
                .extracting(charge -> charge.total().toString())
                .containsExactly("10.00 EUR", "15.00 EUR", "10.00 EUR");
    }

    @Test
    void aDryRunSaysWhatTheCommandThenDoesAndWritesNothing() {
        fixture.plan("small", "10.00", "100.00");
        fixture.plan("large", "40.00", null);
        node.subscriptions.subscribe(acme, to("small"), false, false);
        node.deliver();
        fixture.walkTo(node, "2026-02-11");
        String before = everything();

        SubscriptionOutcome dry = node.subscriptions.change(acme, new TermsChange("large", null, null), false, true);
        node.subscriptions.cancel(acme, true, true);
        node.subscriptions.subscribe(fixture.tenant("UTC"), to("large"), false, true);

        assertThat(everything()).isEqualTo(before);
        SubscriptionOutcome real = node.subscriptions.change(acme, new TermsChange("large", null, null), false, false);
        assertThat(dry.applied()).isFalse();
        assertThat(real.applied()).isTrue();
        assertThat(dry.charges().get(0).lines()).isEqualTo(real.charges().get(0).lines());
    }

    @Test
    void twoNodesThatRenewAtTheSameMomentChargeOnce() throws Exception {
        fixture.plan("basic", "10.00", null);
        SubscriptionOutcome started = node.subscriptions.subscribe(acme, to("basic"), false, false);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        SubscriptionFixture.Node other = fixture.node("");
        try {
            for (int month = 1; month <= 6; month++) {
                fixture.clock.advance(java.time.Duration.ofDays(31));
                CyclicBarrier barrier = new CyclicBarrier(4);
                List<SubscriptionService> nodes =
                        List.of(node.subscriptions, other.subscriptions, node.subscriptions, other.subscriptions);
                List<Future<?>> renewals = nodes.stream()
                        .<Future<?>>map(service -> threads.submit(() -> {
                            barrier.await();
                            service.advance(acme, started.subscription().id(), null);
                            return null;
                        }))
                        .toList();
                for (Future<?> renewal : renewals) {
                    renewal.get();
                }
                assertThat(node.charges(acme)).hasSize(month + 1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEventThatIsDeliveredAgainAfterACrashChargesNothingAgain() {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        node.deliver();
        AtomicBoolean crashed = new AtomicBoolean();
        DueListener due = new DueListener(node.subscriptions);
        fixture.clock.set("2026-02-28T09:00:00Z");
        fixture.databases.deliverEvents(crashing(due, crashed));
        assertThat(crashed).isTrue();
        assertThat(node.charges(acme)).hasSize(2);

        fixture.clock.advance(java.time.Duration.ofMinutes(10));
        fixture.databases.deliverEvents(due);

        assertThat(node.charges(acme)).hasSize(2);
        fixture.walkTo(node, "2026-03-31");
        assertThat(node.charges(acme)).hasSize(3);
    }

    /** Dies once after the work and before anybody knows of it. */
    static <E> DomainEventListener<E> crashing(DomainEventListener<E> listener, AtomicBoolean crashed) {
        return new DomainEventListener<>() {
            @Override
            public String name() {
                return listener.name();
            }

            @Override
            public String eventType() {
                return listener.eventType();
            }

            @Override
            public Class<E> payloadType() {
                return listener.payloadType();
            }

            @Override
            public void on(DomainEvent<E> event) {
                listener.on(event);
                if (crashed.compareAndSet(false, true)) {
                    throw new IllegalStateException("crash");
                }
            }
        };
    }

    @Test
    void aRepeatedRequestSubscribesOnce() {
        fixture.plan("basic", "10.00", null);
        CallContext call = TestContexts.repeatable(acme, "key-1", "body");

        SubscriptionOutcome first = node.subscriptions.subscribe(call, to("basic"), false, false);

        ProblemException other = catchThrowableOfType(
                ProblemException.class, () -> node.subscriptions.subscribe(acme, to("basic"), false, false));
        assertThat(other.code().code()).isEqualTo("already-subscribed");
        SubscriptionOutcome again =
                node.subscriptions.subscribe(TestContexts.repeatable(acme, "key-1", "body"), to("basic"), false, false);
        assertThat(again.subscription().id()).isEqualTo(first.subscription().id());
        assertThat(node.charges(acme)).hasSize(1);
    }

    @Test
    void aClockThatGoesBackParksTheSubscriptionUntilAnOperatorReleasesIt() {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        fixture.walkTo(node, "2026-03-02");
        fixture.clock.set("2026-02-10T09:00:00Z");

        node.subscriptions.advance(acme, node.subscriptions.current(acme).id(), null);

        SubscriptionView parked = node.subscriptions.current(acme);
        assertThat(parked.doubt()).isEqualTo(Doubt.CLOCK_WENT_BACK);
        assertThat(parked.doubtDetail()).contains("2026-02-10", "2026-02-28");
        fixture.walkTo(node, "2026-05-01");
        assertThat(node.charges(acme)).as("not billed while parked").hasSize(2);
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> node.subscriptions.cancel(acme, false, false));
        assertThat(refused.code().code()).isEqualTo("subscription-parked");

        node.subscriptions.release(acme, false);

        assertThat(node.subscriptions.current(acme).doubt()).isNull();
        assertThat(node.charges(acme)).hasSize(4);
    }

    @Test
    void aVersionThatIsGoneParksTheSubscription() throws Exception {
        fixture.plan("basic", "10.00", null);
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        node.deliver();
        fixture.execute("ALTER TABLE subscription.plan_version DISABLE TRIGGER published_stays");
        fixture.change("DELETE FROM subscription.plan_version");
        SubscriptionFixture.Node restarted = fixture.node("");
        fixture.walkTo(restarted, "2026-02-28");
        SubscriptionView parked = restarted.subscriptions.current(acme);
        assertThat(parked.doubt()).isEqualTo(Doubt.VERSION_MISSING);
        assertThat(restarted.charges(acme)).hasSize(1);
    }

    @Test
    void yearlyCostsOncePerYearAndCanBeTakenAtOnce() {
        fixture.plan("basic", "10.00", "100.00");
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        fixture.walkTo(node, "2026-02-14");

        node.subscriptions.change(acme, new TermsChange(null, BillingInterval.YEARLY, null), false, false);

        Charge change = node.charges(acme).get(1);
        assertThat(change.kind()).isEqualTo(DueCharge.Kind.CHANGE);
        assertThat(change.total()).isEqualTo(Money.of("95.00", "EUR"));
        assertThat(node.subscriptions.current(acme).period().end()).isEqualTo("2027-02-14");
    }

    @Test
    void whatIsPublishedCannotBeChanged() {
        fixture.plan("basic", "10.00", null);
        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> node.plans.changeDraft(OPERATOR, "basic", 1, 2, content("1.00", null, List.of(), List.of(), 0)));
        assertThat(refused.code().code()).isEqualTo("plan-published");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> fixture.change("UPDATE subscription.plan_version SET content = '{}'"))
                .hasStackTraceContaining("published and stays as it is");
    }

    private String everything() {
        return String.join("\n", fixture.texts("SELECT t::text FROM subscription.subscription t ORDER BY 1"))
                + String.join("\n", fixture.texts("SELECT t::text FROM subscription.charge t ORDER BY 1"))
                + fixture.texts("SELECT count(*) FROM data.outbox")
                + fixture.texts("SELECT count(*) FROM data.audit_log");
    }
}
