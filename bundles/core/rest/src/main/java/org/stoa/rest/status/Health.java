package org.stoa.rest.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.DatabaseHealth;
import org.stoa.api.platform.HealthIndicator;
import org.stoa.rest.Collaborators;
import org.stoa.rest.publish.Publisher;

/** Whether requests can be served, and what is missing when not. */
public final class Health {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final long MAX_AGE_MILLIS = 250;

    private final Collaborators collaborators;
    private final Publisher publisher;
    private final Set<String> expected;
    private final BooleanSupplier booted;
    private boolean modulesWereReady;
    private Report last;
    private long lastNanos;

    /** Outcome of all checks. */
    public record Report(Status status, List<Check> checks) {
        public boolean isReady() {
            return status == Status.UP;
        }
    }

    /** Outcome of one check. */
    public record Check(String name, Status status, String detail) {}

    /** Whether something works. */
    public enum Status {
        UP,
        /** It works, but something of it does not. */
        DEGRADED,
        DOWN
    }

    /**
     * @param expected bundles of the core without whose resources the platform is of no use
     * @param booted whether every bundle that belongs to the installation has been started
     */
    public Health(Collaborators collaborators, Publisher publisher, Set<String> expected, BooleanSupplier booted) {
        this.collaborators = collaborators;
        this.publisher = publisher;
        this.expected = Set.copyOf(expected);
        this.booted = booted;
    }

    /** Looks at everything, at most once in {@value #MAX_AGE_MILLIS} milliseconds, however often it is asked. */
    public synchronized Report report() {
        long now = System.nanoTime();
        if (last == null || now - lastNanos > MAX_AGE_MILLIS * 1_000_000) {
            last = look();
            lastNanos = now;
        }
        return last;
    }

    private Report look() {
        List<Check> checks = new ArrayList<>(List.of(
                checked("database", this::database),
                checked("core", this::core),
                checked("modules", this::modules),
                checked("resources", this::resources)));
        collaborators.indicators().forEach(indicator -> checks.add(indicated(indicator)));
        boolean down = checks.stream().anyMatch(check -> check.status() == Status.DOWN);
        return new Report(down ? Status.DOWN : Status.UP, checks);
    }

    /** What is only indicated never keeps requests from being served. */
    private static Check indicated(HealthIndicator indicator) {
        try {
            HealthIndicator.Finding found = indicator.look();
            return new Check(indicator.name(), found.well() ? Status.UP : Status.DEGRADED, found.detail());
        } catch (RuntimeException e) {
            LOG.warn("The health check of {} failed", indicator.name(), e);
            return new Check(indicator.name(), Status.DEGRADED, "the check failed, see the log");
        }
    }

    /** A part of the platform that fails at the question is not well either. */
    private static Check checked(String name, Supplier<Check> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            LOG.warn("The health check of {} failed", name, e);
            return new Check(name, Status.DOWN, "the check failed, see the log");
        }
    }

    private Check database() {
        DatabaseHealth database = collaborators.database();
        if (database == null) {
            return new Check("database", Status.DOWN, "not started");
        }
        boolean reachable = database.isReachable();
        String detail = (reachable ? "" : "does not answer: ") + database.describe();
        return new Check("database", reachable ? Status.UP : Status.DOWN, detail);
    }

    private Check core() {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(publisher.groups());
        if (!missing.isEmpty()) {
            return new Check("core", Status.DOWN, "no resources yet from " + String.join(", ", missing));
        }
        boolean published = publisher.endpoints().stream().anyMatch(endpoint -> endpoint.module() == null);
        if (!collaborators.areComplete() || !published || !publisher.isSettled()) {
            return new Check("core", Status.DOWN, "being published");
        }
        return new Check(
                "core", Status.UP, publisher.endpoints().get(0).operations().size() + " operations");
    }

    /**
     * Modules that start keep the platform from being ready once, at its own start; a module that is deployed later, or
     * that fails, is its own affair.
     */
    private Check modules() {
        ModuleRegistry registry = collaborators.modulesOrNull();
        if (registry == null) {
            return new Check("modules", Status.DOWN, "the registry has not started");
        }
        List<String> starting = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        int ready = 0;
        for (InstalledModule module : registry.installed()) {
            switch (module.state()) {
                case READY -> ready++;
                case STARTING -> starting.add(module.id());
                case FAILED -> failed.add(module.id());
            }
        }
        String detail = ready + " ready" + named("starting", starting) + named("failed", failed);
        modulesWereReady |= starting.isEmpty() && booted.getAsBoolean();
        if (!modulesWereReady) {
            return new Check("modules", Status.DOWN, detail + ", more to come");
        }
        boolean whole = starting.isEmpty() && failed.isEmpty();
        return new Check("modules", whole ? Status.UP : Status.DEGRADED, detail);
    }

    /** A refused resource is a mistake in a bundle: the rest of the platform is served. */
    private Check resources() {
        Map<String, Integer> refused = new TreeMap<>(publisher.refused());
        return refused.isEmpty()
                ? new Check("resources", Status.UP, "none refused")
                : new Check("resources", Status.DEGRADED, "refused, see the log: " + refused);
    }

    private static String named(String what, List<String> ids) {
        return ids.isEmpty() ? "" : ", " + what + ": " + String.join(", ", ids);
    }
}
