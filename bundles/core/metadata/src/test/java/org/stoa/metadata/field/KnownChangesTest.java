package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.EntityRows;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.model.RevisionMapper;
import org.stoa.testkit.SqlMapper;

/** Work begins when nobody is left who has written without knowing of the change. */
class KnownChangesTest {

    @Test
    void whoWroteBeforeAChangeWasCommittedIsWaitedFor() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (MetadataFixture metadata = new MetadataFixture()) {
            CallContext tenant = metadata.tenant();
            UUID entity = EntityRows.add(metadata.database, tenant, "profile", "model");
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            // the writer's transaction is younger than that of the change, but has not seen it
            Future<?> writer = metadata.database.write(tenant, RevisionMapper.class, (mapper, transaction) -> {
                mapper.advance(tenant.requireTenant(), "profile");
                Future<?> writing = threads.submit(() -> write(metadata, tenant, entity, written, ended));
                await(written);
                return writing;
            });
            KnownChanges known = new KnownChanges(metadata.database);
            assertThat(known.isKnownToAll(tenant, alignment(tenant))).isFalse();
            ended.countDown();
            writer.get();
            assertThat(known.isKnownToAll(tenant, alignment(tenant))).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int write(
            MetadataFixture metadata, CallContext tenant, UUID entity, CountDownLatch written, CountDownLatch ended) {
        return metadata.database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
            int rows = mapper.execute("UPDATE metadata.entity SET name = 'Anna' WHERE id = '" + entity + "'");
            written.countDown();
            await(ended);
            return rows;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Alignment alignment(CallContext tenant) {
        return new Alignment(
                tenant.requireTenant(),
                new UUID(0, 1),
                "profile",
                null,
                List.of(),
                false,
                null,
                Alignment.State.RUNNING,
                0,
                0,
                null,
                0,
                0,
                null,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
