package org.stoa.metadata.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.field.CustomFieldSchema;
import org.stoa.metadata.field.OptionSet;
import org.stoa.metadata.model.FieldModel.Source;
import org.stoa.metadata.schema.ComputedField;
import org.stoa.metadata.schema.Quota;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.ValidationRule;
import org.stoa.metadata.validation.CompiledSchema;
import org.stoa.metadata.validation.SchemaCompiler;

/** Makes the model of a schema and the custom fields of its type, and says everything that is wrong with them. */
public final class ModelReader {

    /** Parameters of a search that are no fields; names of fields must differ. */
    public static final Set<String> RESERVED = Set.of(
            "q",
            "limit",
            "cursor",
            "sort",
            "facets",
            "near",
            "radius",
            "id",
            "name",
            "slug",
            "status",
            "subtype",
            "category",
            "tag",
            "account",
            "owner",
            "createdAt",
            "updatedAt",
            "completeness",
            "restricted");

    private final SchemaCompiler schemas = new SchemaCompiler();

    /** What a schema is read with. */
    public record Surroundings(
            UUID schemaId,
            int schemaNumber,
            long revision,
            List<CustomField> customFields,
            Map<UUID, OptionSet> optionSets) {

        /** A schema by itself. */
        public static Surroundings none() {
            return new Surroundings(new UUID(0, 0), 0, 0, List.of(), Map.of());
        }
    }

    /**
     * Reads a definition that is stored.
     *
     * @throws ProblemException 400 {@code schema-invalid} with every place, as JSON pointers into the definition
     */
    public EntityModel read(SchemaDefinition definition, Surroundings surroundings) {
        return read(definition, surroundings, EntityVariables.UNTYPED);
    }

    /**
     * Checks a definition that is written. Its expressions must fit what they are about; of one that is stored that is not
     * asked, as custom fields come and go.
     *
     * @param customFields those that expressions may name, or null where they are not known
     * @return what it comes to by itself
     * @throws ProblemException 400 {@code schema-invalid} with every place, as JSON pointers into the definition
     */
    public EntityModel check(SchemaDefinition definition, List<CustomField> customFields) {
        JsonNode custom =
                customFields == null ? EntityVariables.ANYTHING : CustomFieldSchema.of(customFields, Map.of());
        return read(
                definition,
                Surroundings.none(),
                EntityVariables.compiler(Documents.parse(definition.baseSchema()), custom));
    }

