package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.model.FieldType;

/**
 * A field of a large tenant is added, made filterable and sortable, searchable and unique, and removed, while entities are
 * being written: some anywhere, and some just where the work is. Prints how long it takes and how long writers wait.
 * {@code -Dstoa.rows=1000000} for a million, on a server that writes to the disk.
 */
class OnlineChangesTest {

    private static final boolean MEASURED = Integer.getInteger("stoa.rows") != null;
    private static final int ROWS = Integer.getInteger("stoa.rows", 2000);
    private static final int AHEAD = 100;

    private final MetadataFixture metadata = new MetadataFixture();
    private final LargeTenant large = new LargeTenant(metadata);
    private final CallContext tenant = large.context();
    private final Random random = new Random(7);
    private List<UUID> ids;
    private CustomField badge;

    @AfterEach
    void close() throws Exception {
        metadata.close();
    }

    @Test
    void aFieldChangesWhileEntitiesAreWritten() throws Exception {
        long start = System.nanoTime();
        ids = large.load(ROWS);
        System.out.printf("%,d rows loaded in %.0f s%n", ROWS, seconds(start));
        System.out.println("| phase | takes | rows/s | writes anywhere, ms (half/99 %/all) | writes where the work is"
                + " | refused | longest wait for a lock | longest step | longer than 50 ms | load |");
        start = System.nanoTime();
        badge = metadata.fields.create(tenant, badge(false, false, false));
        print("added", seconds(start), "", "", 0, "", "", "");

        phase(
                "none",
                true,
                () -> LockSupport.parkNanos(
                        Duration.ofMillis(MEASURED ? 20_000 : 100).toNanos()));
        phase("filterable and sortable", true, () -> change(badge(true, false, false)));
        assertThat(large.outOfLine(true, false, false)).isZero();
        phase("searchable", true, () -> change(badge(true, true, false)));
        assertThat(large.outOfLine(true, true, false)).isZero();
        phase("unique", true, () -> change(badge(true, true, true)));
        assertThat(large.outOfLine(true, true, true)).isZero();
        assertThat(metadata.find(tenant, "badge.exists", "true", "sort", "-badge", "limit", "50")
                        .items())
                .hasSize(50);
        phase("removed", false, () -> {
            metadata.fields.delete(tenant, badge.id(), true);
            metadata.align(tenant, 3600);
        });
        assertThat(large.left()).isZero();
        assertThat(metadata.fields.alignments(tenant, "profile")).allSatisfy(alignment -> {
            assertThat(alignment.state()).isEqualTo(Alignment.State.DONE);
            assertThat(alignment.done()).isGreaterThanOrEqualTo(alignment.total());
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void phase(String name, boolean badges, Work work) throws Exception {
        EntityWriter anywhere;
        EntityWriter there;
        LockWatch watch;
        double seconds;
        try (LockWatch locks = new LockWatch(metadata, tenant);
                EntityWriter first = new EntityWriter(metadata, tenant, this::anywhere, badges);
                EntityWriter second = new EntityWriter(metadata, tenant, this::whereTheWorkIs, badges)) {
            long start = System.nanoTime();
            work.run();
            seconds = seconds(start);
            anywhere = first;
            there = second;
            watch = locks;
        }
        String step = name.equals("none")
                ? ""
                : metadata.fields.alignments(tenant, "profile").get(0).longestStepMillis() + " ms";
        print(
                name,
                seconds,
                anywhere.report(),
                there.report(),
                anywhere.refused() + there.refused(),
                watch.report(),
                step,
                watch.slow());
    }

    private void change(CustomFieldFields fields) {
        badge = metadata.fields.update(tenant, badge.id(), badge.version(), before -> fields);
        metadata.align(tenant, 3600);
        badge = metadata.fields.get(tenant, badge.id());
        assertThat(badge.state()).isEqualTo(CustomField.State.READY);
    }

    private UUID anywhere() {
        synchronized (random) {
            return ids.get(random.nextInt(ids.size()));
        }
    }

    /** One of those that are next. */
    private UUID whereTheWorkIs() {
        UUID last = metadata.fields.alignments(tenant, "profile").get(0).lastId();
        int position = last == null ? 0 : Math.abs(Collections.binarySearch(ids, last) + 1);
        synchronized (random) {
            return ids.get(Math.min(ids.size() - 1, position + random.nextInt(AHEAD)));
        }
    }

    private static CustomFieldFields badge(boolean comparable, boolean searchable, boolean unique) {
        return new CustomFieldFields(
                "profile", "badge", FieldType.TEXT, null, false, unique, searchable, comparable, comparable, null, 0);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static void print(
            String phase,
            double seconds,
            String anywhere,
            String there,
            int refused,
            String waits,
            String step,
            String slow)
            throws Exception {
        System.out.printf(
                "| %s | %.2f s | %,.0f | %s | %s | %d | %s | %s | %s | %s |%n",
                phase,
                seconds,
                ROWS / seconds,
                anywhere,
                there,
                refused,
                waits,
                step,
                slow,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }
}
