package org.stoa.rest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.rest.Collaborators;
import org.stoa.rest.RestSettings;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.call.Guard;
import org.stoa.rest.publish.Group.Target;

/**
 * Publishes the resources of bundles: those of the core in one endpoint, those of each version of a module in one of its
 * own. A new state of an endpoint is built beside the old one and put in its place; the old one is let go when its last request has
 * left. All of that happens on one thread, one endpoint after the other; changes that arrive meanwhile are taken
 * together. No other endpoint takes notice.
 */
public final class Publisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** A bundle registers its resources one by one, and an endpoint without one of them would be built in vain. */
    private static final Duration QUIET = Duration.ofMillis(40);

    private static final Duration LONGEST_GATHERING = Duration.ofMillis(400);

    /** How long what lacks resources that are still to come is waited for after the last change, and in all. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);

    private final EndpointFactory factory;
    private final VersionChoice choice;
    private final RestSettings settings;
    private final ExecutorService publishing = oneThread("stoa-rest-publisher");
    private final ExecutorService retiring = oneThread("stoa-rest-retirement");

    private final Gate core;
    private final Map<String, Gate> modules = new ConcurrentHashMap<>();
    private final Set<Lease> leaving = ConcurrentHashMap.newKeySet();

    private final Map<String, Group> wanted = new LinkedHashMap<>();
    /** What is to be built anew, and since when, by {@link System#nanoTime}. */
    private final Map<Target, Long> changed = new LinkedHashMap<>();
    /** Names of bundles that are going to have more resources. */
    private final Set<String> unfinished = new HashSet<>();

    private long touched;
    private boolean scheduled;
    private boolean closed;

    public Publisher(EndpointFactory factory, Collaborators collaborators, Guard guard, RestSettings settings) {
        this.factory = factory;
        this.choice = new VersionChoice(collaborators, guard);
        this.settings = settings;
        this.core = new Gate(call -> null, settings.holdTime(), leaving::add);
    }

    /** Lets the core wait for a while for the resources of a bundle that is there. */
    public void expectOfCore(String name) {
        synchronized (wanted) {
            unfinished.add(name);
        }
    }

    /**
     * Publishes the resources of a bundle in place of those it had before. Those it no longer has are taken back as by
     * {@link #withdraw}.
     */
    public void publish(Group group) {
        Group before;
        synchronized (wanted) {
            before = wanted.put(group.name(), group);
            if (group.whole()) {
                unfinished.remove(group.name());
            } else {
                unfinished.add(group.name());
            }
            if (before != null) {
                touch(before);
            }
            touch(group);
        }
        if (before != null && !group.hasAllOf(before)) {
            release(before);
        }
    }

    /**
     * Takes the resources of a bundle back: no request reaches them when this returns, as far as those that run finish
     * within the time to drain.
     */
    public void withdraw(String name) {
        Group group;
        synchronized (wanted) {
            group = wanted.remove(name);
            unfinished.remove(name);
            if (group == null) {
                return;
            }
            touch(group);
        }
        release(group);
    }

    /**
     * Serves a request.
     *
     * @param path raw path below {@code /api/v1}, empty or beginning with a slash
     */
    public void serve(ApiCall call, String path) throws Exception {
        String segment = Endpoint.firstSegment(path);
        Gate gate = modules.get(segment);
        if (gate != null) {
            Lease lease = gate.enter(call);
            if (lease != null) {
                serve(lease, call, path.substring(segment.length() + 1));
                return;
            }
        }
        Lease lease = core.enter(call);
        if (lease == null) {
            throw ProblemException.of(CommonProblem.STARTING);
        }
        serve(lease, call, path);
    }

    /** Everything that is published, the core first; of each module the version that serves most. */
    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        endpoints.add(core.endpoint(null));
        modules.keySet().stream()
                .sorted()
                .map(id -> modules.get(id).preferred(choice.most(id)))
                .forEach(endpoints::add);
        endpoints.removeIf(Objects::isNull);
        return endpoints;
    }

    /**
     * Whether requests reach the resources of a version of a module.
     *
     * @param resources every one of them
     */
    public boolean isPublished(String module, String version, List<?> resources) {
        Gate gate = modules.get(module);
        Endpoint endpoint = gate == null ? null : gate.endpoint(version);
        if (endpoint == null || !endpoint.isWhole()) {
            return false;
        }
        synchronized (wanted) {
            return wanted.values().stream().anyMatch(group -> endpoint.serves(group) && group.hasExactly(resources));
        }
    }

    /** Names of the bundles whose resources shall be published. */
    public Set<String> groups() {
        synchronized (wanted) {
            return new HashSet<>(wanted.keySet());
        }
    }

    /** How many resources were refused, by module and version; only where there are any. */
    public Map<String, Integer> refused() {
        Map<String, Integer> refused = new HashMap<>();
        factory.refused().forEach((target, count) -> refused.put(target.toString(), count));
        return refused;
    }

    /** Whether everything that was asked for is done. */
    public boolean isSettled() {
        synchronized (wanted) {
            return !scheduled;
        }
    }

    /**
     * Waits until everything that was asked for is done.
     *
     * @return false when it is not after {@code patience}
     */
    public boolean settle(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (wanted) {
            while (scheduled) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wanted.wait(left);
            }
            return true;
        }
    }

    @Override
    public void close() {
        synchronized (wanted) {
            closed = true;
            wanted.notifyAll();
        }
        end(publishing);
        modules.values().forEach(gate -> gate.closeIf(endpoint -> true).forEach(this::retire));
        core.closeIf(endpoint -> true).forEach(this::retire);
        end(retiring);
    }

    private static void serve(Lease lease, ApiCall call, String path) throws Exception {
        try {
            lease.endpoint().serve(call, path);
        } finally {
            lease.leave();
        }
    }

    /** Guarded by {@link #wanted}. */
    private void touch(Group group) {
        touched = System.nanoTime();
        changed.putIfAbsent(group.target(), touched);
        wanted.notifyAll();
        if (!scheduled && !closed) {
            scheduled = true;
            publishing.execute(this::work);
        }
    }

    private void work() {
        while (true) {
            List<Target> targets;
            List<Group> groups;
            synchronized (wanted) {
                targets = gather();
                changed.keySet().removeAll(targets);
                groups = List.copyOf(wanted.values());
                if (targets.isEmpty() || closed) {
                    scheduled = false;
                    wanted.notifyAll();
                    return;
                }
            }
            for (Target target : targets) {
                try {
                    rebuild(target, groups);
                } catch (RuntimeException | LinkageError e) {
                    if (isWanted(target)) {
                        LOG.error("The resources of {} could not be published", target, e);
                    } else {
                        LOG.info("{} left while its resources were being published", target);
                    }
                }
            }
        }
    }

    /** Waits until no change has come for a moment, and longer for what is unfinished. */
    private List<Target> gather() {
        try {
            while (!changed.isEmpty() && !closed) {
                List<Target> ready =
                        changed.keySet().stream().filter(this::isReady).toList();
                if (!ready.isEmpty()) {
                    return ready;
                }
                wanted.wait(QUIET.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(changed.keySet());
    }

    private boolean isReady(Target target) {
        long now = System.nanoTime();
        boolean finished = !isUnfinished(target);
        Duration quiet = finished ? QUIET : PATIENCE;
        Duration longest = finished ? LONGEST_GATHERING : LONGEST_PATIENCE;
        return now - touched >= quiet.toNanos() || now - changed.get(target) >= longest.toNanos();
    }

    private boolean isUnfinished(Target target) {
        return unfinished.stream().anyMatch(name -> {
            Group group = wanted.get(name);
            return target.equals(group == null ? Target.CORE : group.target());
        });
    }

    private boolean isWanted(Target target) {
        synchronized (wanted) {
            return wanted.values().stream().anyMatch(group -> target.equals(group.target()));
        }
    }

    private void rebuild(Target target, List<Group> groups) {
        List<Group> parts = partsOf(target, groups);
        Gate gate = target.module() == null ? core : modules.computeIfAbsent(target.module(), this::gate);
        Endpoint endpoint = parts.isEmpty() ? null : factory.create(target, parts);
        Lease before;
        boolean published;
        synchronized (wanted) {
            // whoever took something back meanwhile has looked for requests to it already; it will be built again
            published = endpoint != null && wanted.values().containsAll(parts);
            before = published ? gate.open(endpoint) : gate.close(target.version());
        }
        LOG.info("{}", published ? "Published " + endpoint : "No longer published: " + target);
        if (endpoint != null && !published) {
            endpoint.close();
        }
        if (parts.isEmpty()) {
            factory.forget(target);
        }
        retire(before);
        if (target.module() == null) {
            touchShadowed();
        }
    }

    private Gate gate(String module) {
        return new Gate(call -> choice.of(call, module), settings.holdTime(), leaving::add);
    }

    /** The core consists of all its bundles; a version of a module of one, the latest while two bundles are the same. */
    private static List<Group> partsOf(Target target, List<Group> groups) {
        List<Group> parts =
                groups.stream().filter(group -> target.equals(group.target())).toList();
        return target.module() == null || parts.isEmpty() ? parts : parts.subList(parts.size() - 1, parts.size());
    }

    /** A module may have come before the path of the core that its id is in the way of. */
    private void touchShadowed() {
        synchronized (wanted) {
            wanted.values().stream()
                    .filter(group -> group.isModule() && factory.coreSegments().contains(group.module()))
                    .filter(group -> modules.containsKey(group.module())
                            && modules.get(group.module()).endpoint(group.version()) != null)
                    .forEach(this::touch);
        }
    }

    /** Closes the endpoint of an ended lease when its last request has left. */
    private void retire(Lease lease) {
        if (lease == null) {
            return;
        }
        retiring.execute(() -> {
            drain(lease);
            lease.endpoint().close();
            leaving.remove(lease);
        });
    }

    /** Lets no new request reach the resources of a group, and waits for those that run. */
    private void release(Group group) {
        Gate gate = group.isModule() ? modules.get(group.module()) : core;
        if (gate != null) {
            gate.closeIf(endpoint -> endpoint.serves(group)).forEach(this::retire);
        }
        for (Lease lease : leaving) {
            if (lease.endpoint().serves(group)) {
                drain(lease);
            }
        }
    }

    private void drain(Lease lease) {
        try {
            if (!lease.drain(settings.drainTime())) {
                LOG.warn("Requests still run after {}: {}", settings.drainTime(), lease.endpoint());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(ExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(settings.drainTime().toMillis() + 1000, TimeUnit.MILLISECONDS)) {
                LOG.warn("The publisher did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService oneThread(String name) {
        return Executors.newSingleThreadExecutor(runnable -> {
            Thread thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
