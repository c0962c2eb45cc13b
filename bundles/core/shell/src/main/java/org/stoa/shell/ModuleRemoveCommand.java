package org.stoa.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.platform.Deployment.Action;

/** {@code module:remove}. */
@Service
@Command(
        scope = "module",
        name = "remove",
        description = "Takes a module away from all nodes; what tenants have in it is kept.")
public final class ModuleRemoveCommand extends DeploymentCommand {

    @Override
    Action action() {
        return Action.REMOVE;
    }
}
