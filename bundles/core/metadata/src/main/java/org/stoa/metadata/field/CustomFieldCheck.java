package org.stoa.metadata.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Violations;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityVariables;
import org.stoa.metadata.model.FieldType;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.validation.CompiledSchema;
import org.stoa.metadata.validation.SchemaCompiler;
import org.stoa.metadata.validation.Violation;

/** The rules of custom fields. */
final class CustomFieldCheck {

    private static final Set<FieldType> UNIQUE = Set.of(
            FieldType.TEXT,
            FieldType.NUMBER,
            FieldType.DATE,
            FieldType.TIMESTAMP,
            FieldType.REFERENCE,
            FieldType.URL,
            FieldType.EMAIL);

    private final SchemaCompiler schemas = new SchemaCompiler();

    /**
     * Checks a field as it shall be.
     *
     * @param models of the type's subtypes
     * @throws ProblemException 400 {@code invalid-request} with every field
     */
    void require(CustomField field, OptionSet options, List<EntityModel> models) {
        Violations violations = new Violations();
        FieldType type = field.type();
        boolean choice = type == FieldType.SELECT || type == FieldType.MULTISELECT;
        violations
                .check(!ModelReader.RESERVED.contains(field.name()), "name", "has a meaning of its own in a search")
                .check(
                        models.stream()
                                .noneMatch(model -> model.properties().contains(field.name())
                                        || model.computations().stream()
                                                .anyMatch(each -> each.name().equals(field.name()))),
                        "name",
                        "is a property of a schema of this type already")
                .check(
                        choice == (field.optionSetId() != null),
                        "optionSetId",
                        "belongs to SELECT and MULTISELECT, which need one")
                .check(!choice || options != null, "optionSetId", "is no option set of this tenant")
                .check(!field.unique() || UNIQUE.contains(type), "unique", "is possible for " + sorted() + " only")
                .check(!field.searchable() || type.isText(), "searchable", "is possible for texts and choices only")
                .check(!field.filterable() || type.isComparable(), "filterable", "is not possible for " + type)
                .check(
                        !field.sortable() || type.isComparable() && type != FieldType.MULTISELECT,
                        "sortable",
                        "is not possible for " + type);
        violations.raise();
        CompiledSchema schema = compile(field, options);
        if (field.details().defaultValue() != null) {
            for (Violation violation :
                    schema.validate(Documents.parse(field.details().defaultValue()))) {
                violations.check(false, "details.defaultValue" + violation.pointer(), violation.message());
            }
        }
        violations.raise();
    }

    /**
     * Checks the condition of a field that is written.
     *
     * @param models of the type's subtypes; what one of them knows may be named
     * @throws ProblemException 400 {@code expression-invalid}
     */
    void requireCondition(CustomField field, List<EntityModel> models) {
        String condition = field.details().visibleWhen();
        if (condition == null) {
            return;
        }
        try {
            variables(field, models).compile(condition, ExpressionResult.TRUTH);
        } catch (ProblemException e) {
            throw e.withField("details.visibleWhen", String.valueOf(e.arguments()[0]));
        }
    }

    private static ExpressionCompiler variables(CustomField field, List<EntityModel> models) {
        if (models.isEmpty()) {
            return EntityVariables.compiler(EntityVariables.ANYTHING, EntityVariables.ANYTHING);
        }
        ObjectNode custom = CustomFieldSchema.of(models.get(0).customFields(), Map.of());
        custom.withObject("/properties").set(field.name(), CustomFieldSchema.of(field, (OptionSet) null));
        if (models.size() == 1) {
            JsonNode data = Documents.parse(models.get(0).definition().baseSchema());
            return EntityVariables.compiler(data, custom);
        }
        ObjectNode data = Documents.object().put("type", "object");
        models.forEach(model -> model.properties()
                .forEach(name -> data.withObject("/properties").set(name, EntityVariables.ANYTHING)));
        return EntityVariables.compiler(data, custom);
    }

    private CompiledSchema compile(CustomField field, OptionSet options) {
        try {
            return schemas.compile(CustomFieldSchema.of(field, options));
        } catch (ProblemException e) {
            Violations violations = new Violations();
            for (FieldError error : e.errors()) {
                violations.check(false, "details.limits" + error.field().replace('/', '.'), error.message());
            }
            violations.raise();
            throw e;
        }
    }

    private static List<FieldType> sorted() {
        return UNIQUE.stream().sorted().toList();
    }
}
