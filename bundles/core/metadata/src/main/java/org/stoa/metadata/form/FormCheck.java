package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.Variables;
import org.stoa.metadata.form.FormLogic.Verdict;
import org.stoa.metadata.model.EntityModel;
import org.stoa.metadata.schema.ValidationRule;
import org.stoa.metadata.validation.Violation;

/** Checks what was submitted by the same schema, conditions and rules that the form was served with. */
final class FormCheck {

    private static final String REQUIRED = "is required";

    private final Form form;
    private final Submitted submitted;
    private final Wording wording;
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> errors = new LinkedHashMap<>();

    FormCheck(Form form, Submitted submitted, Wording wording) {
        this.form = form;
        this.submitted = submitted;
        this.wording = wording;
    }

    /**
     * Takes over what was submitted, without what is hidden and with what is computed, and notes everything that is wrong.
     *
     * @param draft whether the entity may be incomplete, so that rules of its schema do not matter yet
     */
    void check(JsonNode given, boolean draft) {
        if (!given.isObject()) {
            errors.put("", "must be an object");
            return;
        }
        take(given);
        settle();
        for (Violation violation : form.compiled().validate(submitted.values())) {
            boolean beyond = violation.keyword().equals("required") && !isAsked(violation.pointer());
            if (!beyond) {
                errors.putIfAbsent(violation.pointer(), violation.message());
            }
        }
        require();
        rules(draft);
    }

    /** What is wrong, by JSON pointer into the data. */
    Map<String, String> errors() {
        return errors;
    }

    /** Leaves only what is wrong with fields of one step. */
    void keepOnly(FormStep step) {
        errors.keySet().removeIf(pointer -> !step.fields().contains(Pointers.first(pointer)));
    }

    /** @throws ProblemException 400 {@code data-invalid} with every place */
    void raise() {
        if (!errors.isEmpty()) {
            ProblemException problem = ProblemException.of(MetadataProblem.DATA_INVALID);
            errors.forEach(problem::withField);
            throw problem;
        }
    }

    /** A null is no value, where the schema does not say otherwise. */
    private void take(JsonNode given) {
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            FormField field = form.fields().get(member.getKey());
            if (field == null) {
                errors.put(Pointers.of(member.getKey()), "is no field of this form");
            } else if (!member.getValue().isNull() || takesNull(field.schema())) {
                submitted.set(field.name(), member.getValue());
            }
        }
    }

    private static boolean takesNull(ObjectNode schema) {
        JsonNode type = schema.path("type");
        for (JsonNode each : type) {
            if (each.asText().equals("null")) {
                return true;
            }
        }
        return type.asText().equals("null");
    }

    /** Field by field, each after those that it depends on. */
    private void settle() {
        FormLogic logic = form.logic();
        for (String name : logic.order()) {
            if (logic.computations().containsKey(name)) {
                JsonNode value = logic.compute(name, submitted.variables());
                if (value == null) {
                    submitted.remove(name);
                } else {
                    submitted.set(name, value);
                }
            }
            if (logic.isConditional(name) && !logic.isVisible(name, submitted.variables())) {
                submitted.remove(name);
                hidden.add(name);
            }
        }
    }

    private boolean isAsked(String pointer) {
        String name = Pointers.first(pointer);
        return name.isEmpty() || form.fields().containsKey(name) && !hidden.contains(name);
    }

    private void require() {
        Variables variables = submitted.variables();
        for (FormField field : form.fields().values()) {
            String name = field.name();
            if (!hidden.contains(name)
                    && !submitted.has(name)
                    && (field.required() || form.logic().isRequired(name, variables))) {
                errors.putIfAbsent(Pointers.of(name), REQUIRED);
            }
        }
    }

    private void rules(boolean draft) {
        Variables variables = submitted.variables();
        boolean sound = errors.isEmpty();
        boolean ofSchema = !draft && form.definition().formType() != FormType.SEARCH;
        if (ofSchema) {
            for (EntityModel.Rule rule : form.model().rules()) {
                judge(rule.rule(), rule.expression(), variables, sound);
            }
        }
        for (FormLogic.Rule rule : form.logic().rules()) {
            judge(rule.rule(), rule.expression(), variables, sound);
        }
    }

    /** What cannot be told is no failure as long as there are others, which may be the reason. */
    private void judge(ValidationRule rule, Expression expression, Variables variables, boolean sound) {
        Verdict verdict = FormLogic.judge(expression, variables);
        if (verdict == Verdict.BROKEN || verdict == Verdict.UNKNOWN && sound) {
            String pointer = rule.field() == null ? "" : "/" + rule.field().replace('.', '/');
            errors.putIfAbsent(pointer, wording.of(rule.message()));
        }
    }
}
