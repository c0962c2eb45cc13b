package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.module.TenantModule.Status;

class InterruptionTest extends RegistryFixture {

    @Test
    void interruptedEnablingIsFinishedForEveryTenantWhenTheModuleIsReady() {
        UUID tenant = tenants.add("interrupted-a");
        UUID other = tenants.add("interrupted-b");
        interrupted(tenant, "crm", Status.ENABLING);
        interrupted(other, "crm", Status.ENABLING);
        AtomicInteger seedings = new AtomicInteger();

        PostgresModuleRegistry registry = node(TestModule.of("crm").seeding(context -> seedings.incrementAndGet()));

        Eventually.eventually(() -> {
            assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
            assertThat(status(registry, other, "crm")).isEqualTo(Status.ENABLED);
        });
        assertThat(seedings).hasValue(2);
        AuditRecord record = audit(tenant).get(0);
        assertThat(record.action()).isEqualTo("module.enable");
        assertThat(record.actor()).isEqualTo("registry");
        assertThat(record.newValues()).containsEntry("version", "1.0.0");
    }

    @Test
    void halfEnabledModuleServesNobody() {
        UUID tenant = tenants.add("half");
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        interrupted(tenant, "crm", Status.ENABLING);
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.DISABLED);

        assertThat(enable(registry, tenant, "crm").steps())
                .extracting(Step::action)
                .containsExactly(Action.ENABLE);
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.ENABLED);
    }

    @Test
    void interruptedModuleWaitsForThoseItRequires() {
        UUID tenant = tenants.add("waiting");
        interrupted(tenant, "crm", Status.ENABLING);
        interrupted(tenant, "shop", Status.ENABLING);

        PostgresModuleRegistry registry = node(TestModule.of("shop", "crm"));
        assertThat(status(registry, tenant, "shop")).isEqualTo(Status.ENABLING);
        install(registry, TestModule.of("crm"));

        Eventually.eventually(() -> {
            assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
            assertThat(status(registry, tenant, "shop")).isEqualTo(Status.ENABLED);
        });
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm", "module.enable shop");
    }

    @Test
    void interruptedPurgeIsFinishedWhenTheModuleIsReady() {
        UUID tenant = tenants.add("purge-interrupted");
        UUID other = tenants.add("purge-bystander");
        addPerson(tenant, "Eva");
        addPerson(other, "Paul");
        interrupted(tenant, "crm", Status.PURGING);

        PostgresModuleRegistry registry = node(TestModule.of("crm"));

        Eventually.eventually(() -> assertThat(status(registry, tenant, "crm")).isEqualTo(Status.AVAILABLE));
        assertThat(people(tenant)).isZero();
        assertThat(people(other)).isEqualTo(1);
        assertThat(auditedActions(tenant)).containsExactly("module.purge crm");
    }

    @Test
    void moduleThatIsBeingPurgedCannotBeEnabledUntilThePurgeWasRepeated() {
        UUID tenant = tenants.add("purging");
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        interrupted(tenant, "crm", Status.PURGING);

        assertThat(refusal(() -> enable(registry, tenant, "crm")).code()).isEqualTo(RegistryProblem.MODULE_PURGING);

        registry.purge(administrator(tenant), tenant, "crm", false);
        enable(registry, tenant, "crm");
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
    }

    @Test
    void tenantThatIsIncompleteByNowStaysInterruptedAndHoldsUpNobody() {
        UUID incomplete = tenants.add("incomplete-by-now");
        UUID complete = tenants.add("complete");
        tenants.set(complete, "crm.owner", "eva");
        interrupted(incomplete, "crm", Status.ENABLING);
        interrupted(complete, "crm", Status.ENABLING);

        PostgresModuleRegistry registry = node(TestModule.of("crm").requiring("settings.crm.owner"));

        Eventually.eventually(
                () -> assertThat(status(registry, complete, "crm")).isEqualTo(Status.ENABLED));
        assertThat(status(registry, incomplete, "crm")).isEqualTo(Status.ENABLING);
    }
}
