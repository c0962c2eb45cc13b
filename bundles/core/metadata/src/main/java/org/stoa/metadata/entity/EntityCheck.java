package org.stoa.metadata.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.stoa.api.data.Json;
import org.stoa.api.rest.FieldError;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Documents;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.ExpressionException;
import org.stoa.metadata.expression.Variables;
import org.stoa.metadata.field.CustomField;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.model.EntityVariables;
import org.stoa.metadata.model.FieldModel;
import org.stoa.metadata.model.ValueText;
import org.stoa.metadata.schema.ValidationRule;
import org.stoa.metadata.schema.Visibility;
import org.stoa.metadata.validation.Violation;

/** Holds entities against their model. */
public final class EntityCheck {

    private static final String REQUIRED = "required";
    private static final int MOST_TEXT = 100_000;

    /** What was found wrong, and what the entity comes to; the latter null when anything is wrong. */
    record Outcome(List<FieldError> errors, CheckedEntity entity) {}

    /**
     * Checks what a client says of an entity.
     *
     * @param others what is known to be wrong besides
     * @throws ProblemException 400 {@code data-invalid} with every place, as JSON pointers into the fields
     */
    CheckedEntity require(
            EntityModel model, EntityFields fields, LocalDate today, Locale locale, List<FieldError> others) {
        Outcome outcome = check(model, fields, today, locale);
        if (outcome.errors().isEmpty() && others.isEmpty()) {
            return outcome.entity();
        }
        ProblemException problem = ProblemException.of(MetadataProblem.DATA_INVALID);
        others.forEach(error -> problem.withField(error.field(), error.message()));
        outcome.errors().forEach(error -> problem.withField(error.field(), error.message()));
        throw problem;
    }

    Outcome check(EntityModel model, EntityFields fields, LocalDate today, Locale locale) {
        String status = fields.status() == null ? model.definition().statuses().get(0) : fields.status();
        boolean draft = model.isDraft(status);
        JsonNode data = Documents.parse(fields.structuredData());
        JsonNode given = Documents.parse(fields.customFields());
        List<FieldError> errors = new ArrayList<>();
        if (!model.definition().statuses().contains(status)) {
            errors.add(new FieldError(
                    "/status", "must be one of " + model.definition().statuses()));
        }
        addViolations("/structuredData", model.structuredData().validate(data), draft, errors);
        addViolations("/customFields", model.customData().validate(given), draft, errors);
        if (!given.isObject() || !data.isObject()) {
            return new Outcome(errors, null);
        }
        ObjectNode custom = withDefaults(model, given);
        Variables variables = EntityVariables.of(data, custom, fields.name(), status, fields.subtype(), today);
        if (!draft) {
            requireCustom(model, custom, variables, errors);
            if (errors.isEmpty()) {
                applyRules(model, variables, locale, errors);
            }
        }
        if (!errors.isEmpty()) {
            return new Outcome(errors, null);
        }
        return new Outcome(errors, checked(model, fields.name(), status, data, custom, compute(model, variables)));
    }

    /** What is kept of an entity that is there already, whether or not it fits the model. */
    public CheckedEntity kept(EntityModel model, EntityFields fields, LocalDate today) {
        JsonNode data = Documents.parse(fields.structuredData());
        ObjectNode custom = Documents.parse(fields.customFields()).deepCopy();
        Variables variables = EntityVariables.of(data, custom, fields.name(), fields.status(), fields.subtype(), today);
        return checked(model, fields.name(), fields.status(), data, custom, compute(model, variables));
    }

    private static void addViolations(
            String document, List<Violation> violations, boolean draft, List<FieldError> errors) {
        for (Violation violation : violations) {
            if (!(draft && violation.keyword().equals(REQUIRED))) {
                errors.add(new FieldError(document + violation.pointer(), violation.message()));
            }
        }
    }

    private static ObjectNode withDefaults(EntityModel model, JsonNode given) {
        ObjectNode custom = given.deepCopy();
        for (CustomField field : model.customFields()) {
            if (!custom.has(field.name()) && field.details().defaultValue() != null) {
                custom.set(field.name(), Documents.parse(field.details().defaultValue()));
            }
        }
        return custom;
    }

