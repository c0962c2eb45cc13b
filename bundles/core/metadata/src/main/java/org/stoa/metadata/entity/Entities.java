package org.stoa.metadata.entity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Transaction;
import org.stoa.api.people.PeopleDirectory;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantClock;
import org.stoa.api.tenant.TenantService;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.TenantTrait;
import org.stoa.metadata.Times;
import org.stoa.metadata.category.CategoryTree;
import org.stoa.metadata.entity.EntityMapper.Written;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.quota.QuotaClaim;
import org.stoa.metadata.quota.Quotas;

/** Entities of any type, profiles among them: each fits the schema of its subtype and the tenant's custom fields. */
@Component(service = Entities.class)
public final class Entities {

    /** Permission to see restricted entities and fields. */
    public static final String RESTRICTED = "tenant.restricted-profile.read";

    private static final String RESOURCE = "metadata.entity";
    /** Type of entities that are metered, and name of the metered resource. */
    private static final String PROFILE = "profile";

    private static final String PROFILES = "profiles";
    private static final Beside NOTHING = (transaction, entity) -> {};
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final EntityModels models;
    private final EntityLabels labels;
    private final Quotas quotas;
    private final PeopleDirectory people;
    private final TenantClock tenantClock;
    private final Function<CallContext, String> languages;
    private final EntityCheck check = new EntityCheck();
    private final Clock clock;

    /** What is written in the transaction of an entity, such as an event. */
    @FunctionalInterface
    public interface Beside {
        void write(Transaction transaction, Entity entity);
    }

    @Activate
    public Entities(
            @Reference Database database,
            @Reference EntityModels models,
            @Reference EntityLabels labels,
            @Reference PeopleDirectory people,
            @Reference Quotas quotas,
            @Reference TenantClock tenantClock,
            @Reference TenantService tenants,
            @Reference Caches caches) {
        this(
                database,
                models,
                labels,
                people,
                quotas,
                tenantClock,
                new TenantTrait<>("tenant-languages", caches, tenants, Tenant::language)::of,
                Clock.systemUTC());
    }

    /** @param languages gives the language (BCP 47) of a call's tenant */
    public Entities(
            Database database,
            EntityModels models,
            EntityLabels labels,
            PeopleDirectory people,
            Quotas quotas,
            TenantClock tenantClock,
            Function<CallContext, String> languages,
            Clock clock) {
        this.database = database;
        this.models = models;
        this.labels = labels;
        this.quotas = quotas;
        this.people = people;
        this.tenantClock = tenantClock;
        this.languages = languages;
        this.clock = clock;
    }

    /** One entity, or 404; also for one that the caller may not see. */
    public Entity get(CallContext context, String entityType, UUID id) {
        return get(context, EntityScope.TENANT, entityType, id);
    }

    /** One entity that the caller owns, or 404. */
    public Entity getOwn(CallContext context, String entityType, UUID id) {
        return get(context, EntityScope.ofCaller(context), entityType, id);
    }

    /** The same in a scope. */
    Entity get(CallContext context, EntityScope scope, String entityType, UUID id) {
        return shown(context, scope, find(context, entityType, id));
    }

    /**
     * All of an entity that the caller may see at least in part, for work on the caller's behalf. Not to be shown to the
     * caller.
     */
    public Entity whole(CallContext context, String entityType, UUID id) {
        EntityRow row = find(context, entityType, id);
        shown(context, EntityScope.TENANT, row);
        return row.toEntity();
    }

    /** One entity by its slug, or 404. */
    public Entity getBySlug(CallContext context, String entityType, String slug) {
        EntityRow row = database.read(
                context, EntityMapper.class, mapper -> mapper.findBySlug(context.requireTenant(), entityType, slug));
        return shown(context, EntityScope.TENANT, Found.orNotFound(row, entityType));
    }

    /**
     * Creates an entity.
     *
     * @throws ProblemException 400 {@code data-invalid} with every place, such as an account that the tenant does not
     *     have; 409 {@code value-taken} for a slug or a unique field, {@code quota-exceeded}; 403
     *     {@code limit-exceeded} for profiles
     */
    public Entity create(CallContext context, String entityType, EntityFields fields) {
        return create(context, entityType, fields, NOTHING);
    }

    /** The same in a scope, to which it belongs then. */
    Entity create(CallContext context, EntityScope scope, String entityType, EntityFields fields) {
        return create(context, entityType, scope.placed(fields));
    }

