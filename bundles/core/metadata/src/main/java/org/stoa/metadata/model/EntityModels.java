package org.stoa.metadata.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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
    private static final int MOST_TYPES = 10_000;
    private static final int MOST_MODELS = 1_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final Signals signals;
    private final ModelReader reader = new ModelReader();
    private final AutoCloseable listening;
    private final Cache<Key, Models> types = Caffeine.newBuilder()
            .maximumSize(MOST_TYPES)
            .expireAfterWrite(LIFETIME)
            .build();

    /** A schema of the platform is compiled once for all tenants that add nothing to it. */
    private final Cache<Source, EntityModel> compiled = Caffeine.newBuilder()
            .maximumSize(MOST_MODELS)
            .expireAfterAccess(LIFETIME)
            .build();

    private final AtomicLong platformChanges = new AtomicLong();

    private record Key(UUID tenantId, String entityType) {}

    /** @param platformChanges how many of the platform were known before they were loaded */
    private record Models(long platformChanges, SortedMap<String, EntityModel> bySubtype) {}

    private record Source(UUID schemaId, long version, List<CustomField> fields, Map<UUID, OptionSet> optionSets) {}

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
                types.invalidateAll();
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
        EntityModel model = bySubtype(context, entityType).get(entitySubtype);
        if (model == null) {
            // a node that missed a message must not refuse a subtype for long
            forget(context.requireTenant(), entityType);
            model = bySubtype(context, entityType).get(entitySubtype);
        }
        if (model == null) {
            throw ProblemException.of(MetadataProblem.SCHEMA_UNKNOWN, entityType, entitySubtype);
        }
        return model;
    }

    /** Those of every active subtype of a type. */
    public List<EntityModel> ofType(CallContext context, String entityType) {
        return List.copyOf(bySubtype(context, entityType).values());
    }

    /** To be called after a change of a tenant was committed; of the platform for {@link PlatformRows#TENANT}. */
    public void changed(UUID tenantId, String entityType) {
        forget(tenantId, entityType);
        signals.send(TOPIC, tenantId + "/" + entityType);
    }

    /** Has a type's models read again, as its revision is another than was thought. */
    public void forget(UUID tenantId, String entityType) {
        if (tenantId.equals(PlatformRows.TENANT)) {
            platformChanges.incrementAndGet();
        } else {
            types.invalidate(new Key(tenantId, entityType));
        }
    }

    private SortedMap<String, EntityModel> bySubtype(CallContext context, String entityType) {
        Key key = new Key(context.requireTenant(), entityType);
        Models known = types.getIfPresent(key);
        if (known != null && known.platformChanges() == platformChanges.get()) {
            return known.bySubtype();
        }
        if (known != null) {
            types.asMap().remove(key, known);
        }
        // one that is changed while it is loaded is invalidated by whoever tells of the change, who waits for it
        return types.get(key, missing -> load(context, missing)).bySubtype();
    }

    private Models load(CallContext context, Key key) {
        long changes = platformChanges.get();
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
                    missing -> reader.read(
                            schema.toSchema().definition(),
                            new ModelReader.Surroundings(schema.id(), schema.number(), revision, fields, optionSets)));
            models.put(subtype, model.inRevision(revision));
        });
        return new Models(changes, models);
    }
}
