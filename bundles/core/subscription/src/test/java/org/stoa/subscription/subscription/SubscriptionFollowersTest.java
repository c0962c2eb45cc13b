package org.stoa.subscription.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.subscription.subscription.SubscriptionFixture.content;
import static org.stoa.subscription.subscription.SubscriptionFixture.to;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.charge.ChargeLine;
import org.stoa.api.security.CallContext;
import org.stoa.api.usage.Usage;
import org.stoa.api.usage.UsagePeriod;
import org.stoa.subscription.limit.Limit;
import org.stoa.subscription.limit.LimitList;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.SqlMapper;

/** Modules, limits and the known plan follow a subscription. */
class SubscriptionFollowersTest {

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final SubscriptionFixture fixture = new SubscriptionFixture();
    private SubscriptionFixture.Node node;
    private CallContext acme;
    private UUID tenant;

    @BeforeEach
    void start() {
        node = fixture.node;
        acme = fixture.tenant("UTC");
        tenant = acme.requireTenant();
        fixture.modules
                .install("base")
                .install("booking", "base")
                .install("hello")
                .install("crm");
        fixture.publish("small", content("10.00", null, List.of("booking"), List.of(limit(5L, false)), 0));
        fixture.publish(
                "large", content("40.00", null, List.of("booking", "crm", "hello"), List.of(limit(50L, false)), 0));
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aPlanBringsItsModulesAndTakesAwayWhatItAloneBrought() {
        fixture.modules.enable(acme, tenant, "hello", false);
        subscribe("large");
        assertThat(fixture.modules.enabled(tenant)).containsExactly("base", "booking", "crm", "hello");

        node.subscriptions.change(acme, new TermsChange("small", null, null), false, false);
        fixture.walkTo(node, "2026-02-28");
        assertThat(fixture.modules.enabled(tenant))
                .as("hello was there before")
                .containsExactly("base", "booking", "hello");

        node.subscriptions.cancel(acme, false, false);
        fixture.walkTo(node, "2026-03-31");
        assertThat(fixture.modules.enabled(tenant)).containsExactly("hello");
    }

    @Test
    void aModuleThatTheTenantHasSwitchedOffStaysOff() {
        subscribe("large");
        fixture.modules.disable(acme, tenant, "crm", false);

        fixture.walkTo(node, "2026-03-31");

        assertThat(fixture.modules.enabled(tenant)).doesNotContain("crm");
    }

    @Test
    void aModuleThatSomethingElseNeedsStaysAndIsReported() {
        fixture.modules.install("extra", "crm");
        subscribe("large");
        fixture.modules.enable(acme, tenant, "extra", false);
        node.subscriptions.change(acme, new TermsChange("small", null, null), false, false);

        fixture.walkTo(node, "2026-02-28");

        assertThat(fixture.modules.enabled(tenant)).contains("crm");
        assertThat(node.follower.modules(acme))
                .anyMatch(module -> module.moduleId().equals("crm") && "conflict".equals(module.problem()));
        fixture.modules.disable(acme, tenant, "extra", false);
        fixture.clock.advance(A_WHILE);
        node.deliver();
        assertThat(fixture.modules.enabled(tenant)).doesNotContain("crm");
    }

    @Test
    void aModuleThatLacksDetailsOfTheTenantIsReportedAndTriedAgain() {
        fixture.modules.incomplete.add("crm");
        SubscriptionOutcome dry = node.subscriptions.subscribe(acme, to("large"), false, true);
        assertThat(dry.modules())
                .anyMatch(change -> change.moduleId().equals("crm")
                        && change.missingFields().contains("company.legalName"));
        subscribe("large");

        assertThat(node.subscriptions.current(acme).planCode()).isEqualTo("large");
        assertThat(fixture.modules.enabled(tenant)).contains("booking", "hello").doesNotContain("crm");
        assertThat(node.follower.modules(acme))
                .filteredOn(module -> module.problem() != null)
                .extracting(PlanModule::missingFields)
                .containsExactly(List.of("company.legalName"));

        fixture.modules.incomplete.clear();
        fixture.clock.advance(A_WHILE);
        node.deliver();
        assertThat(fixture.modules.enabled(tenant)).contains("crm");
        assertThat(node.follower.modules(acme)).allMatch(module -> module.problem() == null);
    }

    @Test
    void limitsFollowThePlanAndThoseOfOperatorsStay() {
        subscribe("small");
        assertThat(hardLimit("profiles")).isEqualTo(5);
        node.limits.set(
                acme,
                tenant.toString(),
                new LimitList(List.of(new Limit("profiles", UsagePeriod.TOTAL, null, 7L, false))));
        assertThat(hardLimit("profiles")).isEqualTo(7);

        node.subscriptions.change(acme, new TermsChange("large", null, null), false, false);
        node.deliver();
        assertThat(hardLimit("profiles")).as("set by an operator").isEqualTo(7);

        node.limits.set(acme, tenant.toString(), new LimitList(List.of()));
        assertThat(hardLimit("profiles")).as("of the plan").isEqualTo(50);
    }

    @Test
    void aDryRunSaysWhichLimitsChange() {
        subscribe("small");

        SubscriptionOutcome dry = node.subscriptions.change(acme, new TermsChange("large", null, null), false, true);

        assertThat(dry.limits()).hasSize(1);
        assertThat(dry.limits().get(0).before().hardLimit()).isEqualTo(5);
        assertThat(dry.limits().get(0).after().hardLimit()).isEqualTo(50);
        assertThat(dry.modules())
                .extracting(change -> change.moduleId() + " " + change.enabled())
                .containsExactly("crm true", "hello true");
    }

    @Test
    void aChangedTimeZoneReachesTheLimitsWithTheNextPeriod() {
        subscribe("small");
        fixture.tenants.add(tenant, "acme", MemoryTenants.company("Acme"), "Asia/Tokyo", "EUR");

        fixture.walkTo(node, "2026-03-01");

        assertThat(fixture.texts("SELECT time_zone FROM data.usage_limit WHERE tenant_id = '" + tenant + "'"))
                .containsExactly("Asia/Tokyo");
    }

    @Test
    void whatIsUsedBeyondALimitWithOverageIsChargedAfterwards() {
        fixture.publish("metered", content("10.00", null, List.of(), List.of(limit(3L, true)), 0));
        subscribe("metered");
        fixture.database.write(acme, SqlMapper.class, (sql, transaction) -> {
            transaction.meter("profiles", 10);
            return null;
        });

        fixture.walkTo(node, "2026-02-28");

        assertThat(node.charges(acme).get(1).lines())
                .extracting(line -> line.kind() + " " + line.quantity() + " " + line.amount())
                .containsExactly(ChargeLine.Kind.OVERAGE + " 7 1.75 EUR", ChargeLine.Kind.BASE + " 1 10.00 EUR");
    }

    @Test
    void whoeverRemembersWhichPlanATenantHasKnowsOfTheNextAtOnce() {
        SubscriptionFixture.Node other = fixture.node("");
        assertThat(other.current.current(acme)).isEmpty();
        node.subscriptions.subscribe(acme, to("large"), false, false);

        var plan = other.current.current(acme).orElseThrow();
        assertThat(plan.planCode()).isEqualTo("large");
        assertThat(plan.version()).isEqualTo(1);
        assertThat(plan.status()).isEqualTo("ACTIVE");
        assertThat(plan.features()).containsExactly("api-access");
    }

    private void subscribe(String plan) {
        node.subscriptions.subscribe(acme, to(plan), false, false);
        node.deliver();
    }

    private Long hardLimit(String resource) {
        return node.limits.used(acme).stream()
                .filter(usage -> usage.resource().equals(resource))
                .map(Usage::hardLimit)
                .findFirst()
                .orElse(null);
    }

    private static PlanLimit limit(long hard, boolean overage) {
        return new PlanLimit(
                "profiles", UsagePeriod.TOTAL, null, hard, overage, overage ? new BigDecimal("0.25") : null);
    }
}
