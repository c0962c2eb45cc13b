package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.entity.Entity;
import org.stoa.metadata.entity.EntityCheck;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.field.EntityChange.Difference;
import org.stoa.metadata.model.FieldType;
import org.stoa.testkit.SqlMapper;

/** Existing entities are brought into line while others change them, whoever is first. */
class AlignmentTest {

    private static MetadataFixture metadata;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private CallContext tenant;

    @BeforeAll
    static void start() {
        metadata = new MetadataFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        metadata.close();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoWaitedForAStepLeavesNothingOfIt() throws Exception {
        begin(true, true);
        Entity anna = create("Anna", "A");
        withoutValues();
        whileAStepWrites(anna, "A", () -> update(anna, "B"));
        assertThat(metadata.names(tenant, "badge", "A")).isEmpty();
        assertThat(metadata.names(tenant, "badge", "B")).containsExactly("Anna");
        create("Berta", "A");
    }

    @Test
    void whoWaitedForAStepKeepsTheUniqueValueThatItWrote() throws Exception {
        begin(true, true);
        Entity anna = create("Anna", "A");
        withoutValues();
        whileAStepWrites(anna, "A", () -> update(anna, "A"));
        assertThat(metadata.names(tenant, "badge", "A")).containsExactly("Anna");
    }

    @Test
    void anEntityThatIsDeletedWhileAStepWritesLeavesItsUniqueValue() throws Exception {
        begin(true, true);
        Entity anna = create("Anna", "A");
        withoutValues();
        whileAStepWrites(anna, "A", () -> {
            metadata.entities.delete(tenant, "profile", anna.id());
            return anna;
        });
        create("Berta", "A");
    }

    @Test
    void whatIsBeingChangedIsWaitedForWhileNothingElseIsKept() throws Exception {
        CustomField badge = begin(false, false);
        Entity anna = create("Anna", "A");
        Entity berta = create("Berta", "B");
        metadata.fields.update(tenant, badge.id(), 1, fields -> badge(true, false));
        AlignmentTurn turn = turn(claim());
        Future<?> work = metadata.database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
            mapper.texts("SELECT id::text FROM metadata.entity WHERE id = '" + berta.id() + "' FOR UPDATE");
            Future<?> aligning = threads.submit(() -> turn.run(() -> false));
            awaitLockWait();
            update(anna, "C");
            return aligning;
        });
        work.get();
        assertThat(metadata.names(tenant, "badge", "C")).containsExactly("Anna");
        assertThat(metadata.names(tenant, "badge", "B")).containsExactly("Berta");
        assertThat(metadata.names(tenant, "badge.exists", "true")).hasSize(2);
    }

    @Test
    void onlyEntitiesOfWhichSomethingChangesAreTouched() {
        CustomField badge = begin(true, false);
        create("Anna", "A");
        create("Berta", null);
        Set<String> before = versions("Berta");
        metadata.fields.delete(tenant, badge.id(), true);
        metadata.align(tenant);
        assertThat(versions("Berta")).isEqualTo(before);
        assertThat(metadata.fields.alignments(tenant, "profile").get(0)).satisfies(alignment -> {
            assertThat(alignment.total()).isEqualTo(2);
            assertThat(alignment.done()).isEqualTo(2);
            assertThat(alignment.longestStepMillis()).isPositive();
        });
    }

    @Test
    void aNodeThatWasTooSlowLeavesTheWorkToTheOther() {
        CustomField badge = begin(false, false);
        create("Anna", "A");
        metadata.fields.update(tenant, badge.id(), 1, fields -> badge(true, false));
        Alignment slow = claim();
        metadata.clock.advance(AlignmentTurn.LEASE);
        metadata.align(tenant);
        assertThatThrownBy(() -> turn(slow).run(() -> false)).isInstanceOf(LeaseLostException.class);
        assertThat(metadata.fields.alignments(tenant, "profile").get(0)).satisfies(alignment -> {
            assertThat(alignment.state()).isEqualTo(Alignment.State.DONE);
            assertThat(alignment.done()).isEqualTo(1);
        });
    }

    @Test
    void aTurnThatIsOverBeforeItBeginsGetsOn() {
        CustomField badge = begin(false, false);
        create("Anna", "A");
        metadata.fields.update(tenant, badge.id(), 1, fields -> badge(true, false));
        turn(claim()).run(() -> true);
        assertThat(metadata.names(tenant, "badge", "A")).containsExactly("Anna");
        metadata.align(tenant);
    }

    @Test
    void workOnOneTypeIsDoneInItsOrderAndThatOfOthersMeanwhile() {
        CustomField badge = begin(false, false);
        CallContext first = tenant;
        CustomField other = begin(false, false);
        metadata.fields.update(first, badge.id(), 1, fields -> badge(true, false));
        metadata.fields.update(first, badge.id(), 2, fields -> badge(true, true));
        metadata.fields.update(tenant, other.id(), 1, fields -> badge(true, false));
        assertThat(claim().tenantId()).isEqualTo(first.requireTenant());
        assertThat(claim().tenantId()).isEqualTo(tenant.requireTenant());
        assertThat(claim()).isNull();
        metadata.clock.advance(AlignmentTurn.LEASE);
        metadata.align(first);
        metadata.align(tenant);
    }

    /** A field of profiles that is used for that. */
    private CustomField begin(boolean filterable, boolean unique) {
        tenant = metadata.tenant();
        metadata.activate(
                tenant,
                "{\"entityType\": \"profile\", \"entitySubtype\": \"model\", \"baseSchema\": {\"type\": \"object\"}}");
        metadata.align(tenant);
        return metadata.fields.create(tenant, badge(filterable, unique));
    }

    private static CustomFieldFields badge(boolean filterable, boolean unique) {
        return new CustomFieldFields(
                "profile", "badge", FieldType.TEXT, null, false, unique, false, filterable, false, null, 0);
    }

    private Entity create(String name, String badge) {
        return metadata.entities.create(tenant, "profile", fields(name, badge));
    }

    private Entity update(Entity entity, String badge) {
        return metadata.entities.update(
                tenant, "profile", entity.id(), entity.version(), before -> fields(entity.name(), badge));
    }

    private static EntityFields fields(String name, String badge) {
        Json custom = new Json(badge == null ? "{}" : "{\"badge\": \"" + badge + "\"}");
        return new EntityFields("model", name, null, "active", null, null, null, custom, null);
    }

    /** As if the field had been used for nothing when the entities were written. */
    private void withoutValues() {
        metadata.database.write(tenant, SqlMapper.class, (mapper, transaction) -> {
            mapper.execute("DELETE FROM metadata.field_value WHERE field = 'badge'");
            return mapper.execute("DELETE FROM metadata.unique_value WHERE field = 'badge'");
        });
    }

    /** Has a step write an entity's value, and end when {@code change} waits for it. */
    private void whileAStepWrites(Entity entity, String badge, Callable<Entity> change) throws Exception {
        Set<FieldText> value = Set.of(new FieldText(entity.id(), "badge", badge));
        AlignedEntity read = new AlignedEntity(
                entity.id(), entity.version(), "model", entity.name(), "active", null, null, null, 100, null);
        Difference missing = Difference.between(Set.of(), value);
        AlignmentRows rows = AlignmentRows.of(List.of(new EntityChange(read, missing, missing, null, false)));
        Future<Entity> waiting = metadata.database.write(tenant, AlignedEntityMapper.class, (mapper, transaction) -> {
            mapper.write(tenant.requireTenant(), "profile", rows, null);
            Future<Entity> changing = threads.submit(change);
            awaitLockWait();
            return changing;
        });
        waiting.get();
    }

    private void awaitLockWait() {
        String waits = "SELECT count(*)::text FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                + " WHERE NOT l.granted AND a.datname = current_database()";
        boolean waiting = false;
        for (long end = System.nanoTime() + 30_000_000_000L; !waiting && System.nanoTime() < end; Thread.onSpinWait()) {
            waiting = !metadata.database
                    .read(tenant, SqlMapper.class, mapper -> mapper.texts(waits))
                    .equals(List.of("0"));
        }
        assertThat(waiting).as("somebody waits for a lock").isTrue();
    }

    /** Which versions of the row PostgreSQL has made, and who has locked it. */
    private Set<String> versions(String name) {
        return Set.copyOf(metadata.database.read(
                tenant,
                SqlMapper.class,
                mapper -> mapper.texts(
                        "SELECT ctid || ' ' || xmin || ' ' || xmax FROM metadata.entity WHERE name = '" + name + "'")));
    }

    private Alignment claim() {
        var now = metadata.clock.instant();
        return metadata.databases
                .platform("metadata", MetadataProblem.class)
                .write(
                        CallContext.system(null, "test"),
                        AlignmentMapper.class,
                        (mapper, transaction) -> mapper.claim(now, now.plus(AlignmentTurn.LEASE)));
    }

    private AlignmentTurn turn(Alignment alignment) {
        AlignmentPlan plan = new AlignmentPlan(
                alignment,
                new EntityCheck(),
                LocalDate.now(metadata.clock),
                subtype -> Optional.of(metadata.models.get(tenant, "profile", subtype)));
        return new AlignmentTurn(metadata.database, metadata.clock, tenant, alignment, plan);
    }
}
