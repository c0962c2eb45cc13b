package org.stoa.metadata.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Database;
import org.stoa.api.platform.Signals;
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
 * fields. Kept in memory; a change is told to all nodes, and who writes finds out by the revision in any case.
 */
@Component(service = EntityModels.class)
public final class EntityModels {

    private static final String TOPIC = "metadata-model";
    private static final int MOST_MODELS = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final Signals signals;
    private final ModelReader reader = new ModelReader();
    private final AutoCloseable listening;
    private final Cache<Key, EntityModel> models = Caffeine.newBuilder()
            .maximumSize(MOST_MODELS)
            .expireAfterWrite(LIFETIME)
            .build();

    private final Cache<TypeKey, List<String>> types = Caffeine.newBuilder()
            .maximumSize(MOST_MODELS)
            .expireAfterWrite(LIFETIME)
            .build();

    private record TypeKey(UUID tenantId, String entityType) {}

    private record Key(UUID tenantId, String entityType, String entitySubtype) {}

    @Activate
    public EntityModels(@Reference Database database, @Reference Signals signals) {
        this.database = database;
        this.signals = signals;
        this.listening = signals.listen(TOPIC, new Signals.Listener() {
            @Override
            public void received(String message) {
                int slash = message.indexOf('/');
                forget(UUID.fromString(message.substring(0, slash)), message.substring(slash + 1));
            }

            @Override
            public void missed() {
                models.invalidateAll();
            }
        });
    }

    @Deactivate
    public void close() throws Exception {
        listening.close();
    }

    /**
     * The model of a type and subtype.
     *
     * @throws ProblemException 400 {@code schema-unknown} when there is no active schema for them
     */
    public EntityModel get(CallContext context, String entityType, String entitySubtype) {
        Key key = new Key(context.requireTenant(), entityType, entitySubtype);
        EntityModel model = models.getIfPresent(key);
        if (model == null) {
            model = load(context, key);
            models.put(key, model);
        }
        return model;
    }

    /** Those of every active subtype of a type. */
    public List<EntityModel> ofType(CallContext context, String entityType) {
        List<String> subtypes = subtypes(context, entityType);
        return subtypes.stream()
                .map(subtype -> get(context, entityType, subtype))
                .toList();
    }

    /** To be called after a change of a tenant was committed; of the platform for {@link PlatformRows#TENANT}. */
    public void changed(UUID tenantId, String entityType) {
        forget(tenantId, entityType);
        signals.send(TOPIC, tenantId + "/" + entityType);
    }

    /** Has a type's models read again, as its revision is another than was thought. */
    public void forget(UUID tenantId, String entityType) {
        boolean platform = tenantId.equals(PlatformRows.TENANT);
        models.asMap()
                .keySet()
                .removeIf(key -> key.entityType().equals(entityType)
                        && (platform || key.tenantId().equals(tenantId)));
        types.asMap()
                .keySet()
                .removeIf(key -> key.entityType().equals(entityType)
                        && (platform || key.tenantId().equals(tenantId)));
    }

    private List<String> subtypes(CallContext context, String entityType) {
        return types.get(new TypeKey(context.requireTenant(), entityType), key -> {
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
