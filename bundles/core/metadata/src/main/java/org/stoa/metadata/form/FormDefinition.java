package org.stoa.metadata.form;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.stoa.api.data.Json;
import org.stoa.metadata.schema.ComputedField;
import org.stoa.metadata.schema.SchemaDefinition;
import org.stoa.metadata.schema.ValidationRule;

/**
 * How a form differs from the one that follows from the schema alone. The expressions (CEL) in it are over {@code form},
 * the fields of the form as they are submitted, {@code data} and {@code custom}, the same as structured data and custom
 * fields of the entity, {@code entity} and {@code today}.
 *
 * @param formSchema JSON Schema of an object: {@code properties} narrows fields ({@code false} leaves one out) and adds
 *     fields of the form's own; {@code required} asks for more; {@code "additionalProperties": false} leaves out all that
 *     it does not name; other keywords are conditions on the whole
 * @param uiSchema in the vocabulary of react-jsonschema-form; where it has texts, these may be given by language
 * @param validationRules what must be true, beside the rules of the schema
 * @param computedFields fields of the form whose value is worked out on submission
 * @param steps pages; none for a form of one page
 * @param submitActions empty for creating or changing the entity, and no more
 * @param redirectUrl where to go afterwards: a path of the same site ({@code /profiles/{slug}}), or {@code https}; {@code
 *     {id}} and {@code {slug}} stand for those of the entity. Null: nowhere
 */
public record FormDefinition(
        @NotNull FormType formType,
        @NotNull @Pattern(regexp = SchemaDefinition.TYPE) String entityType,
        @NotNull @Pattern(regexp = SchemaDefinition.SUBTYPE) String entitySubtype,
        Json formSchema,
        Json uiSchema,
        @Size(max = 100) List<@NotNull @Valid ValidationRule> validationRules,
        @Size(max = 200) List<@NotNull @Valid Condition> conditionalLogic,
        @Size(max = 50) List<@NotNull @Valid ComputedField> computedFields,
        @Size(max = 30) List<@NotNull @Valid FormStep> steps,
        ProgressIndicator progressIndicator,
        @Size(max = 20) List<@NotNull @Valid SubmitAction> submitActions,
        @Size(max = 500) String redirectUrl) {

    public FormDefinition {
        formSchema = formSchema == null ? Json.emptyObject() : formSchema;
        uiSchema = uiSchema == null ? Json.emptyObject() : uiSchema;
        validationRules = orEmpty(validationRules);
        conditionalLogic = orEmpty(conditionalLogic);
        computedFields = orEmpty(computedFields);
        steps = orEmpty(steps);
        progressIndicator = Objects.requireNonNullElse(progressIndicator, ProgressIndicator.NONE);
        submitActions = orEmpty(submitActions);
    }

    /** A form that follows from the schema alone. */
    public static FormDefinition of(FormType formType, String entityType, String entitySubtype) {
        return new FormDefinition(
                formType, entityType, entitySubtype, null, null, null, null, null, null, null, null, null);
    }

    /** What it is for, as in its address: {@code registration/profile/dog}. */
    public String key() {
        return formType.wireName() + "/" + entityType + "/" + entitySubtype;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
