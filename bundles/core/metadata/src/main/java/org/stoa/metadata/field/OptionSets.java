package org.stoa.metadata.field;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
import org.stoa.metadata.Violations;
import org.stoa.metadata.field.CustomFieldMapper.OptionSetRow;
import org.stoa.metadata.model.EntityModels;
import org.stoa.metadata.model.RevisionMapper;

/** The option sets of a tenant. */
@Component(service = OptionSets.class)
public final class OptionSets {

    private static final String RESOURCE = "metadata.option_set";

    private final Database database;
    private final Clock clock;

    @Activate
    public OptionSets(@Reference Database database) {
        this(database, Clock.systemUTC());
    }

    public OptionSets(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Newest first. */
    public Page<OptionSet> list(CallContext context, PageRequest page) {
        List<OptionSetRow> rows = database.read(
                context, CustomFieldMapper.class, mapper -> mapper.listOptionSets(context.requireTenant(), page));
        return Page.of(rows, page, OptionSetRow::id).map(FieldRows::optionSet);
    }

    /** One option set, or 404. */
    public OptionSet get(CallContext context, UUID id) {
        OptionSetRow row = database.read(
                context, CustomFieldMapper.class, mapper -> mapper.findOptionSet(context.requireTenant(), id));
        return FieldRows.optionSet(Found.orNotFound(row, "option set"));
    }

    public OptionSet create(CallContext context, OptionSetFields fields) {
        requireDistinct(fields);
        return database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            Instant now = Times.now(clock);
            OptionSet set = new OptionSet(Ids.next(), fields.name().strip(), fields.options(), 1, now, now);
            mapper.insertOptionSet(context.requireTenant(), FieldRows.row(set));
            transaction.audit(AuditEntry.created("option-set.create", RESOURCE, set.id(), set));
            return set;
        });
    }

    /**
     * Changes an option set. Options are retired, not removed: entities may have them.
     *
     * @param version the version that the caller last read
     */
    public OptionSet update(CallContext context, UUID id, long version, UnaryOperator<OptionSetFields> change) {
        UUID tenantId = context.requireTenant();
        return database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            OptionSet before = FieldRows.optionSet(Found.orNotFound(mapper.lockOptionSet(tenantId, id), "option set"));
            Found.inVersion(before.version(), version);
            OptionSetFields fields = change.apply(new OptionSetFields(before.name(), before.options()));
            requireDistinct(fields);
            Set<String> types = Set.copyOf(mapper.typesUsing(tenantId, id));
            if (!types.isEmpty()) {
                requireNoneRemoved(before, fields);
            }
            OptionSet set = new OptionSet(
                    id, fields.name().strip(), fields.options(), version + 1, before.createdAt(), Times.now(clock));
            mapper.updateOptionSet(tenantId, FieldRows.row(set));
            types.forEach(type -> {
                transaction.mapper(RevisionMapper.class).advance(tenantId, type);
                transaction.changed(EntityModels.tag(tenantId, type));
            });
            transaction.audit(AuditEntry.changed("option-set.update", RESOURCE, id, before, set));
            return set;
        });
    }

    /** Deletes an option set that no custom field uses. */
    public void delete(CallContext context, UUID id) {
        UUID tenantId = context.requireTenant();
        database.write(context, CustomFieldMapper.class, (mapper, transaction) -> {
            OptionSet before = FieldRows.optionSet(Found.orNotFound(mapper.lockOptionSet(tenantId, id), "option set"));
            List<String> types = mapper.typesUsing(tenantId, id);
            if (!types.isEmpty()) {
                throw ProblemException.of(
                        MetadataProblem.FIELD_IN_USE,
                        "Custom fields of " + String.join(", ", types) + " use this option set. Remove them first.");
            }
            mapper.deleteOptionSet(tenantId, id);
            transaction.audit(AuditEntry.removed("option-set.delete", RESOURCE, id, before));
            return id;
        });
    }

    private static void requireDistinct(OptionSetFields fields) {
        Violations violations = new Violations();
        Set<String> values = new HashSet<>();
        for (int i = 0; i < fields.options().size(); i++) {
            violations.check(values.add(fields.options().get(i).value()), "options[" + i + "].value", "is there twice");
        }
        violations.raise();
    }

    private static void requireNoneRemoved(OptionSet before, OptionSetFields after) {
        List<String> left = after.options().stream().map(Option::value).toList();
        List<String> removed = before.options().stream()
                .map(Option::value)
                .filter(value -> !left.contains(value))
                .toList();
        if (!removed.isEmpty()) {
            throw ProblemException.of(
                    MetadataProblem.FIELD_IN_USE,
                    "Custom fields use this option set, so its options cannot be removed: set retired for " + removed
                            + " instead.");
        }
    }
}
