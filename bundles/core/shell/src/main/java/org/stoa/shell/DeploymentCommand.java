package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.Action;
import org.stoa.api.platform.ModuleDeployment;

/** A command that changes an installed module on all nodes. */
abstract class DeploymentCommand extends PlatformCommand {

    @Argument(index = 0, name = "module", required = true, description = "Id of a module")
    @Completion(ModuleCompleter.class)
    String moduleId;

    @Argument(index = 1, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--simulate", description = "Only show the plan")
    boolean simulate;

    @Option(name = "--plan", description = "Refuse if the plan is no longer the one with this id")
    String plan;

    @Reference
    ModuleDeployment deployments;

    /** What the command does. */
    abstract Action action();

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    final void run(PrintStream out) throws CommandException {
        if (simulate) {
            DeploymentText.print(deployments.plan(platform(), action(), moduleId), out);
            return;
        }
        Deployment begun = deployments.start(platform(), action(), moduleId, plan);
        DeploymentText.follow(deployments, begun, out);
    }
}
