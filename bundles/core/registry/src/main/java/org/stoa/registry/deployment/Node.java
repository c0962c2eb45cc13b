package org.stoa.registry.deployment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.registry.Rollout;
import org.stoa.registry.deployment.LocalModules.Standing;
import org.stoa.registry.deployment.NodeMapper.NodeModule;
import org.stoa.registry.deployment.RolloutMapper.Pin;

/**
 * This node among those that share the database: comes to what is wanted whenever it is told of a change and, because
 * messages may be lost, every few seconds; says what it has come to; takes over deployments that were left behind.
 */
final class Node implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    /** While something is on its way, which nobody tells when it arrives. */
    private static final Duration SHORT_ROUND = Duration.ofMillis(50);

    private static final Duration LONG_ROUND = Duration.ofSeconds(4);
    private static final Duration PULSE = Duration.ofSeconds(5);

    private final String name;
    private final PlatformDatabase database;
    private final LocalModules modules;
    private final Consumer<DeploymentRow> takeOver;
    private final Map<String, NodeModule> reported = new HashMap<>();
    private final Thread thread = new Thread(this::run, "stoa-modules");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long asked = 1;
    private long lastPulse = System.nanoTime() - PULSE.toNanos();
    private boolean restarted = true;
    private boolean settled;
    private String trouble = "";
    private volatile boolean closed;

    /** What is wanted, read in one go. */
    record Wanted(List<Rollout> rollouts, List<Pin> pins) {}

    /** @param takeOver gets each deployment that this node has to go on with */
    Node(String name, PlatformDatabase database, LocalModules modules, Consumer<DeploymentRow> takeOver) {
        this.name = name;
        this.database = database;
        this.modules = modules;
        this.takeOver = takeOver;
        thread.setDaemon(true);
    }

    String name() {
        return name;
    }

    void start() {
        thread.start();
    }

    /** Has what is wanted looked at again soon. */
    void wake() {
        lock.lock();
        try {
            asked++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether this node has come to everything that was wanted when it last looked. */
    boolean isSettled() {
        lock.lock();
        try {
            return settled;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            long seen = question();
            await(seen, round());
        }
    }

    private long question() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private void await(long seen, Duration limit) {
        lock.lock();
        try {
            changed.signalAll();
            long left = limit.toNanos();
            while (asked == seen && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** @return how long to wait for the next */
    private Duration round() {
        try {
            Wanted wanted =
                    database.read(system(), RolloutMapper.class, mapper -> new Wanted(mapper.all(), mapper.pins()));
            modules.approach(wanted.rollouts(), wanted.pins());
            boolean all = report(wanted);
            pulse();
            trouble = "";
            return all ? ROUND : SHORT_ROUND;
        } catch (RuntimeException | LinkageError e) {
            if (!closed && !trouble.equals(e.toString())) {
                trouble = e.toString();
                LOG.warn("The modules of this node stay as they are for now: {}", e.getMessage(), logged(e));
            }
            return LONG_ROUND;
        }
    }

    /** A database that is away is told in one line. */
    private static Throwable logged(Throwable failure) {
        return failure instanceof ProblemException ? null : failure;
    }

    /** @return whether this node has come to everything that is wanted */
    private boolean report(Wanted wanted) {
        boolean all = true;
        for (Rollout rollout : wanted.rollouts()) {
            Standing standing = modules.standing(rollout, wanted.pins());
            all &= standing.settled() || standing.problem() != null;
            NodeModule before = reported.get(rollout.moduleId());
            long revision = standing.settled() ? rollout.revision() : before == null ? 0 : before.revision();
            NodeModule next = new NodeModule(name, rollout.moduleId(), revision, standing.ready(), standing.problem());
            if (!next.equals(before)) {
                database.write(system(), NodeMapper.class, (mapper, transaction) -> {
                    mapper.seen(name);
                    mapper.report(next);
                    return next;
                });
                reported.put(rollout.moduleId(), next);
            }
        }
        lock.lock();
        try {
            settled = all;
        } finally {
            lock.unlock();
        }
        return all;
    }

    private void pulse() {
        long now = System.nanoTime();
        if (now - lastPulse < PULSE.toNanos()) {
            return;
        }
        database.write(system(), NodeMapper.class, (mapper, transaction) -> {
            mapper.seen(name);
            mapper.forgetSilent();
            return name;
        });
        List<DeploymentRow> left = database.write(system(), DeploymentMapper.class, (mapper, transaction) -> {
            if (!restarted) {
                mapper.renew(name);
            }
            return mapper.takeOver(name, restarted);
        });
        restarted = false;
        lastPulse = now;
        left.forEach(takeOver);
    }

    /** Waits until {@code condition} holds, asking again after each round and whenever something has changed. */
    boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0 || closed) {
                return false;
            }
            lock.lock();
            try {
                changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(50)));
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(PULSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            database.write(system(), NodeMapper.class, (mapper, transaction) -> mapper.leave(name));
        } catch (RuntimeException e) {
            LOG.debug("This node could not say that it leaves: {}", e.getMessage());
        }
    }

    private static CallContext system() {
        return CallContext.system(null, "modules");
    }
}
