package org.stoa.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.access.apikey.ApiKeyUses;
import org.stoa.access.identity.AttemptMapper;
import org.stoa.access.identity.OneTimeTokenMapper;
import org.stoa.access.session.SessionMapper;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/** Writes down uses of API keys every minute, and once an hour removes what has become meaningless by age. */
@Component(service = Housekeeping.class, immediate = true)
public final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /** Failures count for a day at most. */
    private static final Duration KEEP_FAILURES = Duration.ofDays(2);

    /** For how long a network address stays known as one where a person has signed in. */
    private static final Duration KEEP_SUCCESSES = Duration.ofDays(90);

    /** Used refresh tokens stay recognizable as such for some time after they could have been used. */
    private static final Duration KEEP_SESSIONS = Duration.ofDays(7);

    private final PlatformDatabase database;
    private final ApiKeyUses apiKeyUses;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "stoa-access-housekeeping");
        thread.setDaemon(true);
        return thread;
    });
    private volatile List<Future<?>> scheduled = List.of();

    @Activate
    public Housekeeping(@Reference PlatformDatabase database, @Reference ApiKeyUses apiKeyUses) {
        this(database, apiKeyUses, Clock.systemUTC());
        scheduled = List.of(
                executor.scheduleWithFixedDelay(() -> attempt(apiKeyUses::flush), 1, 1, TimeUnit.MINUTES),
                executor.scheduleWithFixedDelay(() -> attempt(this::clean), 5, 60, TimeUnit.MINUTES));
    }

    /** Prepares without scheduling anything. */
    public Housekeeping(PlatformDatabase database, ApiKeyUses apiKeyUses, Clock clock) {
        this.database = database;
        this.apiKeyUses = apiKeyUses;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        scheduled.forEach(task -> task.cancel(true));
        executor.shutdown();
        attempt(apiKeyUses::flush);
    }

    /** Removes counts of attempts, links and sessions that nothing depends on any more. */
    public void clean() {
        Instant now = clock.instant();
        CallContext context = CallContext.system(null, "access");
        database.write(context, SessionMapper.class, (sessions, transaction) -> {
            transaction.mapper(AttemptMapper.class).forget(now.minus(KEEP_FAILURES), now.minus(KEEP_SUCCESSES));
            transaction.mapper(OneTimeTokenMapper.class).deleteExpired(now);
            return sessions.deleteExpired(now.minus(KEEP_SESSIONS));
        });
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Housekeeping was interrupted and goes on next time: {}", e.getMessage());
        }
    }
}
