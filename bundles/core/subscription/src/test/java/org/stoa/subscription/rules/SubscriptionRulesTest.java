package org.stoa.subscription.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.BillingInterval;
import org.stoa.api.rest.ProblemException;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PricingModel;
import org.stoa.subscription.plan.UsagePrice;

/** What the walks cannot come across: doubts, and the words of the rules by example. */
class SubscriptionRulesTest {

    private static final LocalDate START = LocalDate.parse("2026-04-01");

    private final Map<String, PlanContent> versions = new HashMap<>();
    private final SubscriptionRules rules = new SubscriptionRules(
            (code, number) -> {
                PlanContent content = versions.get(code + number);
                if (content == null) {
                    throw new DoubtException(Doubt.VERSION_MISSING, code + number + " is not there");
                }
                return content;
            },
            new Dunning(14, 14));

    @Test
    void anAmountThatCannotBeKeptParksAndChargesNothing() {
        versions.put("a1", content("EUR", List.of(new UsagePrice("calls", 0L, new BigDecimal("999999999.9999")))));
        State state = start("a").after();

        Step step = rules.advance(
                state,
                new SubscriptionRules.Facts(START.plusMonths(1), null, (resource, from, to) -> Long.MAX_VALUE / 2));

        assertThat(step.charges()).isEmpty();
        assertThat(step.after().parked().doubt()).isEqualTo(Doubt.AMOUNT_TOO_LARGE);
        assertThat(rules.dueOn(step.after(), null)).isNull();
    }

    @Test
    void aMoveToAVersionInAnotherCurrencyParks() {
        versions.put("a1", content("EUR", List.of()));
        versions.put("a2", content("USD", List.of()));
        State moving = States.moving(start("a").after(), new State.Move(2, START));

        Step step = rules.advance(moving, facts(START.plusMonths(1)));

        assertThat(step.charges()).isEmpty();
        assertThat(step.after().parked().doubt()).isEqualTo(Doubt.VERSION_UNFIT);
    }

    @Test
    void aVersionThatIsGoneParksAndReleaseParksAgain() {
        versions.put("a1", content("EUR", List.of()));
        State state = start("a").after();
        versions.clear();

        State parked = rules.advance(state, facts(START.plusMonths(1))).after();

        assertThat(parked.parked().doubt()).isEqualTo(Doubt.VERSION_MISSING);
        assertThat(rules.release(parked, facts(START.plusMonths(1)))
                        .after()
                        .parked()
                        .doubt())
                .isEqualTo(Doubt.VERSION_MISSING);
        versions.put("a1", content("EUR", List.of()));
        Step released = rules.release(parked, facts(START.plusMonths(1)));
        assertThat(released.after().parked()).isNull();
        assertThat(released.charges()).hasSize(1);
    }

    @Test
    void aDayOrTwoEarlierIsAJourneyAndMoreIsADoubt() {
        versions.put("a1", content("EUR", List.of()));
        State state =
                rules.advance(start("a").after(), facts(START.plusMonths(1))).after();

        assertThat(rules.advance(state, facts(START.plusMonths(1).minusDays(2)))
                        .after()
                        .parked())
                .isNull();
        assertThat(rules.advance(state, facts(START.plusMonths(1).minusDays(3)))
                        .after()
                        .parked()
                        .doubt())
                .isEqualTo(Doubt.CLOCK_WENT_BACK);
    }

    @Test
    void aPlanInAnotherCurrencyIsRefused() {
        versions.put("a1", content("EUR", List.of()));
        versions.put("b1", content("USD", List.of()));

        ProblemException refused = catchThrowableOfType(
                ProblemException.class,
                () -> rules.change(
                        start("a").after(), new Terms("b", 1, BillingInterval.MONTHLY, 1), facts(START.plusDays(3))));

        assertThat(refused.code().code()).isEqualTo("other-currency");
    }

    private static SubscriptionRules.Facts facts(LocalDate today) {
        return new SubscriptionRules.Facts(today, null, MeteredUse.NONE);
    }

    private Step start(String code) {
        return rules.start(new Terms(code, 1, BillingInterval.MONTHLY, 1), true, 0, START);
    }

    private static PlanContent content(String currency, List<UsagePrice> usage) {
        return new PlanContent(
                currency,
                usage.isEmpty() ? PricingModel.FLAT : PricingModel.USAGE_BASED,
                BigDecimal.TEN,
                null,
                null,
                null,
                usage,
                0,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true);
    }
}
