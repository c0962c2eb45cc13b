package org.stoa.subscription.usage;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Ids;
import org.stoa.api.platform.CallCounter;
import org.stoa.api.platform.UsageMeter;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.usage.Allowance;

/**
 * Counts the calls of the API in the memory of this node, and adds those of all tenants to the database in one statement
 * every few seconds, and when it stops. A node that is killed loses what it had counted since. A limit is kept by what
 * was known after the last of these statements: it may be passed by as many calls as all nodes get in that time.
 */
@Component(service = CallCounter.class, immediate = true, configurationPid = "org.stoa.subscription")
public final class ApiCalls implements CallCounter {

    /** Name of the metered resource. */
    static final String RESOURCE = "api_calls";

    private static final Logger LOG = LoggerFactory.getLogger(ApiCalls.class);
    private static final int LONGEST_STOP_SECONDS = 10;

    private final UsageMeter meter;
    private final Clock clock;
    private final UUID source = Ids.next();
    /** One for each tenant that has called since the node started: some hundred bytes each. */
    private final ConcurrentMap<UUID, Counter> counters = new ConcurrentHashMap<>();

    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stoa-api-calls");
        thread.setDaemon(true);
        return thread;
    });

    private long number;
    /** What was sent and not confirmed; sent again as it is, so that it counts once. */
    private Map<UUID, Long> sent = Map.of();

    /** Configuration {@code org.stoa.subscription}. */
    public @interface Config {
        /** How often counted calls are written, in milliseconds. */
        long calls_flushMillis() default 5000;
    }

    @Activate
    public ApiCalls(@Reference UsageMeter meter, Config config) {
        this(meter, Clock.systemUTC());
        var unused = flusher.scheduleWithFixedDelay(
                this::tryFlush, config.calls_flushMillis(), config.calls_flushMillis(), TimeUnit.MILLISECONDS);
    }

    ApiCalls(UsageMeter meter, Clock clock) {
        this.meter = meter;
        this.clock = clock;
    }

    @Deactivate
    public void close() throws InterruptedException {
        flusher.shutdown();
        flusher.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        boolean unconfirmed = !sent.isEmpty();
        if (tryFlush() && unconfirmed) {
            tryFlush();
        }
    }

    @Override
    public void count(UUID tenantId) {
        Counter counter = counters.get(tenantId);
        if (counter == null) {
            counter = counters.computeIfAbsent(tenantId, id -> new Counter());
        }
        Allowance allowance = counter.allowance;
        if (allowance != null && isUsedUp(counter, allowance)) {
            counter.wanted = true;
            throw refusal(allowance, counter.unwritten());
        }
        counter.pending.incrementAndGet();
    }

    private boolean isUsedUp(Counter counter, Allowance allowance) {
        return allowance.remaining() != null
                && counter.unwritten() >= allowance.remaining()
                && (allowance.resetsAt() == null || clock.instant().isBefore(allowance.resetsAt()));
    }

    private static ProblemException refusal(Allowance allowance, long unwritten) {
        long used = allowance.used() + unwritten;
        ProblemException problem = ProblemException.of(
                        CommonProblem.LIMIT_EXCEEDED, RESOURCE, used, allowance.hardLimit())
                .with("resource", RESOURCE)
                .with("used", used)
                .with("limit", allowance.hardLimit())
                .with("remaining", 0);
        return allowance.resetsAt() == null
                ? problem
                : problem.with("resetsAt", allowance.resetsAt().toString());
    }

    private boolean tryFlush() {
        try {
            flush();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("Calls of the API could not be written and are kept until they can: {}", e.getMessage());
            return false;
        }
    }

    /** Writes what was counted, and learns what tenants may still use. Called by one thread at a time. */
    synchronized void flush() {
        if (sent.isEmpty()) {
            sent = take();
            number++;
        }
        if (sent.isEmpty()) {
            return;
        }
        List<Allowance> known = meter.count(source, number, RESOURCE, sent, clock.instant());
        Map<UUID, Allowance> allowances = known.stream().collect(Collectors.toMap(Allowance::tenantId, one -> one));
        for (UUID tenantId : sent.keySet()) {
            Counter counter = counters.get(tenantId);
            counter.allowance = allowances.get(tenantId);
            counter.unconfirmed = 0;
        }
        sent = Map.of();
    }

    private Map<UUID, Long> take() {
        Map<UUID, Long> units = new HashMap<>();
        counters.forEach((tenantId, counter) -> {
            long calls = counter.pending.get();
            if (calls > 0 || counter.wanted) {
                counter.wanted = false;
                counter.unconfirmed = calls;
                counter.pending.addAndGet(-calls);
                units.put(tenantId, calls);
            }
        });
        return units;
    }

    private static final class Counter {
        final AtomicLong pending = new AtomicLong();
        volatile long unconfirmed;
        volatile Allowance allowance;
        /** Whether a call was refused, so that the tenant is asked about although nothing was counted. */
        volatile boolean wanted;

        /** What the allowance does not know of yet. */
        long unwritten() {
            return pending.get() + unconfirmed;
        }
    }
}
