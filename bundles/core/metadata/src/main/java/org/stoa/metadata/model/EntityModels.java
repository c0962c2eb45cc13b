package org.stoa.metadata.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
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

    private static final int MOST_MODELS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final Caches caches;
    private final ModelReader reader = new ModelReader();
    private final Cache<Key, EntityModel> models;
    private final Cache<TypeKey, List<String>> types;

    private record TypeKey(UUID tenantId, String entityType) {}

    private record Key(UUID tenantId, String entityType, String entitySubtype) {}

    @Activate
    public EntityModels(@Reference Database database, @Reference Caches caches) {
        this.database = database;
        this.caches = caches;
        this.models = caches.create(
                "entity-models", MOST_MODELS, LIFETIME, (key, model) -> tags(key.tenantId(), key.entityType()));
        this.types = caches.create(
                "entity-subtypes", MOST_MODELS, LIFETIME, (key, subtypes) -> tags(key.tenantId(), key.entityType()));
    }

    /**
     * To be stated by each transaction that changes the schemas or custom fields of a type.
     *
     * @param tenantId of the platform for {@link PlatformRows#TENANT}
     */
    public static CacheTag tag(UUID tenantId, String entityType) {
        return CacheTag.ofTenant(tenantId, "model-" + entityType);
    }

    private static List<CacheTag> tags(UUID tenantId, String entityType) {
        return List.of(tag(tenantId, entityType), tag(PlatformRows.TENANT, entityType));
    }

    /**
     * The model of a type and subtype.
     *
     * @throws ProblemException 400 {@code schema-unknown} when there is no active schema for them
     */
    public EntityModel get(CallContext context, String entityType, String entitySubtype) {
        Key key = new Key(context.requireTenant(), entityType, entitySubtype);
        return models.get(key, () -> load(context, key));
    }

    /** Those of every active subtype of a type. */
    public List<EntityModel> ofType(CallContext context, String entityType) {
        List<String> subtypes = subtypes(context, entityType);
        return subtypes.stream()
                .map(subtype -> get(context, entityType, subtype))
                .toList();
    }

    /** Has a type's models read again, as its revision is another than was thought. */
    public void forget(UUID tenantId, String entityType) {
        caches.forget(tag(tenantId, entityType));
    }

    private List<String> subtypes(CallContext context, String entityType) {
        TypeKey key = new TypeKey(context.requireTenant(), entityType);
        return types.get(key, () -> {
            List<SchemaRow> own = database.read(
                    context, SchemaMapper.class, mapper -> mapper.activeOfType(key.tenantId(), entityType));
            List<SchemaRow> global = database.read(
                    PlatformRows.of(context),
                    SchemaMapper.class,
                    mapper -> mapper.activeOfType(PlatformRows.TENANT, entityType));
            return Stream.concat(own.stream(), global.stream())
                    .map(SchemaRow::entitySubtype)
                    .distinct()
                    .sorted()
                    .toList();
        });
    }

    private EntityModel load(CallContext context, Key key) {
        UUID tenantId = key.tenantId();
        // the revision is read first: what is read after it is at least as new
        long revision =
                database.read(context, RevisionMapper.class, mapper -> mapper.revision(tenantId, key.entityType()));
        SchemaRow schema = database.read(
                context,
                SchemaMapper.class,
                mapper -> mapper.findActive(tenantId, key.entityType(), key.entitySubtype()));
        if (schema == null) {
            schema = database.read(
                    PlatformRows.of(context),
                    SchemaMapper.class,
                    mapper -> mapper.findActive(PlatformRows.TENANT, key.entityType(), key.entitySubtype()));
        }
        if (schema == null) {
            throw ProblemException.of(MetadataProblem.SCHEMA_UNKNOWN, key.entityType(), key.entitySubtype());
        }
        Map<UUID, OptionSet> optionSets = new HashMap<>();
        List<CustomField> fields = database.read(context, CustomFieldMapper.class, mapper -> {
            mapper.optionSetsOfType(tenantId, key.entityType()).stream()
                    .map(FieldRows::optionSet)
                    .forEach(set -> optionSets.put(set.id(), set));
            return mapper.ofType(tenantId, key.entityType()).stream()
                    .map(FieldRows::field)
                    .filter(field -> field.state() != CustomField.State.REMOVING)
                    .toList();
        });
        return reader.read(
                schema.toSchema().definition(),
                new ModelReader.Surroundings(schema.id(), schema.number(), revision, fields, optionSets));
    }
}
