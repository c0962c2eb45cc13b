package org.stoa.api.platform;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.stoa.api.security.CallContext;

/**
 * Brings modules to all nodes of the platform, and takes them away: the one mechanism behind the {@code deploy/} folder,
 * the shell and the REST interface. What is wanted, the artifacts too, stands in the database, and every node comes to it.
 * Failures are {@link org.stoa.api.rest.ProblemException}s with the codes {@code module-refused} (400, with
 * {@code violations}), {@code module-not-found} (404), {@code deployment-not-found} (404), {@code plan-outdated} (409),
 * {@code deployment-running} (409), {@code no-version-to-return-to} (409) and {@code module-required} (409).
 */
@ProviderType
public interface ModuleDeployment {

    /**
     * Inspects a module and says what installing it would do.
     *
     * @param file a KAR with one bundle, or the bundle itself; read before this returns
     * @param name file name to be shown
     */
    DeploymentPlan planInstall(CallContext context, Path file, String name);

    /** What another action would do to a module. */
    DeploymentPlan plan(CallContext context, Deployment.Action action, String moduleId);

    /**
     * Installs a module, or upgrades it to the version in the file. Returns when the file is stored; the rest goes on by
     * itself. A version that is there already is not installed again: the answer is a COMPLETED deployment.
     *
     * @param canary null to serve every tenant at once
     * @param planId what {@link #planInstall} answered, or null to go on whatever the plan
     */
    Deployment install(CallContext context, Path file, String name, ModuleRollout.Canary canary, String planId);

    /**
     * Does {@link Deployment.Action#ROLLBACK}, FINISH or REMOVE; returns when that is recorded, the rest goes on by itself.
     *
     * @param planId what {@link #plan} answered, or null
     */
    Deployment start(CallContext context, Deployment.Action action, String moduleId, String planId);

    /**
     * Changes the share of tenants that the candidate serves; null makes it serve all. Returns when this node acts on it,
     * or after five seconds; the other nodes are told.
     */
    ModuleRollout changeCanary(CallContext context, String moduleId, ModuleRollout.Canary canary);

    /**
     * Keeps a tenant on a version of a module, whatever serves the others; null lets it follow them again. Returns when
     * this node acts on it, or after five seconds; the other nodes are told.
     */
    ModuleRollout pin(CallContext context, String moduleId, UUID tenantId, String version);

    /** Which versions of each module serve whom, by id; removed modules too, as long as their artifacts are kept. */
    List<ModuleRollout> rollouts(CallContext context);

    /** A deployment, as it stands. */
    Deployment deployment(CallContext context, UUID id);

    /**
     * A deployment, as soon as it stands otherwise than it was seen: at another step, or ended. Returns it unchanged after
     * {@code limit}.
     */
    Deployment awaitChange(CallContext context, Deployment seen, Duration limit) throws InterruptedException;

    /** The latest deployments, the newest first. */
    List<Deployment> deployments(CallContext context, int limit);
}
