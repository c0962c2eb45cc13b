package org.stoa.metadata.entity;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.data.Database;
import org.stoa.api.rest.FieldError;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldMapper;
import org.stoa.metadata.field.FieldRows;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.SchemaCheck;
import org.stoa.metadata.schema.SchemaCheck.Problem;

/** Holds the entities that there are against a version of a schema that is not active yet. */
public final class DryRun {

    private static final int BATCH = 500;
    private static final long MOST_ENTITIES = 200_000;
    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_EXAMPLES = 5;

    private final Database database;
    private final TenantClock tenantClock;
    private final EntityCheck check = new EntityCheck();
    private final ModelReader reader = new ModelReader();

    public DryRun(Database database, TenantClock tenantClock) {
        this.database = database;
        this.tenantClock = tenantClock;
    }

    private record Place(String field, String message) {}

    /** Counts; nothing is changed. Looks at the newest 200,000 entities at most. */
    public SchemaCheck run(CallContext context, EntitySchema schema) {
        EntityModel model = model(context, schema);
        LocalDate day = tenantClock.today(context);
        Map<Place, Long> counts = new LinkedHashMap<>();
        Map<Place, List<UUID>> examples = new LinkedHashMap<>();
        long entities = 0;
        long fitting = 0;
        UUID after = null;
        while (entities < MOST_ENTITIES) {
            List<EntityRow> rows = batch(context, schema, after);
            for (EntityRow row : rows) {
                entities++;
                List<FieldError> errors = check.check(model, row.toEntity().fields(), day, context.locale())
                        .errors();
                if (errors.isEmpty()) {
                    fitting++;
                }
                for (FieldError error : errors) {
                    Place place = new Place(error.field(), error.message());
                    counts.merge(place, 1L, Long::sum);
                    List<UUID> some = examples.computeIfAbsent(place, any -> new ArrayList<>());
                    if (some.size() < MOST_EXAMPLES) {
                        some.add(row.id());
                    }
                }
            }
            if (rows.size() < BATCH) {
                return result(entities, fitting, true, counts, examples);
            }
            after = rows.get(rows.size() - 1).id();
        }
        return result(entities, fitting, false, counts, examples);
    }

    private List<EntityRow> batch(CallContext context, EntitySchema schema, UUID after) {
        return database.read(
                context,
                EntityMapper.class,
                mapper -> mapper.ofSubtype(
                        context.requireTenant(), schema.entityType(), schema.entitySubtype(), after, BATCH));
    }

    private EntityModel model(CallContext context, EntitySchema schema) {
        UUID tenantId = context.requireTenant();
        Map<UUID, OptionSet> optionSets = new LinkedHashMap<>();
        List<CustomField> fields = database.read(context, CustomFieldMapper.class, mapper -> {
            mapper.optionSetsOfType(tenantId, schema.entityType()).stream()
                    .map(FieldRows::optionSet)
                    .forEach(set -> optionSets.put(set.id(), set));
            return mapper.ofType(tenantId, schema.entityType()).stream()
                    .map(FieldRows::field)
                    .toList();
        });
        return reader.read(
                schema.definition(), new ModelReader.Surroundings(schema.id(), schema.number(), 0, fields, optionSets));
    }

    private static SchemaCheck result(
            long entities, long fitting, boolean complete, Map<Place, Long> counts, Map<Place, List<UUID>> examples) {
        List<Problem> problems = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_PROBLEMS)
                .map(each -> new Problem(
                        each.getKey().field(), each.getKey().message(), each.getValue(), examples.get(each.getKey())))
                .toList();
        return new SchemaCheck(entities, fitting, complete, problems);
    }
}
