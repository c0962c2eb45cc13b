package org.stoa.metadata.form;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.CacheTag;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.data.Transaction;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.ChangeGuard;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.PlatformRows;
import org.stoa.metadata.Times;
import org.stoa.metadata.form.FormMapper.FormRow;
import org.stoa.metadata.model.EntityModels;

/** The forms that a tenant has designed. For those of the platform, call with {@link PlatformRows#of}. */
@Component(service = FormTemplates.class)
public final class FormTemplates {

    /** As industry templates name it. */
    public static final String KIND = "form";

    private static final String RESOURCE = "metadata.form_template";
    private static final int MOST_IN_EFFECT = 10_000;
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final EntityModels models;
    private final ChangeGuard guard;
    private final FormReader reader = new FormReader();
    private final Clock clock;
    private final Cache<Key, Optional<FormTemplate>> inEffect;

    private record Key(UUID tenantId, FormType type, String entityType, String entitySubtype) {}

    @Activate
    public FormTemplates(
            @Reference Database database,
            @Reference EntityModels models,
            @Reference ChangeGuard guard,
            @Reference Caches caches) {
        this(database, models, guard, caches, Clock.systemUTC());
    }

    public FormTemplates(Database database, EntityModels models, ChangeGuard guard, Caches caches, Clock clock) {
        this.database = database;
        this.models = models;
        this.guard = guard;
        this.clock = clock;
        this.inEffect = caches.create(
                "form-templates",
                MOST_IN_EFFECT,
                LIFETIME,
                (key, template) -> List.of(tag(key.tenantId()), tag(PlatformRows.TENANT)));
    }

    private static CacheTag tag(UUID tenantId) {
        return CacheTag.ofTenant(tenantId, "form");
    }

    /** Templates, newest first; null for any. */
    public Page<FormTemplate> list(
            CallContext context, FormType type, String entityType, String entitySubtype, PageRequest page) {
        List<FormRow> rows = database.read(
                context,
                FormMapper.class,
                mapper -> mapper.list(context.requireTenant(), type, entityType, entitySubtype, page));
        return Page.of(rows, page, FormRow::id).map(FormRow::toTemplate);
    }

    /** One template, or 404. */
    public FormTemplate get(CallContext context, UUID id) {
        FormRow row = database.read(context, FormMapper.class, mapper -> mapper.find(context.requireTenant(), id));
        return Found.orNotFound(row, "form").toTemplate();
    }

    /** The tenant's own template for something, or null. */
    public FormTemplate own(CallContext context, FormType type, String entityType, String entitySubtype) {
        FormRow row = database.read(
                context,
                FormMapper.class,
                mapper -> mapper.findFor(context.requireTenant(), type, entityType, entitySubtype));
        return row == null ? null : row.toTemplate();
    }

    /** The tenant's own templates under these keys. */
    public List<FormTemplate> named(CallContext context, Collection<String> keys) {
        return database
                .read(context, FormMapper.class, mapper -> mapper.named(context.requireTenant(), List.copyOf(keys)))
                .stream()
                .map(FormRow::toTemplate)
                .toList();
    }

    /** The tenant's own template, else the platform's, else null. */
    public FormTemplate inEffect(CallContext context, FormType type, String entityType, String entitySubtype) {
        Key key = new Key(context.requireTenant(), type, entityType, entitySubtype);
        return inEffect.get(key, () -> findInEffect(context, type, entityType, entitySubtype))
                .orElse(null);
    }

    private Optional<FormTemplate> findInEffect(
            CallContext context, FormType type, String entityType, String entitySubtype) {
        FormTemplate own = own(context, type, entityType, entitySubtype);
        return Optional.ofNullable(own == null ? own(PlatformRows.of(context), type, entityType, entitySubtype) : own);
    }

    /**
     * Adds a template.
     *
     * @throws ProblemException 400 {@code form-invalid} with every place, {@code schema-unknown}; 409 {@code form-exists}
     */
    public FormTemplate create(CallContext context, FormDefinition definition) {
        Form form = read(context, definition);
        UUID tenantId = context.requireTenant();
        return database.write(context, FormMapper.class, (mapper, transaction) -> {
            check(context, transaction, definition);
            UUID id = Ids.next();
            int added = mapper.insert(
                    tenantId,
                    id,
                    definition.formType(),
                    definition.entityType(),
                    definition.entitySubtype(),
                    Documents.write(definition),
                    form.ownFields(),
                    Times.now(clock));
            if (added == 0) {
                throw ProblemException.of(
                        MetadataProblem.FORM_EXISTS,
                        definition.formType().wireName(),
                        definition.entityType(),
                        definition.entitySubtype());
            }
            FormTemplate template = mapper.find(tenantId, id).toTemplate();
            transaction.audit(AuditEntry.created("form.create", RESOURCE, id, template));
            transaction.changed(tag(tenantId));
            return template;
        });
    }

    /**
     * Changes a template. What it is for stays.
     *
     * @param version the version that the caller last read
     */
    public FormTemplate update(CallContext context, UUID id, long version, UnaryOperator<FormDefinition> change) {
        UUID tenantId = context.requireTenant();
        FormTemplate before = get(context, id);
        Found.inVersion(before.version(), version);
        FormDefinition definition = change.apply(before.definition());
        if (!definition.key().equals(before.definition().key())) {
            throw ProblemException.invalid(
                    "formType", "cannot change, nor entityType and entitySubtype: add another form");
        }
        Form form = read(context, definition);
        return database.write(context, FormMapper.class, (mapper, transaction) -> {
            Found.inVersion(Found.orNotFound(mapper.lock(tenantId, id), "form").version(), version);
            check(context, transaction, definition);
            mapper.update(tenantId, id, Documents.write(definition), form.ownFields(), Times.now(clock));
            FormTemplate after = mapper.find(tenantId, id).toTemplate();
            transaction.audit(AuditEntry.changed("form.update", RESOURCE, id, before, after));
            transaction.changed(tag(tenantId));
            return after;
        });
    }

    /** Deletes a template; the platform's is in effect again, or the form that follows from the schema. */
    public void delete(CallContext context, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context, FormMapper.class, (mapper, transaction) -> {
            FormTemplate before =
                    Found.orNotFound(mapper.lock(tenantId, id), "form").toTemplate();
            guard.check(context, transaction, KIND, before.definition().key(), () -> null);
            mapper.delete(tenantId, id);
            transaction.audit(AuditEntry.removed("form.delete", RESOURCE, id, before));
            transaction.changed(tag(tenantId));
            return id;
        });
    }

    private Form read(CallContext context, FormDefinition definition) {
        return reader.read(models.get(context, definition.entityType(), definition.entitySubtype()), definition);
    }

    private void check(CallContext context, Transaction transaction, FormDefinition definition) {
        guard.check(context, transaction, KIND, definition.key(), () -> Documents.parse(Documents.write(definition)));
    }
}
