package org.stoa.metadata.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.ValidationRule;
import org.stoa.metadata.validation.CompiledSchema;

/**
 * All that entities of one type and subtype of one tenant must look like, ready to be used.
 *
 * @param schemaNumber which version of the schema it is
 * @param revision of what the tenant says of the type; see {@code metadata.model_revision}
 * @param properties names of the properties of the structured data
 * @param optionSets of the custom fields, by id
 * @param fields those that the platform searches, filters, sorts or keeps unique, by name
 */
public record EntityModel(
        UUID schemaId,
        int schemaNumber,
        long revision,
        SchemaDefinition definition,
        List<String> properties,
        CompiledSchema structuredData,
        List<CustomField> customFields,
        Map<UUID, OptionSet> optionSets,
        CompiledSchema customData,
        List<Rule> rules,
        List<Computation> computations,
        Map<UUID, Expression> visibilities,
        Map<String, FieldModel> fields) {

    public EntityModel {
        properties = List.copyOf(properties);
        customFields = List.copyOf(customFields);
        optionSets = Map.copyOf(optionSets);
        rules = List.copyOf(rules);
        computations = List.copyOf(computations);
        visibilities = Map.copyOf(visibilities);
        fields = Collections.unmodifiableMap(fields);
    }

    /** A rule with its compiled expression. */
    public record Rule(ValidationRule rule, Expression expression) {}

    /** A computed field with its compiled expression. */
    public record Computation(String name, FieldType type, Expression expression) {}

    /** The same, which the tenant's revision did not change. */
    EntityModel inRevision(long other) {
        return new EntityModel(
                schemaId,
                schemaNumber,
                other,
                definition,
                properties,
                structuredData,
                customFields,
                optionSets,
                customData,
                rules,
                computations,
                visibilities,
                fields);
    }

    /** What there is to choose from in a custom field, or null. */
    public OptionSet optionsOf(CustomField field) {
        return field.optionSetId() == null ? null : optionSets.get(field.optionSetId());
    }

    /** Whether a status is that of a draft, which may be incomplete. */
    public boolean isDraft(String status) {
        return definition.statuses().get(0).equals(status);
    }

    /** Whether a field, or an object that it is in, is shown only to those who may see what is restricted. */
    public boolean isRestricted(String field) {
        return definition.restrictedFields().stream()
                .anyMatch(restricted -> field.equals(restricted) || field.startsWith(restricted + "."));
    }
}
