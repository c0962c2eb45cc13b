package org.stoa.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.stoa.api.platform.Deployment.Action;

/** {@code module:rollback}. */
@Service
@Command(
        scope = "module",
        name = "rollback",
        description = "Takes a candidate back, or returns a module to the version before; rows written meanwhile stay.")
public final class ModuleRollbackCommand extends DeploymentCommand {

    @Override
    Action action() {
        return Action.ROLLBACK;
    }
}
