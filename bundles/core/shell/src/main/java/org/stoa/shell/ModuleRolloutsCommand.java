package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;

/** {@code module:rollouts}. */
@Service
@Command(
        scope = "module",
        name = "rollouts",
        description = "Lists which versions of each module serve whom, and what each node has come to.")
public final class ModuleRolloutsCommand extends PlatformCommand {

    @Reference
    ModuleDeployment deployments;

    @Override
    void run(PrintStream out) {
        List<ModuleRollout> rollouts = deployments.rollouts(platform());
        ShellTable table = new ShellTable().emptyTableText("No module has been installed.");
        table.column("Module");
        table.column("Version");
        table.column("Candidate");
        table.column("Previous");
        table.column("Pinned");
        table.column("Nodes");
        for (ModuleRollout rollout : rollouts) {
            String candidate = rollout.candidate() == null
                    ? ""
                    : rollout.candidate() + " (" + rollout.canary().sharePercent() + " %)";
            String pinned = rollout.pinned().entrySet().stream()
                    .map(pin -> pin.getKey() + ": " + String.join(", ", pin.getValue()))
                    .collect(Collectors.joining("; "));
            String nodes = rollout.nodes().entrySet().stream()
                    .map(node -> node.getKey() + ": "
                            + String.join(", ", node.getValue().ready()))
                    .collect(Collectors.joining("; "));
            table.addRow()
                    .addContent(
                            rollout.moduleId(),
                            rollout.version() == null ? "removed" : rollout.version(),
                            candidate,
                            Text.of(rollout.previous()),
                            pinned,
                            nodes);
        }
        table.print(out);
        for (ModuleRollout rollout : rollouts) {
            rollout.nodes().forEach((node, state) -> {
                if (state.problem() != null) {
                    out.println(rollout.moduleId() + " on " + node + ": " + state.problem());
                }
            });
            if (!rollout.contractionsPending().isEmpty()) {
                out.println("module:finish " + rollout.moduleId() + " would apply "
                        + String.join(", ", rollout.contractionsPending()));
            }
        }
    }
}
