package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Progress;
import org.stoa.api.platform.Deployment.Step;
import org.stoa.api.platform.ModuleDeployment;

/** {@code module:deployments}. */
@Service
@Command(scope = "module", name = "deployments", description = "Lists the latest changes of modules, the newest first.")
public final class ModuleDeploymentsCommand extends PlatformCommand {

    @Option(name = "--limit", description = "How many to list")
    int limit = 20;

    @Reference
    ModuleDeployment deployments;

    @Override
    void run(PrintStream out) {
        List<Deployment> latest = deployments.deployments(platform(), limit);
        ShellTable table = new ShellTable().emptyTableText("No module has been changed.");
        table.column("Started");
        table.column("By");
        table.column("Action");
        table.column("Module");
        table.column("Version");
        table.column("State");
        table.column("Step");
        for (Deployment deployment : latest) {
            String step = deployment.steps().stream()
                    .filter(each -> each.progress() == Progress.RUNNING || each.progress() == Progress.FAILED)
                    .map(Step::name)
                    .findFirst()
                    .orElse("");
            table.addRow()
                    .addContent(
                            Text.of(deployment.startedAt()),
                            deployment.startedBy(),
                            deployment.action(),
                            deployment.moduleId(),
                            DeploymentText.version(deployment),
                            deployment.state(),
                            step);
        }
        table.print(out);
        latest.stream()
                .filter(deployment -> deployment.problem() != null)
                .forEach(deployment -> out.println(deployment.moduleId() + " " + DeploymentText.version(deployment)
                        + ": " + deployment.problem()));
    }
}
