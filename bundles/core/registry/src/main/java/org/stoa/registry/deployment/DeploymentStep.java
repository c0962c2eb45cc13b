package org.stoa.registry.deployment;

import java.util.List;
import org.stoa.api.platform.Deployment.Action;

/** Every step that a deployment can take. Each may be begun again after a crash, whatever it had done by then. */
enum DeploymentStep {
    /** Archive, signature, manifest, imports, definition and resources are looked at; nothing is wired. */
    INSPECT,
    /** The deployment is recorded, and its file is stored. */
    STORE,
    /** Its scripts run in a scratch database. */
    REHEARSE,
    /** Its scripts run in the real one: they only add. */
    MIGRATE,
    /** It runs on this node beside the version before; nobody is served by it. */
    START,
    /** It is wanted on every node: the point of no return to nothing. */
    ACTIVATE,
    /** Every node comes to what is wanted. */
    CONVERGE,
    /** What no version needs any more is taken out of the schema. */
    CONTRACT,
    /** What nobody needs any more is forgotten. */
    COMPLETE;

    private static final List<DeploymentStep> ARRIVAL =
            List.of(INSPECT, STORE, REHEARSE, MIGRATE, START, ACTIVATE, CONVERGE, COMPLETE);
    private static final List<DeploymentStep> RETURN = List.of(STORE, START, ACTIVATE, CONVERGE, COMPLETE);
    private static final List<DeploymentStep> FINISHING = List.of(STORE, CONTRACT, ACTIVATE, COMPLETE);
    private static final List<DeploymentStep> REMOVAL = List.of(STORE, ACTIVATE, CONVERGE, COMPLETE);

    /** The steps of an action, in their order. */
    static List<DeploymentStep> of(Action action) {
        return switch (action) {
            case INSTALL, UPGRADE -> ARRIVAL;
            case ROLLBACK -> RETURN;
            case FINISH -> FINISHING;
            case REMOVE -> REMOVAL;
        };
    }
}
