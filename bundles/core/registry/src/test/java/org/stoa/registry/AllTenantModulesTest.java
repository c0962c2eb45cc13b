package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.platform.AllTenantModules;
import org.stoa.api.platform.AllTenantModules.Progress;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;

class AllTenantModulesTest extends RegistryFixture {

    private static final CallContext OPERATOR = CallContext.system(null, "shell");

    private PostgresModuleRegistry registry;
    private AllTenantModules all;

    @BeforeEach
    void start() {
        registry = node(TestModule.of("crm"), TestModule.of("shop", "crm"));
        all = of(registry);
    }

    private AllTenantModules of(PostgresModuleRegistry node) {
        return new PostgresAllTenantModules(node, tenants, platform);
    }

    private List<UUID> add(String prefix, int count) {
        List<UUID> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(tenants.add(prefix + "-" + i));
        }
        return added;
    }

    @Test
    void everyTenantGetsTheModuleAndAnAuditEntryOfItsOwn() {
        List<UUID> added = add("every", 3);

        Progress enabled = all.enable(OPERATOR, "shop", progress -> {});

        assertThat(enabled.changed()).isEqualTo(enabled.tenants()).isGreaterThanOrEqualTo(3);
        for (UUID tenant : added) {
            assertThat(status(registry, tenant, "shop")).isEqualTo(Status.ENABLED);
            assertThat(auditedActions(tenant)).containsExactly("module.enable crm", "module.enable shop");
        }

        Progress disabled = all.disable(OPERATOR, "shop", progress -> {});

        assertThat(disabled.changed()).isEqualTo(enabled.tenants());
        for (UUID tenant : added) {
            assertThat(status(registry, tenant, "shop")).isEqualTo(Status.DISABLED);
            assertThat(auditedActions(tenant)).endsWith("module.disable shop").hasSize(3);
        }
    }

    @Test
    void repeatedItChangesNothing() {
        UUID tenant = tenants.add("again");
        long tenantsThen = all.enable(OPERATOR, "crm", progress -> {}).tenants();

        assertThat(all.enable(OPERATOR, "crm", progress -> {})).isEqualTo(new Progress(0, tenantsThen, 0, List.of()));
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm");
    }

    @Test
    void whatWasInterruptedGoesOnWhereItStopped() {
        add("interrupted", 5);
        AtomicInteger seedings = new AtomicInteger();
        PostgresModuleRegistry dying = node(TestModule.of("crm").seeding(context -> {
            if (seedings.incrementAndGet() >= 3) {
                throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
            }
        }));
        assertThat(refusal(() -> of(dying).enable(OPERATOR, "crm", progress -> {}))
                        .code())
                .isEqualTo(CommonProblem.DATABASE_UNAVAILABLE);

        Progress rest = all.enable(OPERATOR, "crm", progress -> {});

        assertThat(rest.unchanged()).isGreaterThanOrEqualTo(2);
        assertThat(rest.changed()).isEqualTo(rest.tenants() - rest.unchanged()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void oneForWhomSomethingIsOutOfReachHoldsUpNobody() {
        UUID unlucky = add("unlucky", 4).get(1);
        PostgresModuleRegistry node = node(TestModule.of("crm").seeding(context -> {
            if (unlucky.equals(context.tenantId())) {
                throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
            }
        }));

        Progress progress = of(node).enable(OPERATOR, "crm", each -> {});

        assertThat(progress.refused()).isEqualTo(1);
        assertThat(progress.changed()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void oneThatIsRefusedHoldsUpNobody() {
        PostgresModuleRegistry demanding = node(TestModule.of("crm").requiring("settings.crm.owner"));
        List<UUID> added = add("refused", AllTenantModules.MOST_REFUSALS + 2);
        UUID complete = tenants.add("refused-not");
        tenants.set(complete, "crm.owner", "eva");

        Progress progress = of(demanding).enable(OPERATOR, "crm", each -> {});

        assertThat(status(demanding, complete, "crm")).isEqualTo(Status.ENABLED);
        assertThat(progress.refused()).isGreaterThanOrEqualTo(added.size());
        assertThat(progress.refusals())
                .hasSize(AllTenantModules.MOST_REFUSALS)
                .allMatch(refusal -> refusal.contains(": ") && refusal.contains("settings.crm.owner"));
    }

    @Test
    void unknownModuleIsRefusedOnceAndNotForEveryTenant() {
        ProblemException refusal = refusal(() -> all.enable(OPERATOR, "nothing", progress -> {}));
        assertThat(refusal.code()).isEqualTo(RegistryProblem.MODULE_NOT_FOUND);
    }

    @Test
    void listenerHearsOfEveryTenantInTheEnd() {
        add("heard", 2);
        List<Progress> heard = new ArrayList<>();
        Progress last = all.enable(OPERATOR, "crm", heard::add);
        assertThat(heard).isNotEmpty().endsWith(last);
    }

    @Test
    void statementsPerTenantDoNotGrowWithTheirNumber() {
        Cost small = cost(200);
        Cost large = cost(400);

        assertThat(large.enabling()).isEqualTo(2 * small.enabling());
        assertThat(large.disabling()).isEqualTo(2 * small.disabling());
        assertThat(small.enabling()).isBetween(200L, 200L * 8);
        assertThat(small.disabling()).isBetween(200L, 200L * 5);
        assertThat(small.nothing()).as("one for each page").isEqualTo(2);
        assertThat(large.nothing()).as("one for each page").isEqualTo(4);
    }

    /** Statements for all tenants. */
    private record Cost(long enabling, long nothing, long disabling) {}

    private Cost cost(int count) {
        FakeTenants many = new FakeTenants();
        for (int i = 0; i < count; i++) {
            many.add("many-" + i);
        }
        StatementCounter counter = new StatementCounter();
        PlatformDatabase itsPlatform = counter.of(platform);
        PostgresModuleRegistry node = node(counter.of(database), itsPlatform, many, TestModule.of("crm"));
        AllTenantModules changes = new PostgresAllTenantModules(node, many, itsPlatform);
        return new Cost(
                counter.during(() -> expect(count, 0, changes.enable(OPERATOR, "crm", progress -> {}))),
                counter.during(() -> expect(0, count, changes.enable(OPERATOR, "crm", progress -> {}))),
                counter.during(() -> expect(count, 0, changes.disable(OPERATOR, "crm", progress -> {}))));
    }

    private static void expect(long changed, long unchanged, Progress progress) {
        assertThat(progress).isEqualTo(new Progress(changed, unchanged, 0, List.of()));
    }
}
