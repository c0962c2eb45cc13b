package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.audit.AuditEntry;
import org.stoa.api.data.Database;
import org.stoa.api.data.Ids;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.metadata.Found;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Times;
import org.stoa.metadata.field.CustomFieldMapper.FieldRow;
import org.stoa.metadata.field.CustomFieldMapper.OptionSetRow;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.RevisionMapper;

/**
 * Fields that tenants add to the entities of a type, while these are in use: nothing is locked but single rows for
 * moments, and what has to be done with existing entities is done in the background.
 */
@Component(service = CustomFields.class)
public final class CustomFields {

    private static final String RESOURCE = "metadata.custom_field";
    private static final int MOST_FIELDS = 200;

    private final Database database;
    private final EntityModels models;
    private final AlignmentRunner runner;
    private final CustomFieldCheck check = new CustomFieldCheck();
    private final Clock clock;

    @Activate
    public CustomFields(
            @Reference Database database, @Reference EntityModels models, @Reference AlignmentRunner runner) {
        this(database, models, runner, Clock.systemUTC());
    }

    public CustomFields(Database database, EntityModels models, AlignmentRunner runner, Clock clock) {
        this.database = database;
        this.models = models;
        this.runner = runner;
        this.clock = clock;
    }

    /** Custom fields of one type or of all, newest first. */
    public Page<CustomField> list(CallContext context, String entityType, PageRequest page) {
        List<FieldRow> rows = database.read(
                context, CustomFieldMapper.class, mapper -> mapper.list(context.requireTenant(), entityType, page));
        return Page.of(rows, page, FieldRow::id).map(FieldRows::field);
    }

    /** One custom field, or 404. */
    public CustomField get(CallContext context, UUID id) {
        FieldRow row =
                database.read(context, CustomFieldMapper.class, mapper -> mapper.find(context.requireTenant(), id));
        return FieldRows.field(Found.orNotFound(row, "custom field"));
    }

    /** What is being done, and was done, with existing entities; newest first. */
    public List<Alignment> alignments(CallContext context, String entityType) {
        return database.read(
                context, AlignmentMapper.class, mapper -> mapper.list(context.requireTenant(), entityType));
    }

