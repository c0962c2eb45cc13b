package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.stoa.api.data.Json;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityFields;

/** Changes one entity after the other, at most fifty in a second, and notes how long each took. */
final class EntityWriter implements AutoCloseable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final AtomicInteger BADGE = new AtomicInteger();

    private final MetadataFixture metadata;
    private final CallContext tenant;
    private final Supplier<UUID> next;
    private final boolean badges;
    private final List<Long> nanos = new ArrayList<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "writer");
    private volatile boolean stopped;
    private int refused;

    /** @param badges whether entities get a new badge, else none */
    EntityWriter(MetadataFixture metadata, CallContext tenant, Supplier<UUID> next, boolean badges) {
        this.metadata = metadata;
        this.tenant = tenant;
        this.next = next;
        this.badges = badges;
        thread.start();
    }

    private void run() {
        try {
            for (long due = System.nanoTime(); !stopped; due = Math.max(due + PERIOD_NANOS, System.nanoTime())) {
                LockSupport.parkNanos(due - System.nanoTime());
                write(next.get());
            }
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void write(UUID id) {
        Entity before = metadata.entities.get(tenant, "profile", id);
        long start = System.nanoTime();
        try {
            metadata.entities.update(tenant, "profile", id, before.version(), this::changed);
            nanos.add(System.nanoTime() - start);
        } catch (ProblemException e) {
            // somebody else was first: the other writer, or the removal of the field
            assertThat(e.code().status()).isEqualTo(412);
            refused++;
        }
    }

    private EntityFields changed(EntityFields fields) {
        int badge = BADGE.incrementAndGet();
        return new EntityFields(
                fields.subtype(),
                "Model again",
                fields.slug(),
                fields.status(),
                null,
                null,
                fields.structuredData(),
                badges ? new Json("{\"badge\": \"W" + badge + "\"}") : Json.emptyObject(),
                null);
    }

    /** Milliseconds that half of the writes, 99 of 100 and all took at most. */
    String report() {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        return String.format(
                "%.1f / %.1f / %.0f of %d",
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.get(sorted.size() - 1) / 1e6,
                sorted.size());
    }

    int refused() {
        return refused;
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        assertThat(failures).isEmpty();
    }
}
