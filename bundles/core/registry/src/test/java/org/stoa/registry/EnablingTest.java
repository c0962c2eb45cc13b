package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.TestContexts;

class EnablingTest extends RegistryFixture {

    @Test
    void enabledModuleIsSeededAndServedAtOnceForThisTenantOnly() {
        List<CallContext> seeded = new CopyOnWriteArrayList<>();
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(seeded::add));
        UUID tenant = tenants.add("enabled-a");
        UUID other = tenants.add("enabled-b");
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.DISABLED);
        CallContext administrator = administrator(tenant);

        ModulePlan plan = registry.enable(administrator, tenant, "crm", false);

        assertThat(plan.applied()).isTrue();
        assertThat(plan.tenantId()).isEqualTo(tenant);
        assertThat(plan.steps()).containsExactly(new Step(Action.ENABLE, "crm", "1.0.0", "asked for"));
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.ENABLED);
        assertThat(registry.availability(other, "crm")).isEqualTo(Availability.DISABLED);
        assertThat(seeded).singleElement().satisfies(context -> {
            assertThat(context.tenantId()).isEqualTo(tenant);
            assertThat(context.caller()).isEqualTo(administrator.caller());
            assertThat(context.allows("tenant.crm.write", null)).isTrue();
        });
        TenantModule module = registry.modules(administrator, tenant).get(0);
        assertThat(module.status()).isEqualTo(Status.ENABLED);
        assertThat(module.name()).isEqualTo("Module crm");
        assertThat(module.version()).isEqualTo("1.0.0");
        assertThat(module.enabledAt()).isNotNull().isEqualTo(module.updatedAt());
    }

    @Test
    void auditLogTellsWhoEnabledWhat() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("audited");
        CallContext administrator = administrator(tenant);

        registry.enable(administrator, tenant, "crm", false);

        AuditRecord record = audit(tenant).get(0);
        assertThat(record.action()).isEqualTo("module.enable");
        assertThat(record.resource()).isEqualTo("registry.tenant_module");
        assertThat(record.resourceId()).isEqualTo("crm");
        assertThat(record.actor()).isEqualTo(administrator.caller().name());
        assertThat(record.userId()).isEqualTo(administrator.caller().userId());
        assertThat(record.oldValues()).isNull();
        assertThat(record.newValues()).isEqualTo(Map.of("moduleId", "crm", "status", "ENABLED", "version", "1.0.0"));
    }

    @Test
    void repeatingChangesNothing() {
        AtomicInteger seedings = new AtomicInteger();
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> seedings.incrementAndGet()));
        UUID tenant = tenants.add("repeated");
        enable(registry, tenant, "crm");
        TenantModule before = registry.modules(administrator(tenant), tenant).get(0);

        ModulePlan again = enable(registry, tenant, "crm");

        assertThat(again.steps()).extracting(Step::action).containsExactly(Action.KEEP);
        assertThat(seedings).hasValue(1);
        assertThat(registry.modules(administrator(tenant), tenant)).containsExactly(before);
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm");
    }

    @Test
    void requiredModulesAreEnabledAndSeededBefore() {
        List<String> seeded = new CopyOnWriteArrayList<>();
        PostgresModuleRegistry registry = node(
                TestModule.of("shop", "stock", "crm").seeding(context -> seeded.add("shop")),
                TestModule.of("stock", "crm").seeding(context -> seeded.add("stock")),
                TestModule.of("crm").seeding(context -> seeded.add("crm")),
                TestModule.of("unrelated").seeding(context -> seeded.add("unrelated")));
        UUID tenant = tenants.add("chained");

        ModulePlan plan = enable(registry, tenant, "shop");

        assertThat(plan.steps())
                .extracting(Step::action, Step::moduleId, Step::because)
                .containsExactly(
                        tuple(Action.ENABLE, "crm", "required by shop and stock"),
                        tuple(Action.ENABLE, "stock", "required by shop"),
                        tuple(Action.ENABLE, "shop", "asked for"));
        assertThat(seeded).containsExactly("crm", "stock", "shop");
        assertThat(auditedActions(tenant))
                .containsExactly("module.enable crm", "module.enable stock", "module.enable shop");
        assertThat(status(registry, tenant, "unrelated")).isEqualTo(Status.AVAILABLE);
    }

    @Test
    void simulationPlansTheSameAndWritesNothing() {
        PostgresModuleRegistry registry = node(
                TestModule.of("shop", "crm").requiring("company.legalName"),
                TestModule.of("crm").requiring("settings.crm.owner"));
        UUID tenant = tenants.add("simulated");

        ModulePlan plan = registry.enable(administrator(tenant), tenant, "shop", true);

        assertThat(plan.applied()).isFalse();
        assertThat(plan.steps()).extracting(Step::moduleId).containsExactly("crm", "shop");
        assertThat(plan.missingFields()).containsExactly("company.legalName", "settings.crm.owner");
        assertThat(status(registry, tenant, "shop")).isEqualTo(Status.AVAILABLE);
        assertThat(audit(tenant)).isEmpty();

        tenants.fillIn(tenant, MemoryTenants.company("Simulated GmbH"));
        tenants.set(tenant, "crm.owner", "eva");
        assertThat(registry.enable(administrator(tenant), tenant, "shop", true).missingFields())
                .isEmpty();
        assertThat(enable(registry, tenant, "shop").steps()).isEqualTo(plan.steps());
    }

    @Test
    void incompleteTenantIsToldEverythingThatAllModulesNeedAtOnce() {
        PostgresModuleRegistry registry = node(
                TestModule.of("shop", "crm").requiring("company.legalName", "company.taxId", "currency"),
                TestModule.of("crm").requiring("company.legalName", "settings.crm.owner"));
        UUID tenant = tenants.add("incomplete");

        ProblemException problem = refusal(() -> enable(registry, tenant, "shop"));

        assertThat(problem.code().code()).isEqualTo("tenant-details-incomplete");
        assertThat(problem.code().status()).isEqualTo(400);
        assertThat(problem.extensions())
                .containsEntry("missingFields", List.of("company.legalName", "company.taxId", "settings.crm.owner"));
        assertThat(problem.errors())
                .containsExactly(
                        new FieldError("company.legalName", "is needed by the module crm"),
                        new FieldError("company.taxId", "is needed by the module shop"),
                        new FieldError("settings.crm.owner", "is needed by the module crm"));
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.AVAILABLE);
        assertThat(audit(tenant)).isEmpty();
    }

    @Test
    void detailsNeededByModulesThatAreEnabledAlreadyAreNotAskedForAgain() {
        PostgresModuleRegistry registry =
                node(TestModule.of("shop", "crm"), TestModule.of("crm").requiring("company.legalName"));
        UUID tenant = tenants.add("emptied");
        tenants.fillIn(tenant, MemoryTenants.company("Emptied GmbH"));
        enable(registry, tenant, "crm");
        tenants.fillIn(tenant, Company.empty());

        assertThat(enable(registry, tenant, "shop").steps())
                .extracting(Step::action)
                .containsExactly(Action.KEEP, Action.ENABLE);
    }

    @Test
    void unknownModuleAndUnknownTenantAreNotFound() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("searching");
        assertThat(refusal(() -> enable(registry, tenant, "nothing")).code())
                .isEqualTo(RegistryProblem.MODULE_NOT_FOUND);
        assertThat(refusal(() -> enable(registry, UUID.randomUUID(), "crm")).code())
                .isEqualTo(CommonProblem.NOT_FOUND);
    }

    @Test
    void refusalOfTheModuleReachesTheCallerAndSwitchesItOff() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        PostgresModuleRegistry registry = node(
                TestModule.of("shop", "crm").seeding(context -> {
                    if (refuses.get()) {
                        throw ProblemException.of(CommonProblem.CONFLICT, "The shop is closed.");
                    }
                }),
                TestModule.of("crm"));
        UUID tenant = tenants.add("refused");

        assertThat(refusal(() -> enable(registry, tenant, "shop")).code()).isEqualTo(CommonProblem.CONFLICT);
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
        assertThat(status(registry, tenant, "shop")).isEqualTo(Status.DISABLED);
        assertThat(registry.availability(tenant, "shop")).isEqualTo(Availability.DISABLED);

        refuses.set(false);
        enable(registry, tenant, "shop");
        assertThat(status(registry, tenant, "shop")).isEqualTo(Status.ENABLED);
    }

    @Test
    void defectOfTheModuleIsNamedWithoutItsInside() {
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> {
            throw new IllegalStateException("secret inside");
        }));
        UUID tenant = tenants.add("defective");

        ProblemException problem = refusal(() -> enable(registry, tenant, "crm"));

        assertThat(problem.code()).isEqualTo(RegistryProblem.MODULE_SEED_FAILED);
        assertThat(problem.extensions()).isEqualTo(Map.of("moduleId", "crm"));
        assertThat(List.of(problem.arguments())).containsExactly("crm");
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.DISABLED);
        assertThat(audit(tenant)).isEmpty();
    }

    @Test
    void sameIdempotencyKeyGetsTheSamePlanAndDoesTheWorkOnce() {
        AtomicInteger seedings = new AtomicInteger();
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> seedings.incrementAndGet()));
        UUID tenant = tenants.add("keyed");
        CallContext administrator = administrator(tenant);

        ModulePlan first = registry.enable(TestContexts.repeatable(administrator, "k1", "crm"), tenant, "crm", false);
        ModulePlan second = registry.enable(TestContexts.repeatable(administrator, "k1", "crm"), tenant, "crm", false);

        assertThat(second).isEqualTo(first);
        assertThat(second.steps()).extracting(Step::action).containsExactly(Action.ENABLE);
        assertThat(seedings).hasValue(1);
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm");

        registry.disable(administrator, tenant, "crm", false);
        registry.enable(TestContexts.repeatable(administrator, "k1", "crm"), tenant, "crm", false);
        assertThat(status(registry, tenant, "crm"))
                .as("a late repetition does not undo what was done since")
                .isEqualTo(Status.DISABLED);
    }

    @Test
    void idempotencyKeyOfAnotherRequestIsRefusedBeforeAnythingIsDone() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"), TestModule.of("shop"));
        UUID tenant = tenants.add("rekeyed");
        CallContext administrator = administrator(tenant);
        registry.enable(TestContexts.repeatable(administrator, "k2", "crm"), tenant, "crm", false);

        ProblemException problem = refusal(
                () -> registry.enable(TestContexts.repeatable(administrator, "k2", "shop"), tenant, "shop", false));

        assertThat(problem.code()).isEqualTo(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        assertThat(status(registry, tenant, "shop")).isEqualTo(Status.AVAILABLE);
    }

    @Test
    void repetitionOfARequestThatFailedDoesTheWork() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> {
            if (refuses.get()) {
                throw ProblemException.of(CommonProblem.CONFLICT, "Not yet.");
            }
        }));
        UUID tenant = tenants.add("retried");
        CallContext administrator = administrator(tenant);
        assertThat(refusal(() -> registry.enable(
                                TestContexts.repeatable(administrator, "k3", "crm"), tenant, "crm", false))
                        .code())
                .isEqualTo(CommonProblem.CONFLICT);
        refuses.set(false);

        registry.enable(TestContexts.repeatable(administrator, "k3", "crm"), tenant, "crm", false);

        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
    }
}
