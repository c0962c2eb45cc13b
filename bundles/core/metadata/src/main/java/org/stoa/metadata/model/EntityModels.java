package org.stoa.metadata.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldMapper;
import org.stoa.metadata.field.FieldRows;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.schema.SchemaMapper;
import org.stoa.metadata.schema.SchemaRow;

/**
 * The models that tenants work with: of the tenant's own active schema, else of the platform's, with the tenant's custom
 * fields. Who writes finds out by the revision in any case whether the model is the latest.
 */
@Component(service = EntityModels.class)
public final class EntityModels {

    private static final int MOST_TYPES = 10_000;
    private static final int MOST_MODELS = 1_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final Caches caches;
    private final ModelReader reader = new ModelReader();
    private final Cache<Key, SortedMap<String, EntityModel>> types;
    /** A schema of the platform is compiled once for all tenants that add nothing to it. */
    private final Cache<Source, EntityModel> compiled;

    private record Key(UUID tenantId, String entityType) {}

    private record Source(UUID schemaId, long version, List<CustomField> fields, Map<UUID, OptionSet> optionSets) {}

    @Activate
    public EntityModels(@Reference Database database, @Reference Caches caches) {
        this.database = database;
        this.caches = caches;
        this.types = caches.create(
                "entity-models", MOST_TYPES, LIFETIME, (key, models) -> tags(key.tenantId(), key.entityType()));
        this.compiled = caches.create("compiled-models", MOST_MODELS, LIFETIME, (source, model) -> List.of());
    }

    /**
     * To be stated by each transaction that changes the schemas or custom fields of a type.
     *
     * @param tenantId of the platform for {@link PlatformRows#TENANT}
     */
    public static CacheTag tag(UUID tenantId, String entityType) {
        return CacheTag.ofTenant(tenantId, "model-" + entityType);
    }

    /** What the models of a tenant depend on: its own schemas and custom fields, and the platform's. */
    public static List<CacheTag> tags(UUID tenantId, String entityType) {
        return List.of(tag(tenantId, entityType), tag(PlatformRows.TENANT, entityType));
    }

    /**
     * The model of a type and subtype.
     *
     * @throws ProblemException 400 {@code schema-unknown} when there is no active schema for them
     */
    public EntityModel get(CallContext context, String entityType, String entitySubtype) {
        EntityModel model = bySubtype(context, entityType).get(entitySubtype);
        if (model == null) {
            throw ProblemException.of(MetadataProblem.SCHEMA_UNKNOWN, entityType, entitySubtype);
        }
        return model;
    }

    /** Those of every active subtype of a type. */
    public List<EntityModel> ofType(CallContext context, String entityType) {
        return List.copyOf(bySubtype(context, entityType).values());
    }

    /** Has a type's models read again, as its revision is another than was thought. */
    public void forget(UUID tenantId, String entityType) {
        caches.forget(tag(tenantId, entityType));
    }

    private SortedMap<String, EntityModel> bySubtype(CallContext context, String entityType) {
        Key key = new Key(context.requireTenant(), entityType);
        return types.get(key, () -> load(context, key));
    }

    private SortedMap<String, EntityModel> load(CallContext context, Key key) {
        UUID tenantId = key.tenantId();
        String type = key.entityType();
        // the revision is read first: what is read after it is at least as new
        long revision = database.read(context, RevisionMapper.class, mapper -> mapper.revision(tenantId, type));
        Map<String, SchemaRow> schemas = new TreeMap<>();
        database.read(
                        PlatformRows.of(context),
                        SchemaMapper.class,
                        mapper -> mapper.activeOfType(PlatformRows.TENANT, type))
                .forEach(schema -> schemas.put(schema.entitySubtype(), schema));
        database.read(context, SchemaMapper.class, mapper -> mapper.activeOfType(tenantId, type))
                .forEach(schema -> schemas.put(schema.entitySubtype(), schema));
        Map<UUID, OptionSet> optionSets = new HashMap<>();
        List<CustomField> fields = database.read(context, CustomFieldMapper.class, mapper -> {
            mapper.optionSetsOfType(tenantId, type).stream()
                    .map(FieldRows::optionSet)
                    .forEach(set -> optionSets.put(set.id(), set));
            return mapper.ofType(tenantId, type).stream()
                    .map(FieldRows::field)
                    .filter(field -> field.state() != CustomField.State.REMOVING)
                    .toList();
        });
        SortedMap<String, EntityModel> models = new TreeMap<>();
        schemas.forEach((subtype, schema) -> {
            Source source = new Source(schema.id(), schema.version(), fields, optionSets);
            EntityModel model = compiled.get(
                    source,
                    () -> reader.read(
                            schema.toSchema().definition(),
                            new ModelReader.Surroundings(schema.id(), schema.number(), revision, fields, optionSets)));
            models.put(subtype, model.inRevision(revision));
        });
        return models;
    }
}