    /** The same, with something beside it. */
    public Entity create(CallContext context, String entityType, EntityFields fields, Beside beside) {
        UUID tenantId = context.requireTenant();
        String language = languages.apply(context);
        LocalDate day = tenantClock.today(context);
        CategoryTree tree = labels.tree(context);
        List<FieldError> foreign = Belonging.of(fields).errors(context, people, Belonging.NONE);
        return withCurrentModel(context, entityType, fields.subtype(), model -> {
            CheckedEntity checked = check.require(model, fields, day, context.locale(), foreign);
            QuotaClaim quota = quotas.claim(context, model.definition(), fields.accountId());
            return database.write(context, EntityMapper.class, (mapper, transaction) -> {
                UUID id = Ids.next();
                Instant now = Times.now(clock);
                String slug = fields.slug() == null ? Slugs.of(fields.name(), id) : fields.slug();
                Written written = mapper.insert(
                        tenantId,
                        entityType,
                        id,
                        fields,
                        slug,
                        latitude(fields),
                        longitude(fields),
                        language,
                        checked,
                        now);
                if (!written.current()) {
                    return null;
                }
                requireWritten(written, checked);
                Entity entity = entity(tenantId, entityType, id, fields, slug, checked, 1, now, now);
                transaction.audit(AuditEntry.created("entity.create", RESOURCE, id, entity));
                labels.applyRules(context, transaction, tree, entity, day);
                beside.write(transaction, entity);
                quota.take(transaction);
                meter(transaction, entityType, 1);
                return entity;
            });
        });
    }

    /**
     * Changes an entity.
     *
     * @param version the version that the caller last read
     */
    public Entity update(
            CallContext context, String entityType, UUID id, long version, UnaryOperator<EntityFields> change) {
        return update(context, EntityScope.TENANT, entityType, id, version, change);
    }

    /**
     * The same in a scope, which it may leave by it.
     *
     * @throws ProblemException 403 {@code permission-denied} for what the scope does not give
     */
    Entity update(
            CallContext context,
            EntityScope scope,
            String entityType,
            UUID id,
            long version,
            UnaryOperator<EntityFields> change) {
        Entity before = get(context, scope, entityType, id);
        Found.inVersion(before.version(), version);
        requireWhole(context, scope, before);
        EntityFields after = change.apply(before.fields());
        scope.requireMay(context, before.fields(), after);
        return update(context, before, after, NOTHING);
    }

    /**
     * Changes an entity of which the caller may not see all: what is hidden is known to the change, which keeps it.
     *
     * @param version the version that the caller last read
     * @param change from all fields to all fields
     * @return the entity as the caller may see it
     */
    public Entity updateSeen(
            CallContext context,
            String entityType,
            UUID id,
            long version,
            UnaryOperator<EntityFields> change,
            Beside beside) {
        Entity before = whole(context, entityType, id);
        if (before.version() != version) {
            // inside of a write, so that a request that is repeated gets the answer it got
            return database.write(context, EntityMapper.class, (mapper, transaction) -> {
                throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
            });
        }
        Entity after = update(context, before, change.apply(before.fields()), beside);
        return EntityScope.TENANT.showsRestricted(context) ? after : withoutRestricted(context, after);
    }

    private Entity update(CallContext context, Entity before, EntityFields fields, Beside beside) {
        UUID tenantId = context.requireTenant();
        String entityType = before.entityType();
        UUID id = before.id();
        long version = before.version();
        String language = languages.apply(context);
        LocalDate day = tenantClock.today(context);
        CategoryTree tree = labels.tree(context);
        List<FieldError> foreign = Belonging.of(fields).errors(context, people, Belonging.of(before.fields()));
        return withCurrentModel(context, entityType, fields.subtype(), model -> {
            CheckedEntity checked = check.require(model, fields, day, context.locale(), foreign);
            // whatever becomes one of the subtype counts like one that is made
            QuotaClaim quota = fields.subtype().equals(before.subtype())
                    ? QuotaClaim.NONE
                    : quotas.claim(context, model.definition(), fields.accountId());
            return database.write(context, EntityMapper.class, (mapper, transaction) -> {
                Instant now = Times.now(clock);
                String slug = fields.slug() == null ? before.slug() : fields.slug();
                Written written = mapper.update(
                        tenantId,
                        entityType,
                        id,
                        version,
                        fields,
                        slug,
                        latitude(fields),
                        longitude(fields),
                        language,
                        checked,
                        now);
                if (!written.current()) {
                    return null;
                }
                if (written.id() == null) {
                    throw ProblemException.of(CommonProblem.PRECONDITION_FAILED);
                }
                requireUnique(written, checked);
                Entity entity =
                        entity(tenantId, entityType, id, fields, slug, checked, version + 1, before.createdAt(), now);
                transaction.audit(AuditEntry.changed("entity.update", RESOURCE, id, before, entity));
                labels.applyRules(context, transaction, tree, entity, day);
                beside.write(transaction, entity);
                quota.take(transaction);
                return entity;
            });
        });
    }