    /** Adds a field, which takes values at once. */
    public CustomField create(CallContext context, CustomFieldFields fields) {
        UUID tenantId = context.requireTenant();
        Instant now = Times.now(clock);
        CustomField field = field(Ids.next(), fields, CustomField.State.READY, 1, now, now);
        List<EntityModel> ofType = models.ofType(context, field.entityType());
        check.require(field, options(context, field), ofType);
        check.requireCondition(field, ofType);
        return database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            if (mapper.ofType(tenantId, field.entityType()).size() >= MOST_FIELDS) {
                throw ProblemException.of(
                        MetadataProblem.FIELD_IN_USE, "A type has at most " + MOST_FIELDS + " custom fields.");
            }
            mapper.insert(tenantId, FieldRows.row(field));
            transaction.mapper(RevisionMapper.class).advance(tenantId, field.entityType());
            transaction.audit(AuditEntry.created("custom-field.create", RESOURCE, field.id(), field));
            transaction.changed(EntityModels.tag(tenantId, field.entityType()));
            return field;
        });
    }

    /**
     * Changes a field. What it is newly found, filtered or sorted by, or kept unique in, is worked out for existing
     * entities in the background; until then it is {@code PREPARING}.
     *
     * @param version the version that the caller last read
     */
    public CustomField update(CallContext context, UUID id, long version, UnaryOperator<CustomFieldFields> change) {
        UUID tenantId = context.requireTenant();
        CustomField before = get(context, id);
        Found.inVersion(before.version(), version);
        requireThere(before);
        CustomFieldFields fields = change.apply(CustomFieldFields.of(before));
        requireSameKind(before, fields);
        Instant now = Times.now(clock);
        boolean aligned = before.searchable() == fields.searchable()
                && before.unique() == fields.unique()
                && isIndexed(before.filterable(), before.sortable())
                        == isIndexed(fields.filterable(), fields.sortable());
        CustomField.State state = aligned ? before.state() : CustomField.State.PREPARING;
        CustomField after = field(id, fields, state, version + 1, before.createdAt(), now);
        check.require(after, options(context, after), List.of());
        if (!Objects.equals(after.details().visibleWhen(), before.details().visibleWhen())) {
            check.requireCondition(after, models.ofType(context, after.entityType()));
        }
        CustomField stored = database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            Found.inVersion(
                    Found.orNotFound(mapper.lock(tenantId, id), "custom field").version(), version);
            mapper.update(tenantId, FieldRows.row(after));
            transaction.mapper(RevisionMapper.class).advance(tenantId, after.entityType());
            if (!aligned) {
                boolean words = before.searchable() != after.searchable();
                Alignments.fieldChanged(transaction, tenantId, after, words, null, now);
            }
            transaction.audit(AuditEntry.changed("custom-field.update", RESOURCE, id, before, after));
            transaction.changed(EntityModels.tag(tenantId, after.entityType()));
            return after;
        });
        runner.wake();
        return stored;
    }

    /**
     * Removes a field with all its values, in the background.
     *
     * @param force also when entities have values in it
     * @throws ProblemException 409 {@code field-in-use}
     */
    public void delete(CallContext context, UUID id, boolean force) {
        UUID tenantId = context.requireTenant();
        database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            CustomField field = FieldRows.field(Found.orNotFound(mapper.lock(tenantId, id), "custom field"));
            requireThere(field);
            if (!force && mapper.hasValues(tenantId, field.entityType(), field.name())) {
                throw ProblemException.of(
                        MetadataProblem.FIELD_IN_USE,
                        "Entities have values in " + field.name()
                                + ", which would be deleted with it. Send force=true to do so.");
            }
            Instant now = Times.now(clock);
            mapper.changeState(tenantId, id, CustomField.State.REMOVING, now);
            transaction.mapper(RevisionMapper.class).advance(tenantId, field.entityType());
            Alignments.fieldChanged(transaction, tenantId, field, field.searchable(), id, now);
            transaction.audit(AuditEntry.removed("custom-field.delete", RESOURCE, id, field));
            transaction.changed(EntityModels.tag(tenantId, field.entityType()));
            return field;
        });
        runner.wake();
    }

    private OptionSet options(CallContext context, CustomField field) {
        if (field.optionSetId() == null) {
            return null;
        }
        OptionSetRow row = database.read(
                context,
                CustomFieldMapper.class,
                mapper -> mapper.findOptionSet(context.requireTenant(), field.optionSetId()));
        return row == null ? null : FieldRows.optionSet(row);
    }

    private static CustomField field(
            UUID id, CustomFieldFields fields, CustomField.State state, long version, Instant createdAt, Instant now) {
        return new CustomField(
                id,
                fields.entityType(),
                fields.name(),
                fields.type(),
                fields.details(),
                fields.required(),
                fields.unique(),
                fields.searchable(),
                fields.filterable(),
                fields.sortable(),
                fields.optionSetId(),
                fields.displayOrder(),
                state,
                version,
                createdAt,
                now);
    }

    private static boolean isIndexed(boolean filterable, boolean sortable) {
        return filterable || sortable;
    }

    private static void requireThere(CustomField field) {
        if (field.state() == CustomField.State.REMOVING) {
            throw ProblemException.of(MetadataProblem.FIELD_IN_USE, field.name() + " is being removed.");
        }
    }

    private static void requireSameKind(CustomField before, CustomFieldFields after) {
        if (!before.entityType().equals(after.entityType())) {
            throw ProblemException.invalid("entityType", "cannot change");
        }
        if (!before.name().equals(after.name())) {
            throw ProblemException.invalid("name", "cannot change: add another field");
        }
        if (before.type() != after.type()) {
            throw ProblemException.invalid("type", "cannot change: add another field");
        }
    }
}
