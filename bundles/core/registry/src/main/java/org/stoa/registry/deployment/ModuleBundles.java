package org.stoa.registry.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles of modules on this node. Each is started and stopped on a thread of its own: one that never returns holds
 * up nobody. No other bundle is wired to them, so that none is touched when they come and go.
 */
final class ModuleBundles {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleBundles.class);
    private static final String LOCATION = "stoa:module/";
    private static final int ATTEMPTS = 3;

    private final BundleContext context;
    private final Observers observers;
    private final Runnable onChange;
    private final Map<ModuleKey, Running> bundles = new ConcurrentHashMap<>();
    private final Object installing = new Object();

    /** How far the bundle of a version has come. */
    enum Phase {
        STARTING,
        STARTED,
        FAILED,
        LEAVING
    }

    /** The bundle of a version, as far as it has come; {@code problem} only when it FAILED. */
    record Running(Phase phase, Bundle bundle, Thread thread, String problem, long since) {}

    /** @param onChange called whenever a bundle has come further */
    ModuleBundles(BundleContext context, Observers observers, Runnable onChange) {
        this.context = context;
        this.observers = observers;
        this.onChange = onChange;
    }

    /** What is there of a version, or null. */
    Running find(ModuleKey key) {
        return bundles.get(key);
    }

    /** Every version of which there is a bundle. */
    Set<ModuleKey> keys() {
        return Set.copyOf(bundles.keySet());
    }

    /** Installs and starts the bundle in a file, in the background; does nothing when that has begun already. */
    void start(ModuleKey key, Path file) {
        Thread thread = thread("start", key, () -> startNow(key, file));
        Running before = bundles.putIfAbsent(key, new Running(Phase.STARTING, null, thread, null, System.nanoTime()));
        if (before == null) {
            thread.start();
        }
    }

    /** Forgets a failure, so that the version may be started again. */
    void forgetFailure(ModuleKey key) {
        bundles.computeIfPresent(key, (any, running) -> running.phase() == Phase.FAILED ? null : running);
    }

    /**
     * Stops and uninstalls the bundle of a version in the background: when its running requests have ended. One that is
     * still starting is interrupted.
     */
    void leave(ModuleKey key) {
        Running[] left = new Running[1];
        bundles.computeIfPresent(key, (any, running) -> {
            if (running.phase() == Phase.LEAVING) {
                return running;
            }
            left[0] = running;
            return new Running(Phase.LEAVING, running.bundle(), running.thread(), null, System.nanoTime());
        });
        if (left[0] != null) {
            thread("stop", key, () -> leaveNow(key, left[0])).start();
        }
    }

    private void startNow(ModuleKey key, Path file) {
        Bundle bundle = null;
        try {
            for (int attempt = 1; bundle == null; attempt++) {
                observers.before("CONVERGE", "INSTALL_BUNDLE", key.moduleId());
                bundle = install(key, file);
                if (!advance(key, Phase.STARTING, bundle, null)) {
                    return;
                }
                observers.before("CONVERGE", "START_BUNDLE", key.moduleId());
                bundle = started(key, bundle, attempt);
            }
            advance(key, Phase.STARTED, bundle, null);
        } catch (BundleException | IOException | RuntimeException | LinkageError e) {
            LOG.error("Module {} could not be started", key, e);
            uninstall(bundle);
            advance(key, Phase.FAILED, null, reason(e));
        } finally {
            onChange.run();
        }
    }

    /**
     * Karaf's regions, outside of which a bundle finds no package, learn of a bundle by an event. On a busy machine they
     * were seen to miss bundles that were installed at the same moment; such a one resolves when it is installed anew.
     *
     * @return null for another attempt
     */
    private Bundle started(ModuleKey key, Bundle bundle, int attempt) throws BundleException {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            return bundle;
        } catch (BundleException e) {
            if (e.getType() != BundleException.RESOLVE_ERROR || attempt == ATTEMPTS) {
                throw e;
            }
            LOG.warn("Module {} did not resolve and is installed anew: {}", key, reason(e));
            uninstall(bundle);
            return null;
        }
    }

    private Bundle install(ModuleKey key, Path file) throws BundleException, IOException {
        String location = LOCATION + key.moduleId() + "/" + key.version();
        Bundle stale = context.getBundle(location);
        if (stale != null) {
            stale.uninstall();
        }
        synchronized (installing) {
            try (InputStream content = Files.newInputStream(file)) {
                return systemContext().installBundle(location, content);
            }
        }
    }

    /** Keeps how far the bundle has come, unless it is to leave by now. */
    private boolean advance(ModuleKey key, Phase phase, Bundle bundle, String problem) {
        Running kept = bundles.computeIfPresent(key, (any, running) -> {
            boolean leaving = running.phase() == Phase.LEAVING;
            Phase next = leaving ? Phase.LEAVING : phase;
            return new Running(next, bundle, running.thread(), problem, System.nanoTime());
        });
        return kept != null && kept.phase() == phase;
    }

    private void leaveNow(ModuleKey key, Running running) {
        try {
            awaitStart(running);
            Running current = bundles.get(key);
            Bundle bundle = current == null || current.bundle() == null ? running.bundle() : current.bundle();
            observers.before("CONVERGE", "STOP_BUNDLE", key.moduleId());
            stop(key, bundle);
            observers.before("CONVERGE", "UNINSTALL_BUNDLE", key.moduleId());
            uninstall(bundle);
            LOG.info("Module {} has left", key);
        } finally {
            bundles.remove(key);
            onChange.run();
        }
    }

    /** A start that hangs is interrupted; a bundle whose start does not heed that is uninstalled all the same. */
    private static void awaitStart(Running running) {
        if (running.phase() != Phase.STARTING) {
            return;
        }
        running.thread().interrupt();
        try {
            running.thread().join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ModuleKey key, Bundle bundle) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException | RuntimeException e) {
            LOG.warn("Module {} did not stop as it should: {}", key, reason(e));
        }
    }

    /** Lets go of its classes as well. */
    private void uninstall(Bundle bundle) {
        if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
            return;
        }
        try {
            bundle.uninstall();
            systemBundle().adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        } catch (BundleException | RuntimeException e) {
            LOG.warn("Bundle {} could not be uninstalled: {}", bundle, reason(e));
        }
    }

    /** Takes away what is left of an earlier life of this component. */
    void uninstallAll() {
        Collection<Bundle> left = java.util.Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(LOCATION))
                .sorted(Comparator.comparing(Bundle::getBundleId))
                .toList();
        left.forEach(bundle ->
                stop(new ModuleKey(bundle.getSymbolicName(), bundle.getVersion().toString()), bundle));
        left.forEach(this::uninstall);
        bundles.clear();
    }

    /** Bundles belong to the framework, not to the bundle that happens to install them. */
    private BundleContext systemContext() {
        return systemBundle().getBundleContext();
    }

    private Bundle systemBundle() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    }

    private static Thread thread(String verb, ModuleKey key, Runnable work) {
        Thread thread = new Thread(work, "stoa-module-" + verb + "-" + key.moduleId() + "-" + key.version());
        thread.setDaemon(true);
        return thread;
    }

    /** The innermost reason: a BundleException says only that an activator failed. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getName() : cause.getClass().getSimpleName() + ": " + message.trim();
    }
}