    /** Deletes an entity; its slug and its unique values are free again. */
    public void delete(CallContext context, String entityType, UUID id) {
        delete(context, EntityScope.TENANT, entityType, id);
    }

    /** The same in a scope. */
    void delete(CallContext context, EntityScope scope, String entityType, UUID id) {
        Entity entity = get(context, scope, entityType, id);
        database.write(context, EntityMapper.class, (mapper, transaction) -> {
            if (mapper.delete(context.requireTenant(), id, entity.version(), Times.now(clock)) == 0) {
                throw ProblemException.of(CommonProblem.CONFLICT, "It was changed at this moment. Try again.");
            }
            transaction.audit(AuditEntry.removed("entity.delete", RESOURCE, id, entity));
            meter(transaction, entityType, -1);
            return id;
        });
    }

    private static void meter(Transaction transaction, String entityType, long units) {
        if (entityType.equals(PROFILE)) {
            transaction.meter(PROFILES, units);
        }
    }

    /** The language (BCP 47) in which the words of the tenant's entities are understood. */
    public String language(CallContext context) {
        return languages.apply(context);
    }

    /** The day that it is where the tenant is. */
    public LocalDate today(CallContext context) {
        return tenantClock.today(context);
    }

    private EntityRow find(CallContext context, String entityType, UUID id) {
        EntityRow row = database.read(
                context, EntityMapper.class, mapper -> mapper.find(context.requireTenant(), entityType, id));
        return Found.orNotFound(row, entityType);
    }

    /** As the caller may see it, or 404. */
    private Entity shown(CallContext context, EntityScope scope, EntityRow row) {
        boolean all = scope.showsRestricted(context);
        if (!scope.includes(row.accountId(), row.ownerId()) || row.restricted() && !all) {
            throw ProblemException.notFound(row.entityType());
        }
        Entity entity = row.toEntity();
        return all ? entity : withoutRestricted(context, entity);
    }

    /** Without the fields that the caller may not see. */
    public Entity withoutRestricted(CallContext context, Entity entity) {
        EntityModel model = models.get(context, entity.entityType(), entity.subtype());
        if (model.definition().restrictedFields().isEmpty()) {
            return entity;
        }
        return entity.withStructuredData(EntityCheck.withoutRestricted(model, entity.structuredData()));
    }

    /** Whoever does not see all of an entity would delete what is hidden by writing it back. */
    private void requireWhole(CallContext context, EntityScope scope, Entity entity) {
        boolean hides = !models.get(context, entity.entityType(), entity.subtype())
                .definition()
                .restrictedFields()
                .isEmpty();
        if (hides) {
            scope.requireRestricted(context);
        }
    }

    private interface Attempt {
        /** @return null when the model was not the current one */
        Entity with(EntityModel model);
    }

    private Entity withCurrentModel(CallContext context, String entityType, String subtype, Attempt attempt) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Entity entity = attempt.with(models.get(context, entityType, subtype));
            if (entity != null) {
                return entity;
            }
            models.forget(context.requireTenant(), entityType);
        }
        throw ProblemException.of(MetadataProblem.BUSY);
    }

    private static void requireWritten(Written written, CheckedEntity checked) {
        if (written.id() == null) {
            throw ProblemException.of(MetadataProblem.VALUE_TAKEN, "slug").withField("/slug", "is already taken");
        }
        requireUnique(written, checked);
    }

    private static void requireUnique(Written written, CheckedEntity checked) {
        List<String> taken = new ArrayList<>(checked.uniqueFields());
        taken.removeAll(written.uniqueFields());
        if (!taken.isEmpty()) {
            ProblemException problem = ProblemException.of(MetadataProblem.VALUE_TAKEN, String.join(", ", taken));
            taken.forEach(field -> problem.withField("/customFields/" + field, "is already taken"));
            throw problem;
        }
    }

    private static Double latitude(EntityFields fields) {
        return fields.location() == null ? null : fields.location().latitude();
    }

    private static Double longitude(EntityFields fields) {
        return fields.location() == null ? null : fields.location().longitude();
    }

    private static Entity entity(
            UUID tenantId,
            String entityType,
            UUID id,
            EntityFields fields,
            String slug,
            CheckedEntity checked,
            long version,
            Instant createdAt,
            Instant updatedAt) {
        return new Entity(
                id,
                tenantId,
                entityType,
                fields.subtype(),
                fields.accountId(),
                fields.ownerId(),
                fields.name(),
                slug,
                checked.status(),
                checked.restricted(),
                checked.schemaNumber(),
                checked.structuredData(),
                checked.customFields(),
                checked.computedFields(),
                checked.completeness(),
                fields.location(),
                version,
                createdAt,
                updatedAt);
    }
}
