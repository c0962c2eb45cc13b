package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Times;
import org.stoa.metadata.field.AlignmentMapper.Progress;

/**
 * A turn at the work on existing entities, in steps. What entities need is worked out beforehand, so that a step keeps
 * them from others only while it writes.
 */
final class AlignmentTurn {

    /** How long others with less work wait at most. */
    static final Duration LENGTH = Duration.ofSeconds(1);

    /** How long a node may be silent until another goes on. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int MOST_READ = 500;

    private final Database database;
    private final Clock clock;
    private final CallContext context;
    private final Alignment alignment;
    private final AlignmentPlan plan;
    private final StepSize size = new StepSize();
    private UUID noted;
    private Progress progress;
    private long longestMillis;

    AlignmentTurn(Database database, Clock clock, CallContext context, Alignment alignment, AlignmentPlan plan) {
        this.database = database;
        this.clock = clock;
        this.context = context;
        this.alignment = alignment;
        this.plan = plan;
        this.noted = alignment.lastId();
        this.progress = new Progress(noted, 0, 0, 0);
    }

    /**
     * Works until all is done, the turn is over or {@code stopped}; a step at least.
     *
     * @throws LeaseLostException when another node has gone on with it
     */
    void run(BooleanSupplier stopped) {
        long begun = System.nanoTime();
        BooleanSupplier over = () -> stopped.getAsBoolean() || System.nanoTime() - begun > LENGTH.toNanos();
        if (noted == null) {
            count();
        }
        do {
            int most = Math.min(MOST_READ, 4 * size.entities());
            List<EntityChange> changes =
                    database.read(context, AlignedEntityMapper.class, mapper -> plan.of(mapper, next(mapper, most)));
            boolean all = write(changes, over);
            if (all && changes.size() < most) {
                end();
                return;
            }
        } while (!over.getAsBoolean());
        release();
    }

    /** @return whether all were written */
    private boolean write(List<EntityChange> changes, BooleanSupplier over) {
        int done = 0;
        while (done < changes.size() && (done == 0 || !over.getAsBoolean())) {
            int to = endOfStep(changes, done);
            step(changes.subList(done, to));
            done = to;
        }
        return done == changes.size();
    }

    /** Lets others go on. */
    void release() {
        database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            note(mapper, Duration.ZERO);
            return alignment;
        });
        wasNoted();
    }

    private int endOfStep(List<EntityChange> changes, int from) {
        int needed = 0;
        int to = from;
        while (to < changes.size() && needed < size.entities()) {
            needed += changes.get(to).isNeeded() ? 1 : 0;
            to++;
        }
        return to;
    }

    private void step(List<EntityChange> changes) {
        AlignmentRows rows = AlignmentRows.of(changes);
        Set<String> left = new LinkedHashSet<>(rows.ids());
        int taken = 0;
        if (!rows.isEmpty()) {
            Step step = write(entities -> rows);
            size.took(step.kept().size(), step.time());
            step.kept().forEach(left::remove);
            taken += step.taken();
        }
        // somebody is changing these, or has changed them since they were read
        for (String id : left) {
            taken += write(entities -> AlignmentRows.of(plan.of(entities, lock(entities, id))))
                    .taken();
        }
        UUID last = changes.get(changes.size() - 1).entity().id();
        progress = new Progress(last, progress.entities() + changes.size(), progress.taken() + taken, longestMillis);
    }

    /**
     * What was written in a transaction.
     *
     * @param kept ids of the entities
     * @param taken unique values that another entity had already
     * @param time how long the entities may have been kept from others
     */
    private record Step(List<String> kept, int taken, Duration time) {}

    /** What was written, and since when the entities may be kept from others, by {@link System#nanoTime}. */
    private record Begun(List<String> kept, int taken, long start) {}

    private Step write(Function<AlignedEntityMapper, AlignmentRows> source) {
        Begun written = database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            note(mapper, LEASE);
            AlignedEntityMapper entities = transaction.mapper(AlignedEntityMapper.class);
            AlignmentRows rows = source.apply(entities);
            long start = System.nanoTime();
            if (rows.isEmpty()) {
                return new Begun(List.of(), 0, start);
            }
            AlignedEntityMapper.Written done =
                    entities.write(alignment.tenantId(), alignment.entityType(), rows, alignment.removedName());
            return new Begun(done.kept(), rows.uniqueOf(done.kept()) - done.free(), start);
        });
        Duration time = Duration.ofNanos(System.nanoTime() - written.start());
        longestMillis = Math.max(longestMillis, time.plusNanos(999_999).toMillis());
        wasNoted();
        return new Step(written.kept(), written.taken(), time);
    }

    private void note(AlignmentMapper mapper, Duration lease) {
        Instant now = Times.now(clock);
        if (mapper.advance(alignment.tenantId(), alignment.id(), noted, progress, now, now.plus(lease)) == null) {
            throw new LeaseLostException(alignment);
        }
    }

    /** To be called when the transaction was committed in which it was noted. */
    private void wasNoted() {
        noted = progress.lastId();
        progress = new Progress(noted, 0, 0, longestMillis);
    }

    private List<AlignedEntity> next(AlignedEntityMapper mapper, int most) {
        return mapper.next(
                alignment.tenantId(),
                alignment.entityType(),
                alignment.entitySubtype(),
                alignment.words(),
                progress.lastId(),
                most);
    }

    private List<AlignedEntity> lock(AlignedEntityMapper mapper, String id) {
        return mapper.lock(
                alignment.tenantId(),
                alignment.entityType(),
                alignment.entitySubtype(),
                alignment.words(),
                UUID.fromString(id));
    }

    private void count() {
        database.write(
                context,
                AlignmentMapper.class,
                (mapper, transaction) -> mapper.count(
                        alignment.tenantId(), alignment.id(), alignment.entityType(), alignment.entitySubtype()));
    }

    private void end() {
        Instant now = Times.now(clock);
        database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            note(mapper, Duration.ZERO);
            boolean unique = mapper.end(alignment.tenantId(), alignment.id(), now) == 0;
            CustomFieldMapper fields = transaction.mapper(CustomFieldMapper.class);
            return alignment.removedField() != null
                    ? fields.delete(alignment.tenantId(), alignment.removedField())
                    : fields.changePrepared(
                            alignment.tenantId(),
                            alignment.entityType(),
                            alignment.fields(),
                            unique ? CustomField.State.READY : CustomField.State.FAILED,
                            now);
        });
    }
}
