package org.stoa.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.subscription.subscription.SubscriptionFixture.OPERATOR;
import static org.stoa.subscription.subscription.SubscriptionFixture.to;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.subscription.subscription.PlanMoves.Moved;
import org.stoa.subscription.subscription.PlanMoves.Obstacle;

/** Moving subscribers to another version of their plan is done on purpose, for a day, and can be tried before. */
class PlanMovesTest {

    private static final LocalDate MARCH = LocalDate.parse("2026-03-05");

    private final SubscriptionFixture fixture = new SubscriptionFixture();
    private SubscriptionFixture.Node node;
    private CallContext acme;
    private CallContext yearly;

    @BeforeEach
    void start() {
        node = fixture.node;
        acme = fixture.tenant("UTC");
        yearly = fixture.tenant("UTC");
        fixture.plan("basic", "10.00", "100.00");
        node.subscriptions.subscribe(acme, to("basic"), false, false);
        node.subscriptions.subscribe(
                yearly, new NewSubscription("basic", BillingInterval.YEARLY, null, null, null), false, false);
        fixture.plan("basic", "12.00", null);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aDryRunSaysForEachWhatItPaysBeforeAndAfterAndChangesNothing() {
        List<Moved> moved = node.moves
                .simulate(OPERATOR, "basic", 2, MARCH, PageRequest.first())
                .items();

        assertThat(moved).hasSize(2);
        assertThat(moved.get(0).obstacle()).isEqualTo(Obstacle.INTERVAL_NOT_OFFERED);
        assertThat(moved.get(0).before()).hasToString("100.00 EUR");
        assertThat(moved.get(0).after()).isNull();
        assertThat(moved.get(1).tenantId()).isEqualTo(acme.requireTenant());
        assertThat(moved.get(1).before()).hasToString("10.00 EUR");
        assertThat(moved.get(1).after()).hasToString("12.00 EUR");
        assertThat(moved.get(1).movesOn()).isEqualTo("2026-03-31");
        assertThat(node.subscriptions.current(acme).moveVersion()).isNull();
    }

    @Test
    void subscribersMoveWithTheFirstPeriodFromTheDayOn() {
        assertThat(node.moves.move(OPERATOR, "basic", 2, MARCH).moved()).isEqualTo(1);
        assertThat(node.moves.move(OPERATOR, "basic", 2, MARCH).moved())
                .as("again")
                .isZero();

        fixture.walkTo(node, "2026-04-30");

        assertThat(node.charges(acme))
                .extracting(charge -> charge.total().toString())
                .containsExactly("10.00 EUR", "10.00 EUR", "12.00 EUR", "12.00 EUR");
        assertThat(node.subscriptions.current(acme).planVersion()).isEqualTo(2);
        assertThat(node.subscriptions.current(yearly).planVersion()).isEqualTo(1);
    }

    @Test
    void aMoveThatHasNotHappenedYetCanBeTakenBack() {
        node.moves.move(OPERATOR, "basic", 2, MARCH);
        assertThat(node.moves.stay(OPERATOR, "basic", 2).moved()).isEqualTo(1);

        fixture.walkTo(node, "2026-04-30");

        assertThat(node.subscriptions.current(acme).planVersion()).isEqualTo(1);
    }
}
