package org.stoa.metadata.form;

import java.util.List;
import java.util.UUID;
import org.stoa.api.data.Json;
import org.stoa.metadata.schema.ComputedField;

/**
 * A form to be filled in, in the language of the caller.
 *
 * @param schemaNumber version of the schema that it follows
 * @param templateId template that it was made with, or null
 * @param language of its texts, where they are there in it
 * @param formSchema one JSON Schema (2020-12) of all fields; what is required only at times is said by {@code
 *     conditionalLogic}
 * @param uiSchema in the vocabulary of react-jsonschema-form
 * @param validationRules rules of the schema and of the form
 * @param steps every field is in one of them; none for a form of one page
 */
public record ServedForm(
        FormType formType,
        String entityType,
        String entitySubtype,
        int schemaNumber,
        UUID templateId,
        String language,
        Json formSchema,
        Json uiSchema,
        List<Rule> validationRules,
        List<Condition> conditionalLogic,
        List<ComputedField> computedFields,
        List<Step> steps,
        ProgressIndicator progressIndicator,
        List<SubmitAction> submitActions,
        String redirectUrl) {

    /**
     * What must be true.
     *
     * @param field that the message belongs to, or null
     */
    public record Rule(String name, String expression, String message, String field) {}

    /** One page. */
    public record Step(String id, String title, List<String> fields, String visibleWhen) {}
}
