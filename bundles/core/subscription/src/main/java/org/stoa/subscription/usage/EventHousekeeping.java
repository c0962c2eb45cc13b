package org.stoa.subscription.usage;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * Deletes events that were reported so long ago that nobody asks for them; what they counted stays. An event that is too
 * old to be taken need not be remembered to be known again.
 */
@Component(service = EventHousekeeping.class, immediate = true, configurationPid = "org.stoa.subscription")
public final class EventHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(EventHousekeeping.class);
    private static final CallContext CONTEXT = CallContext.system(null, "usage");
    private static final int AT_ONCE = 5_000;
    private static final int LEAST_DAYS = 60;

    private final PlatformDatabase database;
    private final Duration kept;
    private final Clock clock;
    private final ScheduledExecutorService runner = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stoa-usage-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    /** Configuration {@code org.stoa.subscription}. */
    public @interface Config {
        /** How long reported events are kept, in days; at least 60. */
        int events_keptDays() default 400;
    }

    @Activate
    public EventHousekeeping(@Reference PlatformDatabase database, Config config) {
        this(database, Duration.ofDays(Math.max(LEAST_DAYS, config.events_keptDays())), Clock.systemUTC());
        var unused = runner.scheduleWithFixedDelay(this::tryRun, 1, 60, TimeUnit.MINUTES);
    }

    EventHousekeeping(PlatformDatabase database, Duration kept, Clock clock) {
        this.database = database;
        this.kept = kept;
        this.clock = clock;
    }

    @Deactivate
    void close() {
        runner.shutdownNow();
    }

    private void tryRun() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.warn("Old usage events were not deleted: {}", e.getMessage());
        }
    }

    /** Deletes in several transactions; returns how many events. */
    int run() {
        int all = 0;
        int deleted;
        do {
            deleted = database.write(
                    CONTEXT,
                    UsageEventMapper.class,
                    (mapper, transaction) -> mapper.deleteOld(clock.instant().minus(kept), AT_ONCE));
            all += deleted;
        } while (deleted == AT_ONCE);
        return all;
    }
}
