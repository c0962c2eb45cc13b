package org.stoa.metadata.schema;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantClock;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Times;
import org.stoa.metadata.entity.DryRun;
import org.stoa.metadata.field.Alignments;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldMapper;
import org.stoa.metadata.field.FieldRows;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.model.ModelReader.Surroundings;
import org.stoa.metadata.model.RevisionMapper;

/**
 * The schemas of a tenant, in versions: a draft is changed and checked, then becomes the active one in place of the one
 * before. For those of the platform, call with {@link PlatformRows#of}.
 */
@Component(service = EntitySchemas.class)
public final class EntitySchemas {

    /** As industry templates name it. */
    public static final String KIND = "schema";

    private static final String RESOURCE = "metadata.entity_schema";
    private static final int MOST_EFFECTIVE = 2_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final ChangeGuard guard;
    private final DryRun dryRun;
    private final ModelReader reader = new ModelReader();
    private final Clock clock;
    private final Cache<Key, EntitySchema> effective;

    private record Key(UUID tenantId, String entityType, String entitySubtype) {}

    @Activate
    public EntitySchemas(
            @Reference Database database,
            @Reference ChangeGuard guard,
            @Reference TenantClock tenantClock,
            @Reference Caches caches) {
        this(database, guard, tenantClock, caches, Clock.systemUTC());
    }

    public EntitySchemas(Database database, ChangeGuard guard, TenantClock tenantClock, Caches caches, Clock clock) {
        this.database = database;
        this.guard = guard;
        this.dryRun = new DryRun(database, tenantClock);
        this.clock = clock;
        this.effective = caches.create(
                "effective-schemas",
                MOST_EFFECTIVE,
                LIFETIME,
                (key, schema) -> EntityModels.tags(key.tenantId(), key.entityType()));
    }

    /** Versions of schemas, newest first. */
    public Page<EntitySchema> list(
            CallContext context, String entityType, String entitySubtype, SchemaStatus status, PageRequest page) {
        List<SchemaRow> rows = database.read(
                context,
                SchemaMapper.class,
                mapper -> mapper.list(context.requireTenant(), entityType, entitySubtype, status, page));
        return Page.of(rows, page, SchemaRow::id).map(SchemaRow::toSchema);
    }

    /** One version, or 404. */
    public EntitySchema get(CallContext context, UUID id) {
        SchemaRow row = database.read(context, SchemaMapper.class, mapper -> mapper.find(context.requireTenant(), id));
        return Found.orNotFound(row, "schema").toSchema();
    }

    /** The tenant's own active version, or null. */
    public EntitySchema active(CallContext context, String entityType, String entitySubtype) {
        SchemaRow row = database.read(
                context,
                SchemaMapper.class,
                mapper -> mapper.findActive(context.requireTenant(), entityType, entitySubtype));
        return row == null ? null : row.toSchema();
    }

    /** What entities of a type and subtype are held against now: the tenant's own active version, else the platform's. */
    public EntitySchema effective(CallContext context, String entityType, String entitySubtype) {
        Key key = new Key(context.requireTenant(), entityType, entitySubtype);
        return Found.orNotFound(effective.get(key, () -> findEffective(context, entityType, entitySubtype)), "schema");
    }

    /** Null is not remembered. */
    private EntitySchema findEffective(CallContext context, String entityType, String entitySubtype) {
        EntitySchema own = active(context, entityType, entitySubtype);
        return own == null ? active(PlatformRows.of(context), entityType, entitySubtype) : own;
    }

    /**
     * Begins a new version.
     *
     * @throws ProblemException 400 {@code schema-invalid}; 409 {@code schema-draft-exists}
     */
    public EntitySchema draft(CallContext context, SchemaDefinition definition) {
        reader.check(definition, customFields(context, definition.entityType()));
        UUID tenantId = context.requireTenant();
        return database.write(context, SchemaMapper.class, (mapper, transaction) -> {
            List<SchemaRow> drafts = mapper.list(
                    tenantId,
                    definition.entityType(),
                    definition.entitySubtype(),
                    SchemaStatus.DRAFT,
                    PageRequest.first());
            if (!drafts.isEmpty()) {
                throw ProblemException.of(
                                MetadataProblem.SCHEMA_DRAFT_EXISTS,
                                definition.entityType(),
                                definition.entitySubtype())
                        .with("draftId", drafts.get(0).id());
            }
            guard(context, transaction, definition);
            UUID id = Ids.next();
            mapper.insertDraft(
                    tenantId,
                    id,
                    definition.entityType(),
                    definition.entitySubtype(),
                    Documents.write(definition),
                    Times.now(clock));
            EntitySchema schema = mapper.find(tenantId, id).toSchema();
            transaction.audit(AuditEntry.created("entity-schema.draft", RESOURCE, id, schema));
            return schema;
        });
    }

