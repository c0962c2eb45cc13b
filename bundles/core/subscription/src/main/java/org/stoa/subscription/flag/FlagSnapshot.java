package org.stoa.subscription.flag;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.security.CallContext;

/**
 * All feature flags in the memory of this node, read again when one has changed. No cache, as features are evaluated
 * without a database too, by what was known of them last.
 */
@Component(service = FlagSnapshot.class)
public final class FlagSnapshot {

    private static final Logger LOG = LoggerFactory.getLogger(FlagSnapshot.class);
    /** To be stated by each transaction that changes a flag. */
    static final CacheTag TAG = new CacheTag("feature-flags");

    private static final int RETRY_MILLIS = 500;
    private static final CallContext CONTEXT = CallContext.system(null, "features");

    private final PlatformDatabase database;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService reader = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stoa-feature-flags");
        thread.setDaemon(true);
        return thread;
    });
    private final AutoCloseable listening;
    private volatile FlagSet current;

    @Activate
    public FlagSnapshot(@Reference PlatformDatabase database, @Reference Caches caches) {
        this.database = database;
        this.listening = caches.onChange(TAG, () -> ask(0));
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
        reader.shutdownNow();
    }

    /**
     * The flags as they are known now; read from the database only by whoever asks first.
     *
     * @throws org.stoa.api.rest.ProblemException 503 {@code database-unavailable} when they were never read
     */
    FlagSet current() {
        FlagSet known = current;
        return known == null ? read() : known;
    }

    /** To be called after a change was committed: it is seen here when this returns, and elsewhere shortly after. */
    void changed() {
        read();
    }

    private void ask(long delayMillis) {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            var unused = reader.schedule(this::readOrRetry, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Feature flags are not read any more: this node stops.");
        }
    }

    private void readOrRetry() {
        // before it is read: whoever changes something from here on asks again
        asked.set(false);
        try {
            read();
        } catch (RuntimeException e) {
            LOG.debug("Feature flags could not be read; trying again.", e);
            ask(RETRY_MILLIS);
        }
    }

    /** One after the other, so that nobody puts an older set in the place of a newer one. */
    private synchronized FlagSet read() {
        FlagSet read = new FlagSet(database.read(CONTEXT, FlagMapper.class, FlagMapper::all));
        current = read;
        return read;
    }
}
