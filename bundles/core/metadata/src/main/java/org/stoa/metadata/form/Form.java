package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.validation.CompiledSchema;

/**
 * A form put together of base schema, custom fields and template, ready to be served and to be checked against.
 *
 * @param template null when there is none
 * @param schema without what is required, which depends on what is visible
 * @param fields by name, in order
 * @param ownFields names of the fields that only the form has
 * @param ui with texts by language
 * @param steps with every field in one of them; none for one page
 */
record Form(
        FormDefinition definition,
        FormTemplate template,
        EntityModel model,
        ObjectNode schema,
        CompiledSchema compiled,
        Map<String, FormField> fields,
        List<String> ownFields,
        ObjectNode ui,
        FormLogic logic,
        List<FormStep> steps,
        SubmitPlan plan) {

    /** Whether clients can know by the schema alone that a field is required. */
    boolean isAlwaysRequired(FormField field) {
        return field.required()
                && !logic.isConditional(field.name())
                && !logic.computations().containsKey(field.name());
    }

    /** Whether it was made of the same model and template. */
    boolean isOf(EntityModel otherModel, FormTemplate other) {
        boolean sameModel = model.schemaId().equals(otherModel.schemaId()) && model.revision() == otherModel.revision();
        if (!sameModel || (template == null) != (other == null)) {
            return false;
        }
        return template == null || template.id().equals(other.id()) && template.version() == other.version();
    }
}
