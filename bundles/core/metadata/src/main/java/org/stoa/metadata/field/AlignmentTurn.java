package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.stoa.api.data.Database;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Times;

/**
 * A turn at the work on existing entities, in steps. What entities need is worked out beforehand, so that a step keeps
 * them from others only while it writes.
 */
final class AlignmentTurn {

    /** How long others with less work wait at most. */
    static final Duration LENGTH = Duration.ofSeconds(1);

    /** How long a node may be silent until another goes on. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int READ = 500;

    private final Database database;
    private final Clock clock;
    private final CallContext context;
    private final Alignment alignment;
    private final AlignmentPlan plan;
    private final StepSize size = new StepSize();
    private final long begun = System.nanoTime();
    private UUID lastId;
    private long taken;
    private long longestMillis;

    AlignmentTurn(Database database, Clock clock, CallContext context, Alignment alignment, AlignmentPlan plan) {
        this.database = database;
        this.clock = clock;
        this.context = context;
        this.alignment = alignment;
        this.plan = plan;
        this.lastId = alignment.lastId();
        this.taken = alignment.taken();
    }

    /**
     * Works until all is done, the turn is over or {@code stopped}.
     *
     * @throws LeaseLostException when another node has gone on with it
     */
    void run(BooleanSupplier stopped) {
        if (lastId == null) {
            count();
        }
        while (!isOver() && !stopped.getAsBoolean()) {
            List<EntityChange> changes =
                    database.read(context, AlignedEntityMapper.class, mapper -> plan.of(mapper, next(mapper)));
            boolean all = write(changes, stopped);
            if (all && changes.size() < READ) {
                end();
                return;
            }
        }
        release();
    }

    private boolean isOver() {
        return System.nanoTime() - begun > LENGTH.toNanos();
    }

    /** @return whether all were written */
    private boolean write(List<EntityChange> changes, BooleanSupplier stopped) {
        int from = 0;
        while (from < changes.size()) {
            if (isOver() || stopped.getAsBoolean()) {
                return false;
            }
            List<EntityChange> some = changes.subList(from, slice(changes, from));
            int free = step(some);
            if (free < some.size()) {
                if (free == 0) {
                    stepAlone();
                } else {
                    step(some.subList(0, free));
                }
                return false;
            }
            from += free;
        }
        return true;
    }

    /** Where a step that begins at {@code from} ends. */
    private int slice(List<EntityChange> changes, int from) {
        int needed = 0;
        int to = from;
        while (to < changes.size() && needed < size.entities()) {
            needed += changes.get(to).isNeeded() ? 1 : 0;
            to++;
        }
        return to;
    }

    /** @return how many could be had, from the first on: unless these are all, nothing was written */
    private int step(List<EntityChange> changes) {
        try {
            write(entities -> changes);
            return changes.size();
        } catch (MissedException e) {
            int free = 0;
            while (!changes.get(free).isNeeded()
                    || e.kept().contains(changes.get(free).id())) {
                free++;
            }
            return free;
        }
    }

    /** For one that others are changing: waits until it can be had, and works out what it needs only then. */
    private void stepAlone() {
        write(entities -> plan.of(entities, lockNext(entities)));
    }

    private void write(Function<AlignedEntityMapper, List<EntityChange>> source) {
        Written written = database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            AlignedEntityMapper entities = transaction.mapper(AlignedEntityMapper.class);
            List<EntityChange> changes = source.apply(entities);
            if (changes.isEmpty()) {
                return new Written(lastId, 0, 0, 0);
            }
            UUID last = changes.get(changes.size() - 1).entity().id();
            advance(mapper, last, changes.size());
            AlignmentRows rows = AlignmentRows.of(changes);
            long start = System.nanoTime();
            int occupied = rows.isEmpty() ? 0 : write(entities, rows);
            if (occupied > 0) {
                mapper.addTaken(alignment.tenantId(), alignment.id(), occupied);
            }
            return new Written(last, rows.ids().size(), occupied, start);
        });
        note(written, Duration.ofNanos(System.nanoTime() - written.start()));
    }

    private void advance(AlignmentMapper mapper, UUID last, int entities) {
        Instant now = Times.now(clock);
        String advanced = mapper.advance(
                alignment.tenantId(), alignment.id(), lastId, last, entities, longestMillis, now, now.plus(LEASE));
        if (advanced == null) {
            throw new LeaseLostException(alignment);
        }
    }

    /** @return how many unique values another entity had already */
    private int write(AlignedEntityMapper entities, AlignmentRows rows) {
        AlignedEntityMapper.Written written =
                entities.write(alignment.tenantId(), alignment.entityType(), rows, alignment.removedName());
        if (written.kept().size() < rows.ids().size()) {
            throw new MissedException(Set.copyOf(written.kept()));
        }
        return rows.newUnique().ids().size() - written.free();
    }

    /**
     * A step.
     *
     * @param lastId up to where all are in line
     * @param entities how many of them were not
     * @param taken unique values that another entity had already
     * @param start from when on entities may have been kept from others, by {@link System#nanoTime}
     */
    private record Written(UUID lastId, int entities, int taken, long start) {}

    private void note(Written written, Duration time) {
        lastId = written.lastId();
        taken += written.taken();
        if (written.entities() > 0) {
            size.took(written.entities(), time);
            longestMillis = Math.max(longestMillis, time.plusNanos(999_999).toMillis());
        }
    }

    private List<AlignedEntity> next(AlignedEntityMapper mapper) {
        return mapper.next(
                alignment.tenantId(),
                alignment.entityType(),
                alignment.entitySubtype(),
                alignment.words(),
                lastId,
                READ);
    }

    private List<AlignedEntity> lockNext(AlignedEntityMapper mapper) {
        return mapper.lockNext(
                alignment.tenantId(), alignment.entityType(), alignment.entitySubtype(), alignment.words(), lastId, 1);
    }

    private void count() {
        database.write(
                context,
                AlignmentMapper.class,
                (mapper, transaction) -> mapper.count(
                        alignment.tenantId(), alignment.id(), alignment.entityType(), alignment.entitySubtype()));
    }

    private void release() {
        database.write(
                context,
                AlignmentMapper.class,
                (mapper, transaction) ->
                        mapper.release(alignment.tenantId(), alignment.id(), lastId, Times.now(clock)));
    }

    private void end() {
        Instant now = Times.now(clock);
        boolean unique = taken == 0;
        database.write(context, AlignmentMapper.class, (mapper, transaction) -> {
            int ended = mapper.end(
                    alignment.tenantId(),
                    alignment.id(),
                    lastId,
                    unique ? Alignment.State.DONE : Alignment.State.FAILED,
                    unique ? null : taken + " values occur in more than one entity",
                    longestMillis,
                    now);
            if (ended == 0) {
                throw new LeaseLostException(alignment);
            }
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
