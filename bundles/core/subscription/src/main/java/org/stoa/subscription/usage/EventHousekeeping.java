package org.stoa.subscription.usage;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * old to be taken need not be remembered to be known again. What was counted day by day becomes one number of all those
 * days after some years, so that sums stay right; what nodes remember of their batches goes once no batch can come again.
 */
@Component(service = EventHousekeeping.class, immediate = true, configurationPid = "org.stoa.subscription")
public final class EventHousekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(EventHousekeeping.class);
    private static final CallContext CONTEXT = CallContext.system(null, "usage");
    private static final int AT_ONCE = 5_000;
    private static final int LEAST_DAYS = 60;
    /** A year that is billed in arrears, and a history of as long, can still be told. */
    private static final int LEAST_USAGE_DAYS = 800;

    private static final Duration BATCHES = Duration.ofDays(35);

    private final PlatformDatabase database;
    private final Duration kept;
    private final Duration usageKept;
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

        /** For how many days what was used is kept day by day; at least 800. */
        int usage_keptDays() default 1200;
    }

    @Activate
    public EventHousekeeping(@Reference PlatformDatabase database, Config config) {
        this(
                database,
                Duration.ofDays(Math.max(LEAST_DAYS, config.events_keptDays())),
                Duration.ofDays(Math.max(LEAST_USAGE_DAYS, config.usage_keptDays())),
                Clock.systemUTC());
        var unused = runner.scheduleWithFixedDelay(() -> tryRun("usage events", this::run), 1, 60, TimeUnit.MINUTES);
        var unusedToo =
                runner.scheduleWithFixedDelay(() -> tryRun("days of usage", this::fold), 5, 24 * 60, TimeUnit.MINUTES);
    }

    EventHousekeeping(PlatformDatabase database, Duration kept, Duration usageKept, Clock clock) {
        this.database = database;
        this.kept = kept;
        this.usageKept = usageKept;
        this.clock = clock;
    }

    @Deactivate
    void close() {
        runner.shutdownNow();
    }

    private static void tryRun(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Old {} were not deleted: {}", what, e.getMessage());
        }
    }

    /** Makes one day of those that are too old, resource by resource, in several transactions; returns how many resources. */
    int fold() {
        LocalDate before = LocalDate.ofInstant(clock.instant().minus(usageKept), ZoneOffset.UTC);
        int all = 0;
        int folded;
        do {
            folded = database.write(
                    CONTEXT, UsageEventMapper.class, (mapper, transaction) -> mapper.foldDays(before, AT_ONCE));
            all += folded;
        } while (folded == AT_ONCE);
        database.write(
                CONTEXT,
                UsageEventMapper.class,
                (mapper, transaction) -> mapper.deleteBatches(clock.instant().minus(BATCHES)));
        return all;
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
