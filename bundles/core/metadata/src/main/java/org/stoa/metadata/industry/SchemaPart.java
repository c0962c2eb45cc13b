package org.stoa.metadata.industry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Times;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.RevisionMapper;
import org.stoa.metadata.schema.EntitySchema;
import org.stoa.metadata.schema.EntitySchemas;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.SchemaMapper;
import org.stoa.metadata.schema.SchemaRow;

/** Active schemas of entities, by type and subtype: {@code profile/child_model}. */
@Component(service = SchemaPart.class)
public final class SchemaPart implements TemplatePart {

    private final Database database;
    private final EntitySchemas schemas;
    private final TemplateSchemas reader = new TemplateSchemas();
    private final Clock clock;

    @Activate
    public SchemaPart(@Reference Database database, @Reference EntitySchemas schemas) {
        this(database, schemas, Clock.systemUTC());
    }

    SchemaPart(Database database, EntitySchemas schemas, Clock clock) {
        this.database = database;
        this.schemas = schemas;
        this.clock = clock;
    }

    @Override
    public TemplateKind kind() {
        return TemplateKind.SCHEMA;
    }

    @Override
    public Map<String, JsonNode> items(JsonNode template, Faults faults) {
        Map<String, JsonNode> items = new LinkedHashMap<>();
        reader.read(template, faults).forEach((key, model) -> items.put(key, document(model.definition())));
        return items;
    }

    @Override
    public Map<String, JsonNode> read(CallContext context, Collection<String> keys) {
        UUID tenantId = context.requireTenant();
        Set<String> types = keys.stream().map(SchemaPart::typeOf).collect(Collectors.toSet());
        Map<String, JsonNode> found = new LinkedHashMap<>();
        types.forEach(type -> database.read(context, SchemaMapper.class, mapper -> mapper.activeOfType(tenantId, type))
                .forEach(row -> {
                    SchemaDefinition definition = row.toSchema().definition();
                    if (keys.contains(definition.key())) {
                        found.put(definition.key(), document(definition));
                    }
                }));
        return found;
    }

    @Override
    public Map<String, Usage> usage(CallContext context, Collection<String> keys) {
        List<String> used = database.read(
                context, UsageMapper.class, mapper -> used(mapper, context.requireTenant(), List.copyOf(keys)));
        return used.stream().collect(Collectors.toMap(key -> key, key -> new Usage(true, Set.of())));
    }

    /** The draft keeps others from making one of their own, so that what is active stays what was expected. */
    @Override
    public void write(CallContext context, String key, JsonNode expected, JsonNode document) {
        EntitySchema draft = schemas.draft(context, definition(document));
        boolean active = false;
        try {
            EntitySchema present = schemas.active(context, draft.entityType(), draft.entitySubtype());
            Expected.require(expected, present == null ? null : document(present.definition()));
            schemas.activate(context, draft.id(), draft.version(), false);
            active = true;
        } finally {
            if (!active) {
                schemas.delete(context, draft.id());
            }
        }
    }

    @Override
    public void remove(CallContext context, String key, JsonNode expected) {
        UUID tenantId = context.requireTenant();
        String type = typeOf(key);
        String subtype = subtypeOf(key);
        database.write(context, SchemaMapper.class, (mapper, transaction) -> {
            // from here on nobody writes an entity by the schema that goes
            transaction.mapper(RevisionMapper.class).advance(tenantId, type);
            SchemaRow row = mapper.findActive(tenantId, type, subtype);
            Expected.require(
                    expected, row == null ? null : document(row.toSchema().definition()));
            if (!used(transaction.mapper(UsageMapper.class), tenantId, List.of(key))
                    .isEmpty()) {
                throw ProblemException.of(CommonProblem.CONFLICT, "There are entities of this type and subtype.");
            }
            Instant now = Times.now(clock);
            mapper.retireActive(tenantId, type, subtype, now);
            transaction.audit(
                    AuditEntry.removed("entity-schema.retire", "metadata.entity_schema", row.id(), row.toSchema()));
            transaction.changed(EntityModels.tag(tenantId, type));
            return row.id();
        });
    }

    private static List<String> used(UsageMapper mapper, UUID tenantId, List<String> keys) {
        return mapper.schemas(
                tenantId,
                keys.stream().map(SchemaPart::typeOf).toList(),
                keys.stream().map(SchemaPart::subtypeOf).toList());
    }

    private static String typeOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static String subtypeOf(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static SchemaDefinition definition(JsonNode document) {
        return Documents.read(Documents.write(document), SchemaDefinition.class);
    }

    private static JsonNode document(SchemaDefinition definition) {
        return Documents.parse(Documents.write(definition));
    }
}
