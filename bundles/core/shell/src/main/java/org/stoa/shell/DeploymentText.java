package org.stoa.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Progress;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.platform.Deployment.Step;
import org.stoa.api.platform.DeploymentPlan;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleSchemas.TableLock;
import org.stoa.api.platform.RuleViolation;

/** Plans and deployments as text. */
final class DeploymentText {

    private static final Duration ROUND = Duration.ofSeconds(5);

    private DeploymentText() {}

    /** Prints what would be done. */
    static void print(DeploymentPlan plan, PrintStream out) {
        ShellTable table = new ShellTable().noHeaders();
        table.column("What");
        table.column("Value");
        table.addRow().addContent("Plan", plan.id());
        table.addRow().addContent("Action", plan.action() + " " + Text.of(plan.moduleId()));
        table.addRow().addContent("Version", Text.of(plan.fromVersion()) + " -> " + Text.of(plan.toVersion()));
        table.addRow().addContent("Steps", String.join(", ", plan.steps()));
        table.addRow().addContent("Migrations", listed(plan.migrations()));
        table.addRow()
                .addContent(
                        "Locks",
                        listed(plan.locks().stream().map(DeploymentText::text).toList()));
        table.addRow().addContent("Bundles refreshed", listed(plan.bundlesRefreshed()));
        table.addRow().addContent("Tenants affected", tenants(plan));
        table.print(out);
        plan.warnings().forEach(warning -> out.println("Warning: " + warning));
        if (!plan.violations().isEmpty()) {
            out.println("It would be refused:");
            print(plan.violations(), out);
        }
    }

    /** Prints each step when it begins, until the deployment has ended. */
    static void follow(ModuleDeployment deployments, Deployment begun, PrintStream out) throws CommandException {
        Deployment current = begun;
        String shown = "";
        while (true) {
            String step = stepOf(current);
            if (!step.equals(shown) && current.state() == State.RUNNING) {
                out.println("  " + step);
                out.flush();
                shown = step;
            }
            if (current.state() != State.RUNNING) {
                break;
            }
            current = next(deployments, current);
        }
        print(current.violations(), out);
        if (current.state() != State.COMPLETED) {
            throw PlatformCommand.refused(
                    current.action() + " of " + current.moduleId() + " " + current.state() + ": " + current.problem());
        }
        out.println(current.action() + " of " + current.moduleId() + " " + version(current) + " COMPLETED"
                + (current.problem() == null ? "." : ": " + current.problem()));
    }

    /** The version a deployment is about. */
    static String version(Deployment deployment) {
        return deployment.toVersion() == null ? deployment.fromVersion() : deployment.toVersion();
    }

    private static String stepOf(Deployment deployment) {
        return deployment.steps().stream()
                .filter(step -> step.progress() == Progress.RUNNING)
                .map(Step::name)
                .findFirst()
                .orElse("");
    }

    private static void print(List<RuleViolation> violations, PrintStream out) {
        violations.forEach(violation -> out.println("- " + violation));
    }

    private static String text(TableLock lock) {
        return lock.table() + " " + lock.mode() + " (blocks " + lock.blocks() + ")";
    }

    private static String tenants(DeploymentPlan plan) {
        String names = String.join(", ", plan.tenants());
        boolean more = plan.tenantsAffected() > plan.tenants().size();
        return plan.tenantsAffected() + (names.isEmpty() ? "" : ": " + names + (more ? ", ..." : ""));
    }

    private static String listed(List<String> values) {
        return values.isEmpty() ? "none" : String.join(", ", values);
    }

    private static Deployment next(ModuleDeployment deployments, Deployment seen) throws CommandException {
        try {
            return deployments.awaitChange(PlatformCommand.platform(), seen, ROUND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PlatformCommand.refused("The deployment goes on; module:deployments shows how far it has come.");
        }
    }
}
