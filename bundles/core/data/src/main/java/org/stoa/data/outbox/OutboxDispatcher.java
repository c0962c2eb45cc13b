package org.stoa.data.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.event.DomainEventListener;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * Delivers stored events to the listeners of this node, in the background, soon after they were stored, and again with
 * growing pauses to listeners that fail. A few listeners may hang without holding up the others.
 *
 * <p>An event is done with when every listener that wants its type has handled it. Listeners are remembered for a day
 * after they were last seen, so that none misses an event while its bundle is updated or another node is down.
 */
public final class OutboxDispatcher implements EventSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    private static final int WORKERS = 4;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MEMORY = Duration.ofDays(1);
    private static final Duration MEMORY_REFRESH = Duration.ofHours(1);
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final PlatformDatabase database;
    private final Clock clock;
    private final EventDelivery delivery;
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Semaphore idle = new Semaphore(WORKERS);
    private final Semaphore signal = new Semaphore(0);
    private final ExecutorService workers;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean changed;
    private volatile Instant rememberedAt = Instant.MIN;
    private boolean troubled;

    /** @param database the data bundle's own, across tenants */
    public OutboxDispatcher(PlatformDatabase database, Clock clock) {
        this(database, clock, ServingVersions.ANY);
    }

    /** @param versions says which version of a bundle has the events of a tenant */
    public OutboxDispatcher(PlatformDatabase database, Clock clock, ServingVersions versions) {
        this.database = database;
        this.clock = clock;
        delivery = new EventDelivery(database, clock, versions);
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newCachedThreadPool(task -> daemon(task, "stoa-events-" + number.incrementAndGet()));
        thread = daemon(this::run, "stoa-outbox");
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Begins to deliver. */
    public void start() {
        thread.start();
    }

    /** Looks for due events at once instead of at the next turn. */
    public void wake() {
        signal.release();
    }

    /** Delivers to a listener that comes without a bundle from here on. */
    public void add(DomainEventListener<?> listener) {
        add(Subscriber.of(listener));
    }

    /** Delivers to {@code subscriber} from here on. */
    public void add(Subscriber subscriber) {
        Class<?> type = subscriber.listener().getClass();
        subscribers.stream()
                .filter(other -> other.name().equals(subscriber.name()))
                .filter(other -> !other.bundle().equals(subscriber.bundle())
                        || other.version().equals(subscriber.version()))
                .filter(other -> other.listener().getClass() != type)
                .forEach(other -> LOG.error(
                        "Two event listeners have one name: {} and {}. Only the latter gets events.",
                        other,
                        subscriber));
        subscribers.add(subscriber);
        changed = true;
        wake();
    }

    /**
     * Delivers to {@code listener} no more; its events wait for it. Returns when the deliveries that are under way have
     * ended, so that what they need may go, or after five seconds.
     */
    public void remove(DomainEventListener<?> listener) {
        for (Subscriber subscriber : subscribers) {
            if (subscriber.listener() == listener) {
                subscribers.remove(subscriber);
                awaitDeliveries(subscriber);
            }
        }
    }

    private void awaitDeliveries(Subscriber subscriber) {
        try {
            if (!subscriber.leave(closed ? Duration.ZERO : LEAVE_LIMIT) && !closed) {
                LOG.warn("{} is still busy with an event after {}.", subscriber, LEAVE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (signal.tryAcquire(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    signal.drainPermits();
                }
                dispatchDue();
                troubled = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                report(e);
            }
        }
    }

    private void dispatchDue() {
        remember();
        while (!closed) {
            int free = idle.drainPermits();
            if (free == 0) {
                return;
            }
            List<EventDelivery.Claimed> due;
            try {
                due = delivery.claim(null, null, free);
            } catch (RuntimeException e) {
                idle.release(free);
                throw e;
            }
            idle.release(free - due.size());
            if (due.isEmpty()) {
                return;
            }
            List<KnownListener> known = remembered(due.size());
            due.forEach(event -> workers.execute(() -> deliver(event, known)));
        }
    }

    /**
     * Delivers in this thread what is due of some tenants, held or not, that included which is stored meanwhile.
     *
     * @param over whether to stop
     */
    @Override
    public void deliver(Collection<UUID> tenants, BooleanSupplier over) {
        List<EventDelivery.Claimed> due = delivery.claim(null, tenants, WORKERS);
        while (!due.isEmpty()) {
            List<KnownListener> known = remembered();
            due.forEach(event -> delivery.deliver(event, List.copyOf(subscribers), known));
            due = closed || over.getAsBoolean() ? List.of() : delivery.claim(null, tenants, WORKERS);
        }
    }

    private List<KnownListener> remembered(int claimed) {
        try {
            return remembered();
        } catch (RuntimeException e) {
            idle.release(claimed);
            throw e;
        }
    }

    private List<KnownListener> remembered() {
        return database.read(
                context(),
                OutboxMapper.class,
                mapper -> mapper.remembered(clock.instant().minus(MEMORY)));
    }

    private void deliver(EventDelivery.Claimed event, List<KnownListener> known) {
        try {
            delivery.deliver(event, List.copyOf(subscribers), known);
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn(
                        "The delivery of event {} was not noted and is repeated: {}",
                        event.event().id(),
                        e.toString());
            }
        } finally {
            idle.release();
            wake();
        }
    }

    private void remember() {
        Instant now = clock.instant();
        if (!changed && now.isBefore(rememberedAt.plus(MEMORY_REFRESH))) {
            return;
        }
        changed = false;
        List<Subscriber> present = List.copyOf(subscribers);
        database.write(context(), OutboxMapper.class, (mapper, transaction) -> {
            present.forEach(listener -> mapper.remember(listener.name(), listener.eventType(), now));
            mapper.forget(now.minus(MEMORY));
            return null;
        });
        rememberedAt = now;
    }

    private void report(RuntimeException failure) {
        if (!troubled && !closed) {
            troubled = true;
            LOG.warn("Events cannot be delivered at present; trying on: {}", failure.toString());
        }
    }

    private static CallContext context() {
        return CallContext.system(null, "outbox");
    }

    /** Lets deliveries under way end, for ten seconds at most. */
    @Override
    public void close() {
        closed = true;
        wake();
        workers.shutdown();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
            if (!workers.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Listeners are still busy with events, which will be delivered to them again.");
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }
}
