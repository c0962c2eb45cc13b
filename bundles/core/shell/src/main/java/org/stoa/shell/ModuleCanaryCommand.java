package org.stoa.shell;

import java.io.PrintStream;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.stoa.api.platform.ModuleDeployment;
import org.stoa.api.platform.ModuleRollout;
import org.stoa.api.platform.ModuleRollout.Canary;

/** {@code module:canary}. */
@Service
@Command(
        scope = "module",
        name = "canary",
        description = "Changes the share of the tenants that the candidate of a module serves.")
public final class ModuleCanaryCommand extends PlatformCommand {

    private static final int ALL = 100;

    @Argument(index = 0, name = "module", required = true, description = "Id of a module")
    @Completion(ModuleCompleter.class)
    String moduleId;

    @Argument(index = 1, name = "percent", required = true, description = "1 to 99; 100 for every tenant")
    int percent;

    @Argument(index = 2, name = "options", multiValued = true, description = "The options may stand here, too")
    List<String> trailing = List.of();

    @Option(name = "--error-rate", description = "Share of failed requests, in percent, over which it is taken back")
    int errorRate = 5;

    @Option(name = "--minimum-requests", description = "How many requests it must have answered before it is judged")
    int minimumRequests = 50;

    @Reference
    ModuleDeployment deployments;

    @Override
    List<String> trailing() {
        return trailing;
    }

    @Override
    void run(PrintStream out) throws CommandException {
        Canary canary = percent == ALL ? null : new Canary(percent, (double) errorRate / ALL, minimumRequests);
        ModuleRollout rollout = deployments.changeCanary(platform(), moduleId, canary);
        out.println(
                rollout.candidate() == null
                        ? moduleId + " " + rollout.version() + " serves every tenant."
                        : moduleId + " " + rollout.candidate() + " serves " + percent + " % of the tenants.");
    }
}
