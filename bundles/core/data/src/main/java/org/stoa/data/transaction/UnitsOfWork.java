package org.stoa.data.transaction;

import java.sql.SQLException;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.stoa.api.data.Transaction;
import org.stoa.api.security.CallContext;
import org.stoa.data.audit.AuditCodec;
import org.stoa.data.cache.NodeCaches;
import org.stoa.data.connection.RolePool;
import org.stoa.data.idempotency.ResultCodec;
import org.stoa.data.json.StoredJson;
import org.stoa.data.mapper.BundleMappers;
import org.stoa.data.schema.BundleSchema;

/** Runs the reads and writes of one bundle. */
public final class UnitsOfWork {

    private final BundleSchema schema;
    private final BundleMappers mappers;
    private final ResultCodec results;
    private final AuditCodec audits;
    private final StoredJson events;
    private final Clock clock;
    private final NodeCaches caches;
    private final String channel;
    private final Runnable eventsStored;

    /**
     * @param loader the bundle's class loader
     * @param caches told of what committed transactions have changed
     * @param channel on which the other nodes are told to ask
     * @param eventsStored called after a transaction with events was committed
     */
    public UnitsOfWork(
            BundleSchema schema,
            ClassLoader loader,
            Clock clock,
            NodeCaches caches,
            String channel,
            Runnable eventsStored) {
        this.schema = schema;
        this.clock = clock;
        this.caches = caches;
        this.channel = channel;
        this.eventsStored = eventsStored;
        mappers = new BundleMappers(loader);
        results = new ResultCodec(loader);
        audits = new AuditCodec(loader);
        events = new StoredJson(loader);
    }

    /** Lets {@code work} read over {@code pool}. */
    <M, R> R read(RolePool pool, CallContext context, Class<M> mapper, Function<M, R> work) {
        DatabaseSession session = new DatabaseSession(pool, SessionScope.reading(context));
        try (session) {
            SqlSession mapping = mappers.session(session.asTransaction());
            return work.apply(mappers.mapper(mapping, mapper, failure -> translate(session, failure)));
        }
    }

    /** Lets {@code work} write over {@code pool}, or finds that it has been done before. */
    <M, R> R write(RolePool pool, CallContext context, Class<M> mapper, BiFunction<M, Transaction, R> work) {
        DatabaseSession session = new DatabaseSession(pool, SessionScope.writing(context));
        Journal journal = new Journal(context, session.scope(), schema.name(), audits, events, channel);
        R result;
        RepeatableWrite.Replay replay;
        try (session) {
            RepeatableWrite repeatable = context.idempotencyKey() == null
                    ? null
                    : new RepeatableWrite(context, session.scope().tenantId(), results);
            replay = repeatable == null ? null : claim(session, repeatable);
            result = replay == null ? work(session, journal, mapper, work) : stored(replay);
            if (replay == null) {
                session.requireUnfailed();
                if (repeatable != null) {
                    repeatable.store(result, journal);
                }
                commit(session, journal);
            }
        }
        if (replay != null) {
            // whoever did the work may have died before it knew what the other nodes remember
            caches.awaitOthers();
            return result;
        }
        if (!journal.changed().isEmpty()) {
            caches.committed(session.scope().tenantId(), journal.changeId(), journal.changed());
        }
        if (journal.hasEvents()) {
            eventsStored.run();
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static <R> R stored(RepeatableWrite.Replay replay) {
        return (R) replay.result();
    }

    private RepeatableWrite.Replay claim(DatabaseSession session, RepeatableWrite repeatable) {
        try {
            return repeatable.claim(session, clock.instant());
        } catch (SQLException e) {
            session.failed(e);
            throw SqlFailures.translate(e);
        }
    }

    private <M, R> R work(
            DatabaseSession session, Journal journal, Class<M> mapper, BiFunction<M, Transaction, R> work) {
        SqlSession mapping = mappers.session(session.asTransaction());
        WorkTransaction transaction =
                new WorkTransaction(mappers, mapping, journal, clock, failure -> translate(session, failure));
        try {
            return work.apply(transaction.mapper(mapper), transaction);
        } finally {
            transaction.end();
        }
    }

    private void commit(DatabaseSession session, Journal journal) {
        try {
            journal.commit(session);
        } catch (SQLException e) {
            session.failed(e);
            // it may have been committed, and whoever repeats it is told that it was
            caches.inDoubt(journal.changed());
            throw SqlFailures.isConnectionLost(e) ? SqlFailures.outcomeUnknown(e) : SqlFailures.translate(e);
        }
    }

    private static RuntimeException translate(DatabaseSession session, RuntimeException failure) {
        session.failed(SqlFailures.sqlCause(failure));
        return SqlFailures.translate(failure);
    }
}
