package org.stoa.data.service;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.data.Databases;
import org.stoa.data.idempotency.StoredResults;

/** What has to be done to the journals now and then. */
final class Maintenance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Databases databases;
    private final StoredResults results;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stoa-data-maintenance");
        thread.setDaemon(true);
        return thread;
    });

    Maintenance(Databases databases, Clock clock) {
        this.databases = databases;
        results = new StoredResults(databases.journals().platform(), clock);
    }

    void start() {
        var unused = executor.scheduleWithFixedDelay(
                this::run, INTERVAL.toMinutes(), INTERVAL.toMinutes(), TimeUnit.MINUTES);
    }

    private void run() {
        try {
            databases.auditPartitions().ensure();
            results.deleteOld();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("The hourly maintenance of the database failed and is done again in an hour: {}", e.toString());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
