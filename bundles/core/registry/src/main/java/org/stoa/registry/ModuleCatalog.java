package org.stoa.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleDefinition;

/**
 * The modules that are installed at present and how far each has come. Each is brought up on a thread of its own, so that
 * one that is refused, or never returns, keeps none of the others from starting. Several versions of one module may be
 * there at once.
 */
final class ModuleCatalog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleCatalog.class);
    /** Conditions may depend on more than installations. */
    private static final long LONGEST_WAIT_MILLIS = 50;

    private final ScheduledExecutorService schedule;
    private final ExecutorService workers;
    private final Duration retryDelay;
    private final Consumer<Installation> onReady;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Object lock = new Object();
    private final List<Installation> installations = new ArrayList<>();
    private Map<String, String> preferred = Map.of();
    private volatile Map<String, Installation> byId = Map.of();
    private volatile Map<String, Map<String, Installation>> ready = Map.of();

    /**
     * @param retryDelay pause before another try when the database could not be reached
     * @param onReady called in the background when a module has become READY; called again after the pause when it
     *     throws because the database could not be reached
     */
    ModuleCatalog(Duration retryDelay, Consumer<Installation> onReady) {
        this.retryDelay = retryDelay;
        this.onReady = onReady;
        this.schedule = Executors.newSingleThreadScheduledExecutor(ModuleCatalog::thread);
        this.workers = Executors.newCachedThreadPool(ModuleCatalog::thread);
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

    /** The installation that stands for this id, or null: of several versions the one that serves most tenants. */
    Installation find(String moduleId) {
        return byId.get(moduleId);
    }

    /** The installation of one version, in whatever state, or null. */
    Installation find(String moduleId, String version) {
        synchronized (lock) {
            return installations.stream()
                    .filter(each -> each.id().equals(moduleId)
                            && each.source().version().equals(version))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The versions of a module that are READY; usually one. */
    Map<String, Installation> ready(String moduleId) {
        return ready.getOrDefault(moduleId, Map.of());
    }

    /** Says which version stands for a module while there are several. */
    void prefer(Map<String, String> versions) {
        synchronized (lock) {
            preferred = Map.copyOf(versions);
            index();
        }
    }

    /** Waits until {@code condition} holds, asking again whenever an installation has changed. */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (lock) {
            while (!condition.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                lock.wait(Math.min(left, LONGEST_WAIT_MILLIS));
            }
            return true;
        }
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
        schedule.shutdownNow();
        workers.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "stoa-registry");
        thread.setDaemon(true);
        return thread;
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
                    if (holder.isOtherVersionOf(installation.source())) {
                        continue;
                    }
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
            index();
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
        Map<String, Map<String, Installation>> running = new HashMap<>();
        for (Installation installation : installations) {
            index.merge(installation.id(), installation, this::standsFor);
            if (installation.isReady()) {
                running.computeIfAbsent(installation.id(), any -> new HashMap<>())
                        .put(installation.source().version(), installation);
            }
        }
        running.replaceAll((id, versions) -> Map.copyOf(versions));
        byId = Map.copyOf(index);
        ready = Map.copyOf(running);
        lock.notifyAll();
    }

    private Installation standsFor(Installation left, Installation right) {
        if (left.isReady() != right.isReady() || left.rank() != right.rank()) {
            boolean leftIsBetter = left.isReady() || !right.isReady() && left.rank() > right.rank();
            return leftIsBetter ? left : right;
        }
        String version = preferred.get(left.id());
        return left.source().version().equals(version) ? left : right;
    }

    private Runnable counted(Runnable task) {
        return () -> {
            try {
                task.run();
            } finally {
                underWay.decrementAndGet();
            }
        };
    }

    /** Whether anything is done, or will be, in the background. */
    boolean isBusy() {
        return underWay.get() > 0;
    }

    private void later(Runnable task, Duration delay) {
        underWay.incrementAndGet();
        try {
            ScheduledFuture<?> unused =
                    schedule.schedule(() -> workers.execute(counted(task)), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The registry is being stopped; nothing is started any more");
        }
    }
}
