package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.Violations;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.validation.SchemaCompiler;

/** Reads definitions of forms, and says everything that is wrong with them. */
public final class FormReader {

    private static final int LONGEST_SCHEMA = 200_000;

    private final SchemaCompiler schemas = new SchemaCompiler();

    /**
     * Refuses what cannot be a form of entities of this model.
     *
     * @throws ProblemException 400 {@code form-invalid} with a JSON pointer to every place
     */
    public void check(EntityModel model, FormDefinition definition) {
        read(model, definition);
    }

    /** Puts the form together for somebody who sees all. */
    Form read(EntityModel model, FormDefinition definition) {
        Violations violations = new Violations();
        JsonNode formSchema = Documents.parse(definition.formSchema());
        violations
                .check(formSchema.isObject(), "/formSchema", "must be an object")
                .check(
                        definition.formSchema().text().length() <= LONGEST_SCHEMA,
                        "/formSchema",
                        "is longer than " + LONGEST_SCHEMA + " characters")
                .check(
                        definition.uiSchema().text().length() <= LONGEST_SCHEMA,
                        "/uiSchema",
                        "is longer than " + LONGEST_SCHEMA + " characters");
        violations.raise(MetadataProblem.FORM_INVALID);
        compile(model, (ObjectNode) formSchema, violations);
        violations.raise(MetadataProblem.FORM_INVALID);
        Form form = new FormMerge(model, true, violations).merge(definition);
        violations.raise(MetadataProblem.FORM_INVALID);
        return form;
    }

    /** The fragment by itself, with the definitions of the schema that it may refer to. */
    private void compile(EntityModel model, ObjectNode formSchema, Violations violations) {
        ObjectNode alone = formSchema.deepCopy();
        JsonNode base = Documents.parse(model.definition().baseSchema());
        base.path("$defs").properties().forEach(each -> {
            ObjectNode definitions = alone.withObject("/$defs");
            if (!definitions.has(each.getKey())) {
                definitions.set(each.getKey(), each.getValue());
            }
        });
        try {
            schemas.compile(alone);
        } catch (ProblemException e) {
            for (FieldError error : e.errors()) {
                violations.add("/formSchema" + error.field(), error.message());
            }
            violations.check(!e.errors().isEmpty(), "/formSchema", e.getMessage());
        }
    }
}
