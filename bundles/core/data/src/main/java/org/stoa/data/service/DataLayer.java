package org.stoa.data.service;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.audit.AuditLog;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.MigrationException;
import org.stoa.api.data.Migrations;
import org.stoa.api.platform.DatabaseHealth;
import org.stoa.api.platform.ModuleSchemas;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.platform.Signals;
import org.stoa.api.platform.TestClocks;
import org.stoa.api.platform.UsageMeter;
import org.stoa.data.Databases;
import org.stoa.data.cache.SharedStore;
import org.stoa.data.connection.PoolSettings;
import org.stoa.data.outbox.OutboxDispatcher;
import org.stoa.data.postgresql.DatabaseStartException;
import org.stoa.data.postgresql.PostgresServer;
import org.stoa.data.schema.MigrationScripts;
import org.stoa.data.schema.PostgresModuleSchemas;
import org.stoa.data.signal.PostgresSignals;

/**
 * Brings up the database in the background, for as long as it takes, and then offers the services; on close it takes
 * everything down in the opposite order.
 */
final class DataLayer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataLayer.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** Nothing changes before an operator does something; and a wrong password should not be tried too often. */
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(15);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final BundleContext context;
    private final ServerSource source;
    private final PoolSettings settings;
    private final SharedStore store;
    private final Clock clock = Clock.systemUTC();
    private final ReportedHealth health = new ReportedHealth();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Thread starter = new Thread(this::run, "stoa-data-start");
    private volatile boolean closed;
    private String trouble = "";

    DataLayer(BundleContext context, ServerSource source, PoolSettings settings, SharedStore store) {
        this.context = context;
        this.source = source;
        this.settings = settings;
        this.store = store;
    }

    void start() {
        offer(DatabaseHealth.class, health);
        starter.setDaemon(true);
        starter.start();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            Duration wait;
            try {
                bringUp();
                return;
            } catch (SQLException e) {
                report(false, "Waiting for " + source.name() + ": " + e.getMessage());
                wait = pause;
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            } catch (DatabaseStartException | MigrationException e) {
                report(true, e.getMessage());
                wait = PAUSE_AFTER_REFUSAL;
            } catch (RuntimeException e) {
                LOG.error("The database cannot be prepared.", e);
                health.waiting(e.toString());
                wait = PAUSE_AFTER_REFUSAL;
            }
            if (!sleep(wait)) {
                return;
            }
        }
    }

    private void bringUp() throws SQLException {
        PostgresServer server = source.server();
        Databases databases = Databases.open(server, settings, clock, MigrationScripts.of(context.getBundle()), store);
        synchronized (started) {
            if (closed) {
                databases.close();
                return;
            }
            started.push(databases);
            offerServices(databases);
        }
        health.ready(source.describe(databases.version()), databases.probe());
        LOG.info("The database is ready: {}.", health.describe());
    }

    private void offerServices(Databases databases) {
        BundlesInUse bundles = new BundlesInUse(databases);
        context.addBundleListener(bundles);
        started.push(bundles);
        started.push(() -> context.removeBundleListener(bundles));
        Maintenance maintenance = new Maintenance(databases, clock);
        maintenance.start();
        started.push(maintenance);
        BundleVersions versions = new BundleVersions(context);
        versions.open();
        started.push(versions::close);
        OutboxDispatcher dispatcher = new OutboxDispatcher(databases.journals().platform(), clock, versions);
        databases.onEvents(dispatcher::wake);
        ListenerTracker listeners = new ListenerTracker(context, dispatcher);
        started.push(listeners::close);
        // ends before the listeners are let go: it waits for the deliveries to all of them together
        started.push(dispatcher);
        dispatcher.start();
        listeners.open();
        offer(AuditLog.class, databases.auditLog());
        offer(Migrations.class, bundles);
        PostgresSignals signals = databases.signals();
        signals.start();
        started.push(signals);
        databases.caches().start(signals);
        PostgresModuleSchemas schemas = databases.moduleSchemas();
        schemas.dropLeftovers();
        offer(ModuleSchemas.class, new CoreService<>(ModuleSchemas.class, bundle -> schemas));
        offer(Signals.class, new CoreService<>(Signals.class, bundle -> signals));
        offer(Caches.class, new CoreService<>(Caches.class, bundle -> databases.caches()));
        UsageMeter meter = databases.usageMeter();
        offer(UsageMeter.class, new CoreService<>(UsageMeter.class, bundle -> meter));
        TestClocks clocks = databases.testClocks(dispatcher);
        offer(TestClocks.class, new CoreService<>(TestClocks.class, bundle -> clocks));
        offer(PlatformDatabase.class, new CoreService<>(PlatformDatabase.class, bundle -> bundles.of(bundle)
                .platform()));
        offer(Database.class, new DatabaseFactory(bundles));
    }

    private <S> void offer(Class<S> type, S service) {
        withdrawOnClose(context.registerService(type, service, null));
    }

    private <S> void offer(Class<S> type, ServiceFactory<S> factory) {
        withdrawOnClose(context.registerService(type, factory, null));
    }

    private void withdrawOnClose(ServiceRegistration<?> registration) {
        synchronized (started) {
            started.push(registration::unregister);
        }
    }

    /** Says it once, for as long as it stays the same. */
    private void report(boolean refused, String message) {
        health.waiting(message);
        if (closed || message.equals(trouble)) {
            return;
        }
        trouble = message;
        if (refused) {
            LOG.error("{}", message);
        } else {
            LOG.warn("{}", message);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        starter.interrupt();
        try {
            starter.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (started) {
            while (!started.isEmpty()) {
                close(started.pop());
            }
        }
        health.close();
        source.close();
        store.close();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("A part of the data layer did not stop as it should.", e);
        }
    }
}