    private EntityModel read(SchemaDefinition definition, Surroundings surroundings, ExpressionCompiler expressions) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode schema = Documents.parse(definition.baseSchema());
        CompiledSchema structuredData = null;
        if (!schema.isObject() || !"object".equals(schema.path("type").asText())) {
            errors.add(new FieldError("/baseSchema/type", "must be object"));
        } else {
            structuredData = compile(withRequired(definition, schema), errors);
        }
        Map<String, FieldModel> fields = new LinkedHashMap<>();
        addStructured(definition, new SchemaFields(schema), fields, errors);
        addCustom(surroundings.customFields(), fields);
        List<EntityModel.Rule> rules = rules(definition, expressions, errors);
        List<EntityModel.Computation> computations = computations(definition, expressions, errors);
        checkQuota(definition.quota(), errors);
        if (!errors.isEmpty()) {
            ProblemException problem = ProblemException.of(MetadataProblem.SCHEMA_INVALID);
            errors.forEach(error -> problem.withField(error.field(), error.message()));
            throw problem;
        }
        Map<UUID, Expression> visibilities = new HashMap<>();
        for (CustomField field : surroundings.customFields()) {
            if (field.details().visibleWhen() != null) {
                visibilities.put(
                        field.id(),
                        EntityVariables.UNTYPED.compile(field.details().visibleWhen(), ExpressionResult.TRUTH));
            }
        }
        return new EntityModel(
                surroundings.schemaId(),
                surroundings.schemaNumber(),
                surroundings.revision(),
                definition,
                names(schema.path("properties")),
                structuredData,
                surroundings.customFields(),
                surroundings.optionSets(),
                schemas.compile(CustomFieldSchema.of(surroundings.customFields(), surroundings.optionSets())),
                rules,
                computations,
                visibilities,
                fields);
    }

    /** The base schema with the required fields of the definition added where they belong. */
    public static ObjectNode withRequired(SchemaDefinition definition, JsonNode schema) {
        ObjectNode copy = schema.deepCopy();
        for (String field : definition.requiredFields()) {
            List<String> path = path(field);
            JsonNode place = copy;
            for (String member : path.subList(0, path.size() - 1)) {
                place = place.path("properties").path(member);
            }
            if (place instanceof ObjectNode object) {
                Set<String> required = new HashSet<>();
                object.path("required").forEach(each -> required.add(each.asText()));
                String last = path.get(path.size() - 1);
                if (required.add(last)) {
                    object.withArray("required").add(last);
                }
            }
        }
        return copy;
    }

    private CompiledSchema compile(JsonNode schema, List<FieldError> errors) {
        try {
            return schemas.compile(schema);
        } catch (ProblemException e) {
            e.errors().forEach(error -> errors.add(new FieldError("/baseSchema" + error.field(), error.message())));
            return null;
        }
    }

    private static void addStructured(
            SchemaDefinition definition, SchemaFields schema, Map<String, FieldModel> fields, List<FieldError> errors) {
        requireKnown("requiredFields", definition.requiredFields(), schema, errors);
        requireKnown("restrictedFields", definition.restrictedFields(), schema, errors);
        Set<String> names = new LinkedHashSet<>(definition.searchableFields());
        names.addAll(definition.filterableFields());
        names.addAll(definition.sortableFields());
        Map<String, ComputedField> computed = new HashMap<>();
        definition.computedFields().forEach(field -> computed.put(field.name(), field));
        for (String name : names) {
            ComputedField computation = computed.get(name);
            SchemaFields.Kind kind =
                    computation == null ? schema.kind(path(name)) : new SchemaFields.Kind(computation.type(), false);
            String list = listOf(definition, name);
            String pointer = "/" + list;
            if (kind == null) {
                errors.add(
                        new FieldError(
                                pointer,
                                name
                                        + " must be a property of baseSchema with a type of text, number, boolean or a list of such"));
            } else if (RESERVED.contains(name)) {
                errors.add(new FieldError(
                        pointer, name + " has a meaning of its own in a search; give the field another name"));
            } else if (definition.sortableFields().contains(name) && kind.multiple()) {
                errors.add(new FieldError("/sortableFields", name + " is a list, which has no order among others"));
            } else if (definition.searchableFields().contains(name) && isRestricted(definition, name)) {
                errors.add(new FieldError(
                        "/searchableFields", name + " is restricted, and would be found by those who may not see it"));
            } else if (definition.searchableFields().contains(name)
                    && !kind.type().isText()) {
                errors.add(new FieldError("/searchableFields", name + " is no text"));
            } else {
                fields.put(
                        name,
                        new FieldModel(
                                name,
                                computation == null ? Source.STRUCTURED_DATA : Source.COMPUTED_FIELDS,
                                computation == null ? path(name) : List.of(name),
                                kind.type(),
                                kind.multiple(),
                                definition.searchableFields().contains(name),
                                definition.filterableFields().contains(name),
                                definition.sortableFields().contains(name),
                                false));
            }
        }
    }

    private static boolean isRestricted(SchemaDefinition definition, String name) {
        return definition.restrictedFields().stream()
                .anyMatch(restricted -> name.equals(restricted) || name.startsWith(restricted + "."));
    }

    private static String listOf(SchemaDefinition definition, String name) {
        if (definition.filterableFields().contains(name)) {
            return "filterableFields";
        }
        return definition.sortableFields().contains(name) ? "sortableFields" : "searchableFields";
    }

    private static void requireKnown(String list, List<String> names, SchemaFields schema, List<FieldError> errors) {
        for (int i = 0; i < names.size(); i++) {
            if (!schema.has(path(names.get(i)))) {
                errors.add(new FieldError("/" + list + "/" + i, names.get(i) + " is no property of baseSchema"));
            }
        }
    }

    private static void addCustom(List<CustomField> customFields, Map<String, FieldModel> fields) {
        for (CustomField field : customFields) {
            fields.putIfAbsent(
                    field.name(),
                    new FieldModel(
                            field.name(),
                            Source.CUSTOM_FIELDS,
                            List.of(field.name()),
                            field.type(),
                            field.type() == FieldType.MULTISELECT,
                            field.searchable(),
                            field.filterable(),
                            field.sortable(),
                            field.unique()));
        }
    }

    private static List<EntityModel.Rule> rules(
            SchemaDefinition definition, ExpressionCompiler expressions, List<FieldError> errors) {
        List<EntityModel.Rule> rules = new ArrayList<>();
        for (int i = 0; i < definition.validationRules().size(); i++) {
            ValidationRule rule = definition.validationRules().get(i);
            try {
                rules.add(new EntityModel.Rule(rule, expressions.compile(rule.expression(), ExpressionResult.TRUTH)));
            } catch (ProblemException e) {
                errors.add(new FieldError("/validationRules/" + i + "/expression", message(e)));
            }
        }
        return rules;
    }

    private static List<EntityModel.Computation> computations(
            SchemaDefinition definition, ExpressionCompiler expressions, List<FieldError> errors) {
        List<EntityModel.Computation> computations = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < definition.computedFields().size(); i++) {
            ComputedField field = definition.computedFields().get(i);
            if (!names.add(field.name())) {
                errors.add(new FieldError("/computedFields/" + i + "/name", "is there twice"));
            }
            try {
                computations.add(new EntityModel.Computation(
                        field.name(),
                        field.type(),
                        expressions.compile(field.expression(), EntityVariables.result(field.type()))));
            } catch (ProblemException e) {
                errors.add(new FieldError("/computedFields/" + i + "/expression", message(e)));
            }
        }
        return computations;
    }

    private static void checkQuota(Quota quota, List<FieldError> errors) {
        if (quota == null) {
            return;
        }
        if (quota.setting() == null || !quota.setting().matches(Quota.SETTING)) {
            errors.add(new FieldError("/quota/setting", Quota.SETTING_RULE));
        }
        if (quota.period() == null) {
            errors.add(new FieldError("/quota/period", "must be DAY, MONTH or YEAR"));
        }
    }

    private static String message(ProblemException problem) {
        return problem.arguments().length == 0 ? problem.getMessage() : String.valueOf(problem.arguments()[0]);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> path(String name) {
        return List.of(name.split("\\."));
    }
}
