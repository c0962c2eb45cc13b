package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.shell.FakePlatform.plan;
import static org.stoa.shell.FakePlatform.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.TenantModule.Status;

class ModuleCommandsTest extends ShellTestBase {

    @BeforeEach
    void addTenant() {
        platform.addTenant("go-models", "Go Models Agency");
    }

    @Test
    void installedModulesAreListedWithWhatIsWrongWithThem() throws Exception {
        platform.addModule("billing", State.READY, null);
        platform.addModule("booking", State.FAILED, "V1__booking.sql: no such function", "crm", "billing");

        assertThat(run(list(null)))
                .isEqualTo(
                        """
                Module  | Name           | Version | State  | Requires
                --------+----------------+---------+--------+-------------
                billing | Module billing | 1.0.0   | READY  | -
                booking | Module booking | 1.0.0   | FAILED | billing, crm
                booking 1.0.0 was refused: V1__booking.sql: no such function
                """);
    }

    @Test
    void modulesOfATenantAreListedWithTheirStatus() throws Exception {
        platform.addModule("billing", State.READY, null);
        platform.addTenantModule("billing", Status.ENABLED, FakePlatform.NOW);
        platform.addTenantModule("gone", Status.DISABLED, FakePlatform.NOW);

        assertThat(run(list("go-models")))
                .isEqualTo(
                        """
                Module  | Name                     | Status   | Version | Enabled
                --------+--------------------------+----------+---------+---------------------
                billing | Module billing           | ENABLED  | 1.0.0   | 2025-03-01T10:15:30Z
                gone    | (not installed any more) | DISABLED | 1.0.0   | 2025-03-01T10:15:30Z
                """);
    }

    @Test
    void planShowsStepsInOrderAndHowToApplyThem() throws Exception {
        platform.nextPlan = plan(
                false, step(Action.KEEP, "crm", "is enabled already"), step(Action.ENABLE, "billing", "asked for"));

        assertThat(run(prepared(new ModulePlanCommand())))
                .isEqualTo(
                        """
                Step | Action | Module  | Version | Because
                -----+--------+---------+---------+-------------------
                   1 | KEEP   | crm     | 1.0.0   | is enabled already
                   2 | ENABLE | billing | 1.0.0   | asked for
                To do it: module:enable go-models billing
                """);
        assertThat(platform.calls).containsExactly("shell@go-models enable billing simulated");
    }

    @Test
    void planNamesWhatTheTenantHasToFillIn() throws Exception {
        ModulePlan plan = plan(false, step(Action.ENABLE, "billing", "asked for"));
        platform.nextPlan = new ModulePlan(
                plan.tenantId(), false, plan.steps(), List.of("company.legalName", "company.taxId"), Map.of());

        assertThat(run(prepared(new ModulePlanCommand())))
                .endsWith("The tenant has to fill in first: company.legalName, company.taxId\n");
    }

    @Test
    void enableAppliesAndRepeatingSaysSo() throws Exception {
        platform.nextPlan = plan(true, step(Action.ENABLE, "billing", "asked for"));
        assertThat(run(prepared(new ModuleEnableCommand()))).endsWith("Module billing is enabled for go-models.\n");
        platform.nextPlan = plan(true, step(Action.KEEP, "billing", "is enabled already"));
        assertThat(run(prepared(new ModuleEnableCommand())))
                .endsWith("Module billing is already enabled for go-models.\n");
        assertThat(platform.calls).containsExactly("shell@go-models enable billing", "shell@go-models enable billing");
    }

    @Test
    void disableTellsThatDataIsKept() throws Exception {
        platform.nextPlan = plan(true, step(Action.DISABLE, "billing", "asked for"));
        assertThat(run(prepared(new ModuleDisableCommand())))
                .endsWith("Module billing is off for go-models; its data is kept.\n");
        platform.nextPlan = plan(true, step(Action.KEEP, "billing", "is not enabled"));
        assertThat(run(prepared(new ModuleDisableCommand())))
                .endsWith("Module billing is already off for go-models.\n");
        assertThat(platform.calls)
                .containsExactly("shell@go-models disable billing", "shell@go-models disable billing");
    }

    @Test
    void purgeWithoutConfirmationOnlyShowsThePlanAndFails() {
        platform.nextPlan = plan(false, step(Action.PURGE, "billing", "asked for"));

        assertThat(refusal(prepared(new ModulePurgeCommand())))
                .contains("1 | PURGE  | billing")
                .endsWith("Nothing was deleted. To delete everything that go-models has in billing for good:"
                        + " module:purge go-models billing --yes");
        assertThat(platform.calls).containsExactly("shell@go-models purge billing simulated");
    }

    @Test
    void confirmedPurgeCountsWhatWasDeleted() throws Exception {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("billing.invoice", 12L);
        rows.put("billing.customer", 1L);
        ModulePlan plan = plan(true, step(Action.PURGE, "billing", "asked for"));
        platform.nextPlan = new ModulePlan(plan.tenantId(), true, plan.steps(), List.of(), rows);
        ModulePurgeCommand command = prepared(new ModulePurgeCommand());
        command.confirmed = true;

        assertThat(run(command))
                .endsWith(
                        """
                12 rows of billing.invoice deleted
                1 row of billing.customer deleted
                Nothing of go-models is left in billing.
                """);
        assertThat(platform.calls).containsExactly("shell@go-models purge billing");
    }

    @Test
    void purgeOfNothingNeedsNoConfirmation() throws Exception {
        platform.nextPlan = plan(false, step(Action.KEEP, "billing", "has no data"));
        assertThat(run(prepared(new ModulePurgeCommand())))
                .endsWith("Nothing to do: go-models has nothing in billing.\n");
    }

    private ModuleListCommand list(String tenant) {
        ModuleListCommand command = new ModuleListCommand();
        command.tenants = platform.tenantService;
        command.registry = platform.registry;
        command.idOrIdentifier = tenant;
        return command;
    }

    private <C extends TenantModuleCommand> C prepared(C command) {
        command.tenants = platform.tenantService;
        command.registry = platform.registry;
        command.idOrIdentifier = "go-models";
        command.moduleId = "billing";
        return command;
    }
}