    /**
     * Changes a draft. Type and subtype stay.
     *
     * @param version the version of the row that the caller last read
     */
    public EntitySchema update(CallContext context, UUID id, long version, UnaryOperator<SchemaDefinition> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, SchemaMapper.class, (mapper, transaction) -> {
            EntitySchema before = requireDraft(mapper.lock(tenantId, id), version);
            SchemaDefinition definition = change.apply(before.definition());
            if (!definition.entityType().equals(before.entityType())
                    || !definition.entitySubtype().equals(before.entitySubtype())) {
                throw ProblemException.invalid("entitySubtype", "cannot change: make a draft for the other subtype");
            }
            guard(context, transaction, definition);
            reader.check(
                    definition,
                    customFields(transaction.mapper(CustomFieldMapper.class), tenantId, before.entityType()));
            mapper.update(tenantId, id, Documents.write(definition), Times.now(clock));
            EntitySchema after = mapper.find(tenantId, id).toSchema();
            transaction.audit(AuditEntry.changed("entity-schema.update", RESOURCE, id, before, after));
            return after;
        });
    }

    /** Deletes a draft; versions that were active once stay, as entities name them. */
    public void delete(CallContext context, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context, SchemaMapper.class, (mapper, transaction) -> {
            SchemaRow row = Found.orNotFound(mapper.lock(tenantId, id), "schema");
            EntitySchema before = requireDraft(row, row.version());
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("entity-schema.delete", RESOURCE, id, before));
            return id;
        });
    }

    /** Tries a version on the tenant's entities, without changing anything. */
    public SchemaCheck check(CallContext context, UUID id) {
        return dryRun.run(context, get(context, id));
    }

    /**
     * Makes a draft the active version. Entities that were written before stay as they are until they are written again;
     * what they are found by is brought into line in the background.
     *
     * @param force whether also when entities do not fit
     * @throws ProblemException 409 {@code data-does-not-fit}
     */
    public EntitySchema activate(CallContext context, UUID id, long version, boolean force) {
        UUID tenantId = context.requireTenant();
        EntitySchema draft = get(context, id);
        SchemaCheck check = force ? null : dryRun.run(context, draft);
        if (check != null && check.failing() > 0) {
            throw ProblemException.of(MetadataProblem.DATA_DOES_NOT_FIT, check.failing(), check.entities())
                    .with("check", check);
        }
        EntityModel next = reader.read(draft.definition(), Surroundings.none());
        return database.write(context, SchemaMapper.class, (mapper, transaction) -> {
            EntitySchema before = requireDraft(mapper.lock(tenantId, id), version);
            guard(context, transaction, before.definition());
            SchemaRow replaced = mapper.findActive(tenantId, before.entityType(), before.entitySubtype());
            Instant now = Times.now(clock);
            mapper.retireActive(tenantId, before.entityType(), before.entitySubtype(), now);
            mapper.activate(tenantId, id, now);
            transaction.mapper(RevisionMapper.class).advance(tenantId, before.entityType());
            Alignments.schemaChanged(
                    transaction,
                    tenantId,
                    replaced == null ? null : reader.read(replaced.toSchema().definition(), Surroundings.none()),
                    next,
                    now);
            EntitySchema after = mapper.find(tenantId, id).toSchema();
            transaction.audit(AuditEntry.changed("entity-schema.activate", RESOURCE, id, before, after));
            transaction.changed(EntityModels.tag(tenantId, after.entityType()));
            return after;
        });
    }

    private List<CustomField> customFields(CallContext context, String entityType) {
        UUID tenantId = context.requireTenant();
        return database.read(context, CustomFieldMapper.class, mapper -> customFields(mapper, tenantId, entityType));
    }

    /** Those that expressions may name; null for the platform, whose schemas hold for tenants with fields of their own. */
    private static List<CustomField> customFields(CustomFieldMapper mapper, UUID tenantId, String entityType) {
        if (tenantId.equals(PlatformRows.TENANT)) {
            return null;
        }
        return mapper.ofType(tenantId, entityType).stream()
                .map(FieldRows::field)
                .filter(field -> field.state() != CustomField.State.REMOVING)
                .toList();
    }

    private void guard(CallContext context, Transaction transaction, SchemaDefinition definition) {
        guard.check(context, transaction, KIND, definition.key(), () -> Documents.parse(Documents.write(definition)));
    }

    private static EntitySchema requireDraft(SchemaRow row, long version) {
        Found.orNotFound(row, "schema");
        Found.inVersion(row.version(), version);
        if (row.status() != SchemaStatus.DRAFT) {
            throw ProblemException.of(MetadataProblem.SCHEMA_NOT_DRAFT);
        }
        return row.toSchema();
    }
}
