package org.stoa.metadata.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.stoa.api.data.Json;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataFixture;
import org.stoa.metadata.entity.EntityFields;
import org.stoa.metadata.model.FieldType;

/**
 * Fields of a large tenant are added, made filterable and removed while its entities are being written. Prints how long
 * that takes and how long writers waited. {@code -Dstoa.rows=1000000} for a million.
 */
class OnlineChangesTest {

    private static final int ROWS = Integer.getInteger("stoa.rows", 3000);
    private static final String SCHEMA =
            """
            {"entityType": "profile", "entitySubtype": "model", "baseSchema": {"type": "object", "properties":
             {"city": {"type": "string"}, "heightCm": {"type": "integer"}}}, "filterableFields": ["city", "heightCm"]}
            """;

    /** Writes single entities all the time, and notes how long each takes. */
    private static final class Writer implements AutoCloseable {
        private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final Thread thread;

        Writer(MetadataFixture metadata, CallContext tenant, List<UUID> ids) {
            thread = new Thread(() -> {
                Random random = new Random(7);
                while (!stopped.get()) {
                    UUID id = ids.get(random.nextInt(ids.size()));
                    long version = metadata.entities.get(tenant, "profile", id).version();
                    long start = System.nanoTime();
                    try {
                        metadata.entities.update(tenant, "profile", id, version, Writer::renamed);
                        nanos.add(System.nanoTime() - start);
                    } catch (ProblemException e) {
                        // the removal of the field's value has changed it just before
                        assertThat(e.code().status()).isEqualTo(412);
                    }
                }
            });
            thread.start();
        }

        private static EntityFields renamed(EntityFields fields) {
            return new EntityFields(
                    fields.subtype(),
                    fields.name() + "'",
                    fields.slug(),
                    fields.status(),
                    null,
                    null,
                    fields.structuredData(),
                    new Json("{}"),
                    null);
        }

        /** Half of the writes took no longer, 99 of 100 took no longer, the longest; in milliseconds. */
        String report() {
            List<Long> sorted = nanos.stream().sorted().toList();
            if (sorted.isEmpty()) {
                return "no writes";
            }
            return String.format(
                    "%d writes meanwhile, p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                    sorted.size(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6,
                    sorted.get(sorted.size() - 1) / 1e6);
        }

        @Override
        public void close() throws InterruptedException {
            stopped.set(true);
            thread.join();
        }
    }

    @Test
    void fieldsChangeWhileEntitiesAreWritten() throws Exception {
        try (MetadataFixture metadata = new MetadataFixture()) {
            CallContext tenant = metadata.tenant();
            UUID schema = metadata.activate(tenant, SCHEMA).id();
            long start = System.nanoTime();
            List<UUID> some = load(metadata, tenant.requireTenant(), schema);
            print("loaded", start, "");

            start = System.nanoTime();
            CustomField shoe = metadata.fields.create(tenant, shoe(false));
            print("field added", start, "");
            assertThat(seconds(start))
                    .as("adding a field does not depend on how many entities there are")
                    .isLessThan(5);

            start = System.nanoTime();
            try (Writer writer = new Writer(metadata, tenant, some)) {
                metadata.fields.update(tenant, shoe.id(), 1, fields -> shoe(true));
                metadata.align(tenant, 3600);
                print("field made filterable and sortable", start, writer.report());
            }
            assertThat(metadata.fields.get(tenant, shoe.id()).state()).isEqualTo(CustomField.State.READY);

            start = System.nanoTime();
            int found = metadata.find(tenant, "shoe", "40", "sort", "-shoe", "limit", "50")
                    .items()
                    .size();
            print("first page found by the field", start, "");
            assertThat(found).isEqualTo(50);

            start = System.nanoTime();
            try (Writer writer = new Writer(metadata, tenant, some)) {
                metadata.fields.delete(tenant, shoe.id(), true);
                metadata.align(tenant, 3600);
                print("field removed", start, writer.report());
            }
            assertThat(left(metadata, tenant.requireTenant()))
                    .as("values of the removed field")
                    .isZero();
        }
    }

    private static CustomFieldFields shoe(boolean comparable) {
        return new CustomFieldFields(
                "profile", "shoe", FieldType.NUMBER, null, false, false, false, comparable, comparable, null, 0);
    }

    /** Rows as the platform would write them, with a value in the field that is about to be added. */
    private static List<UUID> load(MetadataFixture metadata, UUID tenantId, UUID schema) throws SQLException {
        try (Connection connection = metadata.databases.owner().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SET LOCAL app.tenant_id = '" + tenantId + "'");
            try (PreparedStatement statement = connection.prepareStatement(
                    """
                    INSERT INTO metadata.entity (tenant_id, id, entity_type, entity_subtype, name, slug, status, restricted,
                        schema_id, schema_number, structured_data, custom_fields, computed_fields, completeness, language,
                        search_text, version, created_at, updated_at)
                    SELECT ?::uuid, uuidv7(), 'profile', 'model', 'Model ' || n, 'model-' || n, 'active', false, ?::uuid, 1,
                        jsonb_build_object('city', 'City ' || n % 100, 'heightCm', 150 + n % 50),
                        jsonb_build_object('shoe', 30 + n % 20), '{}', 100, 'en', '', 1, now(), now()
                    FROM generate_series(1, ?) AS n
                    """)) {
                statement.setString(1, tenantId.toString());
                statement.setString(2, schema.toString());
                statement.setInt(3, ROWS);
                statement.executeUpdate();
            }
            List<UUID> ids = new ArrayList<>();
            try (ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT id FROM metadata.entity ORDER BY slug LIMIT 1000")) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            connection.createStatement().execute("ANALYZE metadata.entity");
            connection.commit();
            return ids;
        }
    }

    private static long left(MetadataFixture metadata, UUID tenantId) throws SQLException {
        try (Connection connection = metadata.databases.owner().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SET LOCAL app.tenant_id = '" + tenantId + "'");
            try (ResultSet row = connection
                    .createStatement()
                    .executeQuery("SELECT (SELECT count(*) FROM metadata.field_value WHERE field = 'shoe')"
                            + " + (SELECT count(*) FROM metadata.entity WHERE jsonb_exists(custom_fields, 'shoe'))")) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(String what, long start, String more) {
        System.out.printf(
                "%,d rows: %s after %.2f s%s%n", ROWS, what, seconds(start), more.isEmpty() ? "" : "; " + more);
    }
}
