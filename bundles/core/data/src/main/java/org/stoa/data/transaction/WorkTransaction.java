package org.stoa.data.transaction;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.data.Transaction;
import org.stoa.data.mapper.BundleMappers;
import org.stoa.data.schema.NoTenant;

/** What the work of one write is given. */
final class WorkTransaction implements Transaction {

    private final BundleMappers mappers;
    private final SqlSession session;
    private final Journal journal;
    private final Clock clock;
    private final Function<RuntimeException, RuntimeException> translate;
    private boolean open = true;

    WorkTransaction(
            BundleMappers mappers,
            SqlSession session,
            Journal journal,
            Clock clock,
            Function<RuntimeException, RuntimeException> translate) {
        this.mappers = mappers;
        this.session = session;
        this.journal = journal;
        this.clock = clock;
        this.translate = translate;
    }

    @Override
    public <M> M mapper(Class<M> type) {
        requireOpen();
        return mappers.mapper(session, type, translate);
    }

    @Override
    public void audit(AuditEntry entry) {
        requireOpen();
        journal.audit(entry, clock.instant());
    }

    @Override
    public void audit(UUID tenantId, AuditEntry entry) {
        requireOpen();
        journal.audit(tenantId == null ? NoTenant.ID : tenantId, entry, clock.instant());
    }

    @Override
    public void meter(String resource, long units) {
        requireOpen();
        journal.meterNow(resource, units, clock.instant());
    }

    @Override
    public void meter(String resource, long units, Instant usedAt) {
        requireOpen();
        journal.meter(resource, units, usedAt);
    }

    @Override
    public void meter(UUID tenantId, String resource, long units) {
        requireOpen();
        journal.meter(tenantId, resource, units, clock.instant());
    }

    @Override
    public void publish(Record event) {
        requireOpen();
        journal.publish(event, clock.instant());
    }

    @Override
    public void publish(Record event, Instant at) {
        requireOpen();
        journal.publishAt(null, event, at.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public void publish(UUID tenantId, Record event, Instant at) {
        requireOpen();
        journal.publishAt(tenantId, event, at.truncatedTo(ChronoUnit.MICROS));
    }

    @Override
    public void changed(CacheTag... tags) {
        requireOpen();
        journal.changed(List.of(tags));
    }

    /** Refuses everything from here on. */
    void end() {
        open = false;
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the transaction has ended: use it within the work only");
        }
    }
}
