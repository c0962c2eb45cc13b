package org.stoa.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleDefinition;

/**
 * The modules that are installed at present and how far each has come. Modules are brought up one after the other in
 * the background; one that is refused keeps none of the others from starting.
 */
final class ModuleCatalog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleCatalog.class);

    private final ScheduledExecutorService background;
    private final Duration retryDelay;
    private final Consumer<Installation> onReady;
    private final Object lock = new Object();
    private final List<Installation> installations = new ArrayList<>();
    private volatile Map<String, Installation> byId = Map.of();

    /**
     * @param retryDelay pause before another try when the database could not be reached
     * @param onReady called in the background when a module has become READY; called again after the pause when it
     *     throws because the database could not be reached
     */
    ModuleCatalog(Duration retryDelay, Consumer<Installation> onReady) {
        this.retryDelay = retryDelay;
        this.onReady = onReady;
        this.background = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stoa-registry");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes a module in; it becomes READY or FAILED in the background. */
    Installation install(ModuleSource source) {
        Installation installation = new Installation(source);
        synchronized (lock) {
            installations.add(installation);
            index();
        }
        later(() -> start(installation, 1), Duration.ZERO);
        return installation;
    }

    /** Forgets a module whose bundle has gone. */
    void remove(Installation installation) {
        synchronized (lock) {
            installations.remove(installation);
            index();
        }
        LOG.info(
                "Module {} {} is gone", installation.id(), installation.source().version());
        startWaiting(installation.id());
    }

    /** Every installation, refused ones too, by id and version. */
    List<InstalledModule> all() {
        synchronized (lock) {
            return installations.stream()
                    .map(Installation::description)
                    .sorted(Comparator.comparing(InstalledModule::id).thenComparing(InstalledModule::version))
                    .toList();
        }
    }

    /** The installation that has this id, or null. */
    Installation find(String moduleId) {
        return byId.get(moduleId);
    }

    /** One description per id. */
    Map<String, InstalledModule> descriptions() {
        return byId.values().stream()
                .map(Installation::description)
                .collect(Collectors.toUnmodifiableMap(InstalledModule::id, Function.identity()));
    }

    /** Stops what runs in the background. */
    @Override
    public void close() {
        background.shutdownNow();
    }

    private void start(Installation installation, int attempt) {
        if (!isCurrent(installation)) {
            return;
        }
        String name = installation.source().symbolicName();
        try {
            ModuleDefinition definition = definitionOf(installation.source());
            InstalledModule description =
                    ModuleRules.read(definition, installation.source().version());
            List<String> violations = ModuleRules.violations(description, name);
            if (!violations.isEmpty()) {
                fail(installation, "it breaks the rules of the platform: " + String.join("; ", violations), false);
                return;
            }
            if (!claim(installation, description)) {
                return;
            }
            installation.source().migrate();
            becomeReady(installation, definition);
        } catch (RuntimeException | LinkageError e) {
            if (Failures.isTransient(e)) {
                if (attempt == 1) {
                    LOG.warn("Module {} waits for the database: {}", name, e.getMessage());
                }
                later(() -> start(installation, attempt + 1), retryDelay);
                return;
            }
            if (Failures.isDefect(e)) {
                LOG.error("Module {} could not be started", name, e);
            }
            fail(installation, Failures.describe(e), false);
        }
    }

    /** A component that needs its tables is not created while its migrations fail: then those give the reason. */
    private static ModuleDefinition definitionOf(ModuleSource source) {
        ModuleDefinition definition = source.definition();
        if (definition == null) {
            source.migrate();
            definition = source.definition();
        }
        if (definition == null) {
            throw new ModuleRefusedException("its ModuleDefinition could not be created; the log says why");
        }
        return definition;
    }

    /** Gives the installation its id, unless another one has it. */
    private boolean claim(Installation installation, InstalledModule description) {
        synchronized (lock) {
            installation.describe(description);
            for (Installation other : installations) {
                if (other != installation && other.hasClaim() && other.id().equals(installation.id())) {
                    ModuleSource holder = other.source();
                    fail(
                            installation,
                            "the id " + other.id() + " is taken by " + holder.symbolicName() + " " + holder.version()
                                    + "; uninstall one of the two",
                            true);
                    return false;
                }
            }
            installation.claimed();
            index();
            return true;
        }
    }

    private void becomeReady(Installation installation, ModuleDefinition definition) {
        synchronized (lock) {
            if (!installations.contains(installation)) {
                return;
            }
            installation.ready(definition);
        }
        LOG.info(
                "Module {} {} is ready",
                installation.id(),
                installation.source().version());
        announce(installation);
    }

    private void announce(Installation installation) {
        if (!isCurrent(installation)) {
            return;
        }
        try {
            onReady.accept(installation);
        } catch (RuntimeException e) {
            if (Failures.isTransient(e)) {
                later(() -> announce(installation), retryDelay);
            } else {
                LOG.error("Module {} is ready, but what was interrupted could not be finished", installation.id(), e);
            }
        }
    }

    private void fail(Installation installation, String problem, boolean waits) {
        synchronized (lock) {
            if (!installations.contains(installation)) {
                return;
            }
            installation.failed(problem, waits);
            index();
        }
        LOG.error(
                "Module {} {} was refused: {}",
                installation.source().symbolicName(),
                installation.source().version(),
                problem);
        if (!waits) {
            startWaiting(installation.id());
        }
    }

    /** Tries those again that were refused because their id was taken. */
    private void startWaiting(String moduleId) {
        List<Installation> waiting;
        synchronized (lock) {
            waiting = installations.stream()
                    .filter(other -> other.isWaiting() && other.id().equals(moduleId))
                    .toList();
            waiting.forEach(Installation::starting);
            index();
        }
        waiting.forEach(other -> later(() -> start(other, 1), Duration.ZERO));
    }

    private boolean isCurrent(Installation installation) {
        synchronized (lock) {
            return installations.contains(installation);
        }
    }

    /** One installation per id: the one that has claimed it, else one that may, else a refused one. */
    private void index() {
        Map<String, Installation> index = new HashMap<>();
        for (Installation installation : installations) {
            index.merge(installation.id(), installation, (left, right) -> right.rank() > left.rank() ? right : left);
        }
        byId = Map.copyOf(index);
    }

    private void later(Runnable task, Duration delay) {
        try {
            ScheduledFuture<?> unused = background.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The registry is being stopped; nothing is started any more");
        }
    }
}
