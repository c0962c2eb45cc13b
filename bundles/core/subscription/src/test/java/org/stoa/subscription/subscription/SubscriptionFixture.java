package org.stoa.subscription.subscription;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.charge.ChargeDue;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.event.DomainEvent;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.data.StandaloneDatabases;
import org.stoa.subscription.SubscriptionProblem;
import org.stoa.subscription.SubscriptionSettings;
import org.stoa.subscription.limit.Limits;
import org.stoa.subscription.plan.NewPlan;
import org.stoa.subscription.plan.PlanContent;
import org.stoa.subscription.plan.PlanLimit;
import org.stoa.subscription.plan.PlanOffers;
import org.stoa.subscription.plan.PlanVersion;
import org.stoa.subscription.plan.Plans;
import org.stoa.subscription.plan.PricingModel;
import org.stoa.subscription.rules.Dunning;
import org.stoa.testkit.FakeTenantClock;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.MutableClock;
import org.stoa.testkit.SqlMapper;
import org.stoa.testkit.TestDatabases;

/** Plans and subscriptions on a PostgreSQL database of their own, with a clock to move. */
final class SubscriptionFixture implements AutoCloseable {

    static final CallContext OPERATOR = CallContext.system(null, "operator");

    final MutableClock clock = MutableClock.at("2026-01-31T09:00:00Z");
    final StandaloneDatabases databases = TestDatabases.fresh(clock);
    final Database database = databases.forModule("subscription", SubscriptionProblem.class);
    final PlatformDatabase platform = databases.platform("subscription", SubscriptionProblem.class);
    final Database billing = databases.forModule("billing", ChargeDue.class);
    final MemoryTenants tenants = new MemoryTenants();
    final MemorySettings tenantSettings = new MemorySettings();
    final FakeTenantClock tenantClock = new FakeTenantClock(clock);
    final MemoryModules modules = new MemoryModules();
    final Tenant operatorTenant = tenants.add("operator", "UTC");
    final Node node = node("");

    /** What one node of the platform runs. */
    final class Node {
        final Plans plans = new Plans(platform, databases.caches(), clock);
        final CurrentPlans current = new CurrentPlans(database, plans, databases.caches());
        final Limits limits = new Limits(database, databases.usageMeter(), tenants, current, tenantClock);
        final ModuleFollower follower = new ModuleFollower(database, modules);
        final SubscriptionSettings settings;
        final SubscriptionService subscriptions;
        final PlanMoves moves;
        final ChargeInvoices invoices;
        final List<DomainEventListener<?>> listeners;

        private Node(String billingTenant) {
            settings = new SubscriptionSettings(billingTenant, new Dunning(14, 10));
            subscriptions = new SubscriptionService(
                    database,
                    plans,
                    new PlanOffers(plans, tenants, tenantSettings),
                    new SubscriptionFacts(plans, tenants, tenantClock, databases.usageMeter(), settings, clock),
                    new OutcomePreview(plans, limits, follower));
            moves = new PlanMoves(platform, plans, settings, clock);
            invoices = new ChargeInvoices(database, tenants, subscriptions, settings, tenantClock);
            listeners = List.of(
                    new DueListener(subscriptions),
                    new SubscriptionFollower(current, limits, follower),
                    new ChargeHandover(database, platform, tenants, settings, tenantClock, clock),
                    invoices,
                    new SettlementListener(database, tenants, subscriptions, settings, clock));
        }

        /** Delivers what is due until nothing is. */
        void deliver() {
            DomainEventListener<?>[] all = listeners.toArray(DomainEventListener<?>[]::new);
            for (int rounds = 0; databases.deliverEvents(all) > 0; rounds++) {
                if (rounds > 100) {
                    throw new AssertionError("events beget events without end");
                }
            }
        }

        /** Every charge of a tenant, oldest first. */
        List<Charge> charges(CallContext context) {
            List<Charge> charges = new ArrayList<>(
                    subscriptions.charges(context, new PageRequest(100, null)).items());
            java.util.Collections.reverse(charges);
            return charges;
        }
    }

    /** @param billingTenant id or identifier, or empty */
    Node node(String billingTenant) {
        return new Node(billingTenant);
    }

    /** A tenant of its own, in a time zone. */
    CallContext tenant(String zone) {
        Tenant tenant = tenants.add("tenant-" + Ids.next(), zone);
        tenantClock.zones.put(tenant.id(), java.time.ZoneId.of(zone));
        return CallContext.system(tenant.id(), "test");
    }

    /** Moves the clock to nine o'clock of a day and has everything happen until then, day by day. */
    void walkTo(Node walker, String day) {
        LocalDate end = LocalDate.parse(day);
        LocalDate now = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        while (now.isBefore(end)) {
            now = now.plusDays(1);
            clock.set(now + "T09:00:00Z");
            walker.deliver();
        }
    }

    /** A flat plan, listed and published. */
    PlanVersion plan(String code, String monthly, String yearly) {
        return publish(code, content(monthly, yearly, List.of(), List.of(), 0));
    }

    /** Publishes the next version of a plan, and makes the plan when there is none. */
    PlanVersion publish(String code, PlanContent content) {
        try {
            node.plans.get(OPERATOR, code);
        } catch (org.stoa.api.rest.ProblemException e) {
            node.plans.create(OPERATOR, new NewPlan(code, Map.of("en", "Plan " + code), null));
        }
        PlanVersion draft = node.plans.draft(OPERATOR, code, content);
        return node.plans.publish(OPERATOR, code, draft.number(), draft.version());
    }

    static PlanContent content(
            String monthly, String yearly, List<String> modules, List<PlanLimit> limits, int trialDays) {
        return new PlanContent(
                "EUR",
                PricingModel.FLAT,
                monthly == null ? null : new BigDecimal(monthly),
                yearly == null ? null : new BigDecimal(yearly),
                null,
                null,
                List.of(),
                trialDays,
                true,
                modules,
                List.of("api-access"),
                limits,
                List.of(),
                List.of(),
                true);
    }

    static NewSubscription to(String plan) {
        return new NewSubscription(plan, null, null, null, null);
    }

    /** Says as the billing tenant, or another, that a charge is invoiced or settled. */
    void tell(UUID by, Record event) {
        billing.write(CallContext.system(by, "billing"), SqlMapper.class, (mapper, transaction) -> {
            transaction.publish(event);
            return null;
        });
    }

    /** The first column of a query, across tenants. */
    List<String> texts(String query) {
        return platform.read(OPERATOR, SqlMapper.class, sql -> sql.texts(query));
    }

    /** Changes rows across tenants. */
    void change(String statement) {
        platform.write(OPERATOR, SqlMapper.class, (sql, transaction) -> sql.execute(statement));
    }

    /** Does to the schema what only the owner of all tables may. */
    void execute(String sql) {
        try (Connection connection = databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers what a tenant was told to bill. */
    static final class Bills implements DomainEventListener<ChargeDue> {
        final List<DomainEvent<ChargeDue>> events = new ArrayList<>();

        @Override
        public String name() {
            return "test.bills";
        }

        @Override
        public String eventType() {
            return "charge.ChargeDue";
        }

        @Override
        public Class<ChargeDue> payloadType() {
            return ChargeDue.class;
        }

        @Override
        public void on(DomainEvent<ChargeDue> event) {
            events.add(event);
        }
    }

    Instant now() {
        return clock.instant();
    }

    @Override
    public void close() throws Exception {
        databases.close();
    }
}
