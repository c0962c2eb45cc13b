package org.stoa.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stoa.api.audit.AuditRecord;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.rest.ProblemException;

class SwitchingOffTest extends RegistryFixture {

    @Test
    void disablingKeepsTheDataAndCanBeReversed() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("disabling");
        enable(registry, tenant, "crm");
        addPerson(tenant, "Eva");

        ModulePlan plan = registry.disable(administrator(tenant), tenant, "crm", false);

        assertThat(plan.steps()).containsExactly(new Step(Action.DISABLE, "crm", "1.0.0", "asked for"));
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.DISABLED);
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.DISABLED);
        assertThat(people(tenant)).isEqualTo(1);
        AuditRecord record = audit(tenant).get(1);
        assertThat(record.action()).isEqualTo("module.disable");
        assertThat(record.oldValues()).containsEntry("status", "ENABLED");
        assertThat(record.newValues()).containsEntry("status", "DISABLED");

        enable(registry, tenant, "crm");
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.ENABLED);
        assertThat(people(tenant)).isEqualTo(1);
        assertThat(audit(tenant).get(2).oldValues()).containsEntry("status", "DISABLED");
    }

    @Test
    void disablingAgainChangesNothing() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("disabled-twice");
        assertThat(registry.disable(administrator(tenant), tenant, "crm", false).steps())
                .extracting(Step::action)
                .containsExactly(Action.KEEP);
        enable(registry, tenant, "crm");
        registry.disable(administrator(tenant), tenant, "crm", false);
        registry.disable(administrator(tenant), tenant, "crm", false);
        assertThat(auditedActions(tenant)).containsExactly("module.enable crm", "module.disable crm");
    }

    @Test
    void moduleThatOthersRequireIsNeitherDisabledNorPurged() {
        PostgresModuleRegistry registry =
                node(TestModule.of("shop", "stock"), TestModule.of("stock", "crm"), TestModule.of("crm"));
        UUID tenant = tenants.add("required");
        enable(registry, tenant, "shop");

        for (boolean simulate : new boolean[] {true, false}) {
            ProblemException disable = refusal(() -> registry.disable(administrator(tenant), tenant, "crm", simulate));
            assertThat(disable.code()).isEqualTo(RegistryProblem.MODULE_REQUIRED);
            assertThat(disable.extensions()).containsEntry("dependents", List.of("shop", "stock"));
            ProblemException purge = refusal(() -> registry.purge(administrator(tenant), tenant, "crm", simulate));
            assertThat(purge.extensions()).containsEntry("dependents", List.of("shop", "stock"));
        }
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);

        registry.disable(administrator(tenant), tenant, "shop", false);
        registry.disable(administrator(tenant), tenant, "stock", false);
        registry.disable(administrator(tenant), tenant, "crm", false);
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.DISABLED);
    }

    @Test
    void purgeLeavesNoRowOfTheTenantAndEveryRowOfOthers() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("purged");
        UUID other = tenants.add("purged-neighbour");
        enable(registry, tenant, "crm");
        enable(registry, other, "crm");
        addPerson(tenant, "Eva");
        addPerson(tenant, "Paul");
        addPerson(other, "Zoë");

        ModulePlan plan = registry.purge(administrator(tenant), tenant, "crm", false);

        assertThat(plan.steps()).extracting(Step::action).containsExactly(Action.DISABLE, Action.PURGE);
        assertThat(plan.rowsDeleted()).isEqualTo(Map.of("crm.note", 2L, "crm.person", 2L));
        assertThat(people(tenant)).isZero();
        assertThat(people(other)).isEqualTo(1);
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.AVAILABLE);
        assertThat(status(registry, other, "crm")).isEqualTo(Status.ENABLED);
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.DISABLED);
        assertThat(registry.availability(other, "crm")).isEqualTo(Availability.ENABLED);
        assertThat(auditedActions(tenant))
                .containsExactly("module.enable crm", "module.disable crm", "module.purge crm");
        assertThat(audit(tenant).get(2).newValues())
                .containsEntry("rowsDeleted", Map.of("crm.note", 2, "crm.person", 2));
    }

    @Test
    void purgingAgainFindsNothingToDo() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("purged-twice");
        enable(registry, tenant, "crm");
        registry.purge(administrator(tenant), tenant, "crm", false);

        ModulePlan again = registry.purge(administrator(tenant), tenant, "crm", false);

        assertThat(again.steps()).extracting(Step::action).containsExactly(Action.KEEP);
        assertThat(again.rowsDeleted()).isEmpty();
        assertThat(auditedActions(tenant)).hasSize(3);
    }

    @Test
    void simulatedPurgeDeletesNothing() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("purge-simulated");
        enable(registry, tenant, "crm");
        addPerson(tenant, "Eva");

        ModulePlan plan = registry.purge(administrator(tenant), tenant, "crm", true);

        assertThat(plan.applied()).isFalse();
        assertThat(plan.steps()).extracting(Step::action).containsExactly(Action.DISABLE, Action.PURGE);
        assertThat(people(tenant)).isEqualTo(1);
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
    }

    @Test
    void purgedModuleStartsAfreshWhenItIsEnabledAgain() {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("purged-and-back");
        enable(registry, tenant, "crm");
        registry.purge(administrator(tenant), tenant, "crm", false);
        enable(registry, tenant, "crm");
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
    }

    @Test
    void moduleWithoutTablesCanBePurged() {
        PostgresModuleRegistry registry = node(TestModule.of("tableless"));
        UUID tenant = tenants.add("tableless");
        enable(registry, tenant, "tableless");
        ModulePlan plan = registry.purge(administrator(tenant), tenant, "tableless", false);
        assertThat(plan.rowsDeleted()).isEmpty();
        assertThat(status(registry, tenant, "tableless")).isEqualTo(Status.AVAILABLE);
    }

    @Test
    void moduleThatIsGoneKeepsItsDataUntilItIsPurged() {
        PostgresModuleRegistry registry = node();
        Installation installation = install(registry, TestModule.of("crm"));
        UUID tenant = tenants.add("gone");
        enable(registry, tenant, "crm");
        addPerson(tenant, "Eva");

        registry.remove(installation);

        assertThat(registry.installed()).isEmpty();
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.NOT_INSTALLED);
        TenantModule kept = registry.modules(administrator(tenant), tenant).get(0);
        assertThat(kept.moduleId()).isEqualTo("crm");
        assertThat(kept.status()).isEqualTo(Status.ENABLED);

        ModulePlan plan = registry.purge(administrator(tenant), tenant, "crm", false);
        assertThat(plan.rowsDeleted()).containsEntry("crm.person", 1L);
        assertThat(people(tenant)).isZero();
        assertThat(registry.modules(administrator(tenant), tenant)).isEmpty();
    }

    @Test
    void moduleThatComesBackIsEnabledAsBefore() {
        PostgresModuleRegistry registry = node();
        Installation installation = install(registry, TestModule.of("crm"));
        UUID tenant = tenants.add("back");
        enable(registry, tenant, "crm");
        registry.remove(installation);

        install(registry, TestModule.of("crm"));

        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.ENABLED);
    }

    @Test
    void moduleThatIsNotReadyIsKnownOnlyToTenantsThatHaveIt() {
        PostgresModuleRegistry registry = node();
        Installation installation = install(registry, TestModule.of("crm"));
        UUID tenant = tenants.add("has-it");
        UUID other = tenants.add("has-it-not");
        enable(registry, tenant, "crm");
        registry.remove(installation);

        registry.install(TestModule.of("crm").source(() -> {
            throw new IllegalStateException("broken");
        }));

        Eventually.eventually(
                () -> assertThat(registry.installed().get(0).state()).isEqualTo(State.FAILED));
        assertThat(registry.availability(tenant, "crm")).isEqualTo(Availability.NOT_READY);
        assertThat(registry.availability(other, "crm")).isEqualTo(Availability.DISABLED);
    }

    @Test
    void moduleThatIsGoneWithItsTablesCannotBePurged() throws Exception {
        PostgresModuleRegistry registry = node();
        Installation installation = install(registry, TestModule.of("vanished"));
        UUID tenant = tenants.add("vanished");
        enable(registry, tenant, "vanished");
        registry.remove(installation);

        for (boolean simulate : new boolean[] {true, false}) {
            ProblemException problem =
                    refusal(() -> registry.purge(administrator(tenant), tenant, "vanished", simulate));
            assertThat(problem.code()).isEqualTo(RegistryProblem.MODULE_SCHEMA_MISSING);
        }
        assertThat(status(registry, tenant, "vanished")).isEqualTo(Status.ENABLED);
    }

    @Test
    void schemaOfThePlatformIsNeverPurged() throws Exception {
        PostgresModuleRegistry registry = node(TestModule.of("crm"));
        UUID tenant = tenants.add("attacker");
        enable(registry, tenant, "crm");
        for (String schema : List.of("registry", "data", "public", "pg_catalog", "crm\"; DROP SCHEMA crm; --")) {
            assertThat(refusal(() -> registry.purge(administrator(tenant), tenant, schema, false))
                            .code())
                    .isEqualTo(RegistryProblem.MODULE_NOT_FOUND);
        }
        try (Connection connection = databases.owner().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT FROM pg_namespace WHERE nspname = 'crm'")
                            .next())
                    .isTrue();
        }
        assertThat(status(registry, tenant, "crm")).isEqualTo(Status.ENABLED);
    }
}
