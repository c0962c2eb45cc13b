package org.stoa.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.RuleViolation;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.tenant.Tenant;

/** Which version serves whom, and how changing that is shown. */
class RolloutCommandsTest extends ShellTestBase {

    private final FakeDeployments deployments = new FakeDeployments();
    private Tenant tenant;

    @BeforeEach
    void addTenant() {
        tenant = platform.addTenant("go-models", "Go Models Agency");
    }

    @Test
    void tenantIsPinnedToAVersion() throws Exception {
        assertThat(run(pin("go-models", "1.0.0"))).isEqualTo("go-models stays on billing 1.0.0.\n");
        assertThat(deployments.calls).containsExactly("shell pin billing " + tenant.id() + " 1.0.0");
    }

    @Test
    void pinnedTenantIsLetGo() throws Exception {
        assertThat(run(pin("go-models", "none")))
                .isEqualTo("go-models has the version of billing that the others have.\n");
        assertThat(deployments.calls).containsExactly("shell pin billing " + tenant.id() + " null");
    }

    @Test
    void refusedPinSaysWhy() {
        assertThat(refusal(pin("nobody", "1.0.0"))).contains("tenant");
        assertThat(deployments.calls).isEmpty();
        deployments.refusal = ProblemException.invalid("version", "is not stored: pin a version that serves");
        assertThat(refusal(pin("go-models", "9.9.9"))).contains("version is not stored");
    }

    @Test
    void rolloutsShowWhoIsPinned() throws Exception {
        deployments.rollout = FakeDeployments.rollout(10, Map.of("1.0.0", List.of("acme", "go-models")));
        ModuleRolloutsCommand command = new ModuleRolloutsCommand();
        command.deployments = deployments;

        assertThat(run(command))
                .isEqualTo(
                        """
                Module  | Version | Candidate    | Previous | Pinned                 | Nodes
                --------+---------+--------------+----------+------------------------+---------------------
                billing | 1.1.0   | 1.2.0 (10 %) | 1.0.0    | 1.0.0: acme, go-models | node-1: 1.0.0, 1.1.0
                """);
    }

    @Test
    void shareOfACanaryIsChanged() throws Exception {
        deployments.rollout = FakeDeployments.rollout(25, Map.of());
        ModuleCanaryCommand command = new ModuleCanaryCommand();
        command.deployments = deployments;
        command.moduleId = "billing";
        command.percent = 25;

        assertThat(run(command)).isEqualTo("billing 1.2.0 serves 25 % of the tenants.\n");
        assertThat(deployments.calls)
                .containsExactly("shell canary billing Canary[sharePercent=25, errorRate=0.05, minimumRequests=50]");
    }

    @Test
    void eachStepIsShownOnceUntilTheEnd() throws Exception {
        deployments.answers.addAll(List.of(
                FakeDeployments.upgrade(State.RUNNING, "REHEARSE", null),
                FakeDeployments.upgrade(State.RUNNING, "START", null),
                FakeDeployments.upgrade(State.RUNNING, "START", null),
                FakeDeployments.upgrade(State.COMPLETED, null, null)));

        assertThat(run(rollback()))
                .isEqualTo(
                        """
                  REHEARSE
                  START
                UPGRADE of billing 1.1.0 COMPLETED.
                """);
    }

    @Test
    void refusalShowsFileTableAndRule() {
        RuleViolation violation = new RuleViolation(
                "table-not-isolated", "db/migration/V2__labels.sql", "billing.label", "is no tenant's table");
        deployments.answers.addAll(List.of(
                FakeDeployments.upgrade(State.RUNNING, "REHEARSE", null),
                FakeDeployments.upgrade(State.FAILED, null, "at REHEARSE: refused", violation)));

        assertThat(refusal(rollback()))
                .contains("- db/migration/V2__labels.sql: billing.label: is no tenant's table [table-not-isolated]")
                .endsWith("UPGRADE of billing FAILED: at REHEARSE: refused");
    }

    private ModulePinCommand pin(String idOrIdentifier, String version) {
        ModulePinCommand command = new ModulePinCommand();
        command.tenants = platform.tenantService;
        command.deployments = deployments;
        command.idOrIdentifier = idOrIdentifier;
        command.moduleId = "billing";
        command.version = version;
        return command;
    }

    private ModuleRollbackCommand rollback() {
        ModuleRollbackCommand command = new ModuleRollbackCommand();
        command.deployments = deployments;
        command.moduleId = "billing";
        return command;
    }
}
