package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.data.Database;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Times;
import org.stoa.metadata.entity.EntityCheck;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;

/**
 * Does the queued work on existing entities, in turns: who has little to be done does not wait for who has much. Any node
 * may do it; when one is gone, another goes on where it was.
 */
@Component(service = AlignmentRunner.class)
public final class AlignmentRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AlignmentRunner.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration SHORT_ROUND = Duration.ofMillis(100);

    private final PlatformDatabase platform;
    private final Database database;
    private final EntityModels models;
    private final TenantClock tenantClock;
    private final EntityCheck check = new EntityCheck();
    private final KnownChanges known;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private volatile boolean automatic;
    private volatile boolean closed;

    @Activate
    public AlignmentRunner(
            @Reference PlatformDatabase platform,
            @Reference Database database,
            @Reference EntityModels models,
            @Reference TenantClock tenantClock) {
        this(platform, database, models, tenantClock, Clock.systemUTC());
        automatic = true;
        var unused = thread.scheduleWithFixedDelay(this::runQuietly, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that does nothing by itself: call {@link #run}. */
    public AlignmentRunner(
            PlatformDatabase platform, Database database, EntityModels models, TenantClock tenantClock, Clock clock) {
        this.platform = platform;
        this.database = database;
        this.models = models;
        this.tenantClock = tenantClock;
        this.known = new KnownChanges(database);
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread worker = new Thread(task, "stoa-alignment");
            worker.setDaemon(true);
            return worker;
        });
    }

    /** Has the queue looked at now. */
    public void wake() {
        if (automatic && !closed) {
            thread.execute(this::runQuietly);
        }
    }

    @Deactivate
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(AlignmentTurn.LEASE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Work on existing entities did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does all that is queued, but what writers may not know of yet. */
    public void run() {
        Set<UUID> tooEarly = new HashSet<>();
        for (Alignment alignment = claim(); alignment != null; alignment = claim()) {
            if (closed) {
                turn(alignment, AlignmentTurn::release);
                return;
            }
            if (known.isKnownToAll(context(alignment), alignment)) {
                models.forget(alignment.tenantId(), alignment.entityType());
                turn(alignment, turn -> turn.run(() -> closed));
                tooEarly.clear();
                continue;
            }
            turn(alignment, AlignmentTurn::release);
            if (!tooEarly.add(alignment.id())) {
                if (automatic) {
                    var unused = thread.schedule(this::runQuietly, SHORT_ROUND.toMillis(), TimeUnit.MILLISECONDS);
                }
                return;
            }
        }
        known.clear();
    }

    private void runQuietly() {
        try {
            run();
        } catch (ProblemException e) {
            LOG.debug("Existing entities are brought into line later: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("Existing entities are brought into line later", e);
        }
    }

    private Alignment claim() {
        Instant now = Times.now(clock);
        return platform.write(
                CallContext.system(null, "alignment"),
                AlignmentMapper.class,
                (mapper, transaction) -> mapper.claim(now, now.plus(AlignmentTurn.LEASE)));
    }

    private void turn(Alignment alignment, Consumer<AlignmentTurn> work) {
        CallContext context = context(alignment);
        AlignmentPlan plan = new AlignmentPlan(
                alignment,
                check,
                tenantClock.today(context),
                subtype -> model(context, alignment.entityType(), subtype));
        try {
            work.accept(new AlignmentTurn(database, clock, context, alignment, plan));
        } catch (LeaseLostException e) {
            LOG.debug("A node was too slow: {}", e.getMessage());
        }
    }

    private static CallContext context(Alignment alignment) {
        return CallContext.system(alignment.tenantId(), "alignment");
    }

    private Optional<EntityModel> model(CallContext context, String entityType, String subtype) {
        try {
            return Optional.of(models.get(context, entityType, subtype));
        } catch (ProblemException e) {
            if (e.code() != MetadataProblem.SCHEMA_UNKNOWN) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
