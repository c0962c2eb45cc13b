package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.data.cache.LocalCaches;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.Entities;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.FieldType;

/** Whoever writes while a field changes what it is used for, on any node: nothing that is written is missed. */
class ModelChangesTest {

    private static final int WRITERS = 4;
    private static final int CHANGES = 6;

    @Test
    void noEntityIsMissedByAFieldThatBecomesFilterable() throws Exception {
        try (MetadataFixture metadata = new MetadataFixture()) {
            CallContext tenant = metadata.tenant();
            metadata.activate(
                    tenant,
                    "{\"entityType\": \"profile\", \"entitySubtype\": \"model\", \"baseSchema\": {\"type\": \"object\"}}");
            CustomField shoe = metadata.fields.create(tenant, shoe(false));
            Entities elsewhere = otherNode(metadata);
            AtomicBoolean stopped = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Entities entities = i % 2 == 0 ? metadata.entities : elsewhere;
                Callable<Void> writer = () -> {
                    while (!stopped.get()) {
                        entities.create(tenant, "profile", model("Model " + written.incrementAndGet()));
                    }
                    return null;
                };
                writers.add(threads.submit(writer));
            }
            for (int i = 1; i <= CHANGES; i++) {
                boolean filterable = i % 2 == 1;
                CustomField before = metadata.fields.get(tenant, shoe.id());
                metadata.fields.update(tenant, shoe.id(), before.version(), fields -> shoe(filterable));
                metadata.align(tenant, 60);
                if (filterable) {
                    assertThat(metadata.names(tenant, "shoe.exists", "false"))
                            .as("entities that were written meanwhile and have no value to filter by")
                            .isEmpty();
                }
            }
            stopped.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
            threads.shutdown();
            assertThat(written.get()).isGreaterThan(WRITERS);
        }
    }

    /** Another process on the same database, which never hears of changes. */
    private static Entities otherNode(MetadataFixture metadata) {
        EntityModels models = new EntityModels(metadata.database, new LocalCaches());
        return new Entities(
                metadata.database,
                models,
                metadata.labels,
                metadata.people,
                metadata.quotas,
                metadata.tenantClock,
                any -> "en",
                metadata.clock);
    }

    private static CustomFieldFields shoe(boolean filterable) {
        return new CustomFieldFields(
                "profile", "shoe", FieldType.NUMBER, null, false, false, false, filterable, false, null, 0);
    }

    private static EntityFields model(String name) {
        return new EntityFields("model", name, null, "active", null, null, null, new Json("{\"shoe\": 40}"), null);
    }
}
