package org.stoa.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.platform.Deployment.Action;

/** {@code module:finish}. */
@Service
@Command(
        scope = "module",
        name = "finish",
        description = "Ends an upgrade for good: takes out of the schema what no version needs any more.")
public final class ModuleFinishCommand extends DeploymentCommand {

    @Override
    Action action() {
        return Action.FINISH;
    }
}
