package org.stoa.registry.deployment;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.Deployment;
import org.stoa.api.platform.Deployment.State;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.Failures;

/**
 * Has the modules installed that came with the platform: at the first start, and in a newer version after the platform was
 * updated. One that an operator has removed stays away.
 */
final class ShippedModules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedModules.class);
    private static final CallContext PLATFORM = CallContext.system(null, "platform");
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final PostgresModuleDeployment deployment;
    private final ArtifactStore artifacts;
    private final ShippedFiles shipped;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "stoa-shipped-modules");
        worker.setDaemon(true);
        return worker;
    });
    private final List<Path> left = new ArrayList<>();
    private final Map<Path, UUID> begun = new HashMap<>();
    private volatile boolean done;

    ShippedModules(PostgresModuleDeployment deployment, ArtifactStore artifacts, ShippedFiles shipped) {
        this.deployment = deployment;
        this.artifacts = artifacts;
        this.shipped = shipped;
    }

    /** To be called before the bundles of this node are started. */
    void replaceSnapshots() {
        try {
            if (artifacts.hasShipped()) {
                shipped.all().forEach(file -> artifacts.replaceSnapshot(PLATFORM, file));
            }
        } catch (RuntimeException e) {
            LOG.warn("The modules in {} stay as they were: {}", shipped.folder(), e.getMessage());
        }
    }

    void start() {
        thread.execute(this::begin);
    }

    /** Whether nothing of it is left to be installed. */
    boolean isDone() {
        return done;
    }

    private void begin() {
        try {
            left.addAll(shipped.all());
        } catch (UncheckedIOException e) {
            LOG.error("The modules in {} cannot be read: {}", shipped.folder(), e.getMessage());
        }
        look();
    }

    private void look() {
        left.removeIf(this::isSettled);
        if (left.isEmpty()) {
            done = true;
            thread.shutdown();
        } else {
            var unused = thread.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** @return false while it is being installed, here or by another node, or the database is away */
    private boolean isSettled(Path file) {
        try {
            UUID id = begun.get(file);
            if (id != null) {
                return deployment.deployment(PLATFORM, id).state() != State.RUNNING;
            }
            Deployment started = deployment.installShipped(PLATFORM, file);
            if (started == null || started.state() != State.RUNNING) {
                return true;
            }
            begun.put(file, started.id());
            return false;
        } catch (ProblemException e) {
            if (Failures.isTransient(e) || e.code() == DeploymentProblem.DEPLOYMENT_RUNNING) {
                return false;
            }
            LOG.error("{} was not installed: {}", file.getFileName(), e.getMessage());
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.error("{} was not installed", file.getFileName(), e);
            return true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
