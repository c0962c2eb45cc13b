package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.Violations;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.ModelReader;
import org.stoa.metadata.validation.CompiledSchema;
import org.stoa.metadata.validation.SchemaCompiler;

/**
 * Puts a form together, in this order: base schema, custom fields, the tenant's overrides, generated validation,
 * conditional logic, steps.
 */
final class FormMerge {

    private final SchemaCompiler schemas = new SchemaCompiler();
    private final EntityModel model;
    private final boolean restricted;
    private final Violations violations;

    /**
     * @param restricted whether for somebody who may see all
     * @param violations where is told what cannot be; it has no effect on the form then
     */
    FormMerge(EntityModel model, boolean restricted, Violations violations) {
        this.model = model;
        this.restricted = restricted;
        this.violations = violations;
    }

    /** The form that follows from the schema alone. */
    Form generate(FormType type) {
        return merge(
                FormDefinition.of(
                        type,
                        model.definition().entityType(),
                        model.definition().entitySubtype()),
                null,
                List.of());
    }

    Form merge(FormTemplate template) {
        return merge(template.definition(), template, template.ownFields());
    }

    /** Reads a definition that is not stored yet. Which fields are the form's own is found out. */
    Form merge(FormDefinition definition) {
        return merge(definition, null, null);
    }

    private Form merge(FormDefinition definition, FormTemplate template, List<String> ownFields) {
        FormType type = definition.formType();
        FormParts parts = type == FormType.SEARCH
                ? SearchFormFields.of(model, restricted)
                : EntityFormFields.of(model, withheld(definition));
        FormOverrides overrides = new FormOverrides(model, type, parts, violations);
        List<String> own = overrides.apply(Documents.parse(definition.formSchema()), ownFields);
        ObjectNode schema = schema(parts);
        CompiledSchema compiled = compile(schema);
        ObjectNode ui = ui(definition, parts, schema);
        Map<String, FormField> fields = ordered(parts.fields(), ui);
        List<FormStep> steps =
                FormSteps.of(List.copyOf(fields.keySet()), parts.withheld(), definition.steps(), violations);
        List<Condition> custom =
                type == FormType.SEARCH ? List.of() : CustomFormFields.conditions(model.customFields());
        FormLogic logic =
                new FormLogicReader(fields, expressions(schema, ownFields), violations).read(definition, custom, steps);
        SubmitPlan plan = SubmitPlan.of(definition, model, fields, violations);
        if (definition.redirectUrl() != null) {
            violations.check(Redirect.isSafe(definition.redirectUrl()), "/redirectUrl", Redirect.RULE);
        }
        if (type == FormType.REGISTRATION) {
            requireComplete(fields, plan);
        }
        return new Form(definition, template, model, schema, compiled, fields, own, ui, logic, steps, plan);
    }

    /**
     * What the caller does not get to see. A registration may ask anybody for what only some may read: what its template
     * names is given, not shown.
     */
    private List<String> withheld(FormDefinition definition) {
        if (restricted) {
            return List.of();
        }
        JsonNode named = Documents.parse(definition.formSchema());
        return model.definition().restrictedFields().stream()
                .filter(field -> definition.formType() != FormType.REGISTRATION || !isNamed(named, field))
                .toList();
    }

    private static boolean isNamed(JsonNode formSchema, String field) {
        JsonNode place = formSchema;
        for (String name : field.split("\\.")) {
            place = place.path("properties").path(name);
        }
        return !place.isMissingNode() && !(place.isBoolean() && !place.asBoolean());
    }

    /** What is stored was checked when it was written, and the schema may have changed since. */
    private ExpressionCompiler expressions(ObjectNode schema, List<String> ownFields) {
        return ownFields == null ? FormVariables.compiler(model, schema) : FormVariables.UNTYPED;
    }

    private ObjectNode schema(FormParts parts) {
        ObjectNode schema = Documents.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("type", "object");
        schema.setAll(parts.root());
        ObjectNode properties = schema.putObject("properties");
        parts.fields().forEach((name, field) -> properties.set(name, field.schema()));
        schema.put("additionalProperties", false);
        Definitions.keepReferenced(schema, Documents.parse(model.definition().baseSchema()));
        Definitions.dropUnused(schema);
        return schema;
    }

    private CompiledSchema compile(ObjectNode schema) {
        try {
            return schemas.compile(schema);
        } catch (ProblemException e) {
            for (FieldError error : e.errors()) {
                violations.add("/formSchema" + error.field(), error.message());
            }
            violations.check(!e.errors().isEmpty(), "/formSchema", e.getMessage());
            return null;
        }
    }

    private ObjectNode ui(FormDefinition definition, FormParts parts, ObjectNode schema) {
        JsonNode given = Documents.parse(definition.uiSchema());
        new UiSchemaCheck(schema, violations).check(given, schema, "/uiSchema");
        JsonNode generated = Documents.parse(model.definition().formConfig());
        return UiSchemas.ofForm(parts.fields(), generated, given);
    }

    private static Map<String, FormField> ordered(Map<String, FormField> fields, ObjectNode ui) {
        Map<String, FormField> ordered = new LinkedHashMap<>();
        ui.path(Vocabulary.ORDER).forEach(name -> ordered.put(name.asText(), fields.get(name.asText())));
        return Collections.unmodifiableMap(ordered);
    }

    /** A registration must be able to lead to an entity. */
    private void requireComplete(Map<String, FormField> fields, SubmitPlan plan) {
        violations.check(
                fields.containsKey(BuiltInFields.NAME),
                "/formSchema/properties",
                "must not leave out name, which every entity needs");
        if (plan.status() == null || model.isDraft(plan.status())) {
            return;
        }
        Set<String> missing = new HashSet<>();
        JsonNode base = ModelReader.withRequired(
                model.definition(), Documents.parse(model.definition().baseSchema()));
        base.path("required").forEach(name -> missing.add(name.asText()));
        model.customFields().stream()
                .filter(field -> field.required()
                        && field.details().visibleWhen() == null
                        && field.details().defaultValue() == null)
                .map(CustomField::name)
                .forEach(missing::add);
        missing.removeAll(fields.keySet());
        for (String name : new ArrayList<>(missing)) {
            violations.add(
                    "/formSchema/properties",
                    "must not leave out " + name + ", without which no entity is " + plan.status());
        }
    }
}
