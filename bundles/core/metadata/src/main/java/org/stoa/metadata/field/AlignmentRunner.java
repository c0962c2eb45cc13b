package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.stoa.metadata.Times;
import org.stoa.metadata.Today;
import org.stoa.metadata.entity.EntityCheck;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.RevisionMapper;

/**
 * Does the queued work on existing entities, tenant after tenant, in steps of a few entities. Any node may do it; when one
 * is gone, another goes on where it was.
 */
@Component(service = AlignmentRunner.class)
public final class AlignmentRunner {

    private static final Logger LOG = LoggerFactory.getLogger(AlignmentRunner.class);
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration SHORT_ROUND = Duration.ofMillis(100);
    private static final Duration LEASE = Duration.ofSeconds(30);
    /** Entities that nobody else can change during one step. */
    private static final int STEP = 100;

    private final PlatformDatabase platform;
    private final Database database;
    private final EntityModels models;
    private final Today today;
    private final EntityCheck check = new EntityCheck();
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private volatile boolean automatic;
    private volatile boolean closed;

    @Activate
    public AlignmentRunner(
            @Reference PlatformDatabase platform,
            @Reference Database database,
            @Reference EntityModels models,
            @Reference Today today) {
        this(platform, database, models, today, Clock.systemUTC());
        automatic = true;
        var unused = thread.scheduleWithFixedDelay(this::runQuietly, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that does nothing by itself: call {@link #run}. */
    public AlignmentRunner(
            PlatformDatabase platform, Database database, EntityModels models, Today today, Clock clock) {
        this.platform = platform;
        this.database = database;
        this.models = models;
        this.today = today;
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
            if (!thread.awaitTermination(LEASE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Work on existing entities did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does all that is queued. */
    public void run() {
        Alignment alignment = claim();
        while (alignment != null && !closed) {
            if (!finish(alignment)) {
                // transactions that may not know of the change are still running; the lease lets nobody else begin
                if (automatic) {
                    var unused = thread.schedule(this::runQuietly, SHORT_ROUND.toMillis(), TimeUnit.MILLISECONDS);
                }
                return;
            }
            alignment = claim();
        }
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
                (mapper, transaction) -> mapper.claim(now, now.plus(LEASE)));
    }

    /** @return false when it cannot begin yet */
    private boolean finish(Alignment claimed) {
        CallContext context = CallContext.system(claimed.tenantId(), "alignment");
        boolean known = database.read(
                context, RevisionMapper.class, mapper -> mapper.isKnownToAll(claimed.tenantId(), claimed.entityType()));
        if (!known) {
            release(context, claimed);
            return false;
        }
        models.forget(claimed.tenantId(), claimed.entityType());
        String removed =
                claimed.removedField() == null ? null : claimed.fields().get(0);
        Alignment alignment = claimed;
        long taken = 0;
        while (!closed) {
            Alignment current = alignment;
            LocalDate day = today.of(context);
            AlignmentStep step = new AlignmentStep(
                    current,
                    (model, fields) -> check.kept(model, fields, day),
                    subtype -> modelOrNull(context, current.entityType(), subtype),
                    removed);
            Instant now = Times.now(clock);
            AlignmentStep.Outcome outcome = database.write(
                    context,
                    AlignmentMapper.class,
                    (mapper, transaction) -> step.run(transaction, STEP, now, now.plus(LEASE)));
            taken += outcome.taken();
            if (outcome.entities() < STEP) {
                end(context, current, taken);
                return true;
            }
            alignment = after(current, outcome);
        }
        return true;
    }

    private void release(CallContext context, Alignment alignment) {
        Instant now = Times.now(clock);
        database.write(
                context,
                AlignmentMapper.class,
                (mapper, transaction) -> mapper.advance(
                        alignment.tenantId(), alignment.id(), alignment.done(), alignment.lastId(), now, now));
    }

    private static Alignment after(Alignment alignment, AlignmentStep.Outcome outcome) {
        return new Alignment(
                alignment.tenantId(),
                alignment.id(),
                alignment.entityType(),
                alignment.entitySubtype(),
                alignment.fields(),
                alignment.words(),
                alignment.removedField(),
                alignment.state(),
                alignment.total(),
                alignment.done() + outcome.entities(),
                outcome.lastId(),
                alignment.problem(),
                alignment.createdAt(),
                alignment.updatedAt());
    }

    private EntityModel modelOrNull(CallContext context, String entityType, String subtype) {
        try {
            return models.get(context, entityType, subtype);
        } catch (ProblemException e) {
            return null;
        }
    }

    private void end(CallContext context, Alignment alignment, long taken) {
        Instant now = Times.now(clock);
        String problem = taken == 0 ? null : taken + " values occur in more than one entity";
        database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            mapper.end(
                    alignment.tenantId(),
                    alignment.id(),
                    taken == 0 ? Alignment.State.DONE : Alignment.State.FAILED,
                    problem,
                    now);
            CustomFieldMapper fields = transaction.mapper(CustomFieldMapper.class);
            if (alignment.removedField() != null) {
                fields.delete(alignment.tenantId(), alignment.removedField());
            } else {
                fields.changePrepared(
                        alignment.tenantId(),
                        alignment.entityType(),
                        alignment.fields(),
                        taken == 0 ? CustomField.State.READY : CustomField.State.FAILED,
                        now);
            }
            return alignment;
        });
    }
}