    private static void requireCustom(
            EntityModel model, ObjectNode custom, Variables variables, List<FieldError> errors) {
        for (CustomField field : model.customFields()) {
            if (field.required() && custom.path(field.name()).isMissingNode() && isVisible(model, field, variables)) {
                errors.add(new FieldError("/customFields/" + field.name(), "is required"));
            }
        }
    }

    private static boolean isVisible(EntityModel model, CustomField field, Variables variables) {
        Expression condition = model.visibilities().get(field.id());
        try {
            return condition == null || condition.evaluate(variables).asBoolean();
        } catch (ExpressionException e) {
            return false;
        }
    }

    private static void applyRules(EntityModel model, Variables variables, Locale locale, List<FieldError> errors) {
        for (EntityModel.Rule each : model.rules()) {
            String broken = broken(each, variables);
            if (broken != null) {
                errors.add(new FieldError(pointer(each.rule()), message(each.rule(), locale) + " [" + broken + "]"));
            }
        }
    }

    /** Which rule is broken, or null. One of which that cannot be told is, and says why. */
    private static String broken(EntityModel.Rule rule, Variables variables) {
        try {
            return rule.expression().evaluate(variables).asBoolean()
                    ? null
                    : rule.rule().name();
        } catch (ExpressionException e) {
            return rule.rule().name() + ": " + e.description();
        }
    }

    private static String pointer(ValidationRule rule) {
        return rule.field() == null
                ? "/structuredData"
                : "/structuredData/" + rule.field().replace('.', '/');
    }

    private static String message(ValidationRule rule, Locale locale) {
        Map<String, String> messages = rule.message();
        String message = messages.getOrDefault(locale.toLanguageTag(), messages.get(locale.getLanguage()));
        if (message == null) {
            message = messages.getOrDefault("en", messages.values().iterator().next());
        }
        return message;
    }

    private static ObjectNode compute(EntityModel model, Variables variables) {
        ObjectNode computed = Documents.object();
        for (EntityModel.Computation computation : model.computations()) {
            try {
                JsonNode value = computation.expression().evaluate(variables);
                if (!value.isNull() && ValueText.of(computation.type(), value) != null) {
                    computed.set(computation.name(), value);
                }
            } catch (ExpressionException e) {
                // no value while something that it needs is missing
                computed.remove(computation.name());
            }
        }
        return computed;
    }

    private static CheckedEntity checked(
            EntityModel model, String name, String status, JsonNode data, ObjectNode custom, ObjectNode computed) {
        List<String> fields = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> uniqueFields = new ArrayList<>();
        List<String> uniqueValues = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        for (FieldModel field : model.fields().values()) {
            JsonNode document =
                    switch (field.source()) {
                        case STRUCTURED_DATA -> data;
                        case CUSTOM_FIELDS -> custom;
                        case COMPUTED_FIELDS -> computed;
                    };
            for (JsonNode value : field.values(document)) {
                String text = ValueText.of(field.type(), value);
                if (text == null) {
                    continue;
                }
                if (field.isIndexed()) {
                    fields.add(field.name());
                    values.add(text);
                }
                if (field.unique()) {
                    uniqueFields.add(field.name());
                    uniqueValues.add(text);
                }
                if (field.searchable() && words.length() < MOST_TEXT) {
                    words.append(value.asText()).append('\n');
                }
            }
        }
        return new CheckedEntity(
                model.schemaId(),
                model.schemaNumber(),
                model.revision(),
                model.definition().visibility() == Visibility.RESTRICTED,
                status,
                Documents.write(data),
                Documents.write(custom),
                Documents.write(computed),
                Completeness.percent(model, data, custom),
                FoldedWords.added(name, words.toString()),
                fields,
                values,
                uniqueFields,
                uniqueValues);
    }

    /** The fields of an entity without those that only some may see. */
    static Json withoutRestricted(EntityModel model, Json structuredData) {
        JsonNode data = Documents.parse(structuredData);
        for (String field : model.definition().restrictedFields()) {
            int dot = field.lastIndexOf('.');
            JsonNode parent =
                    dot < 0 ? data : data.at("/" + field.substring(0, dot).replace('.', '/'));
            if (parent instanceof ObjectNode object) {
                object.remove(field.substring(dot + 1));
            }
        }
        return Documents.write(data);
    }
}
