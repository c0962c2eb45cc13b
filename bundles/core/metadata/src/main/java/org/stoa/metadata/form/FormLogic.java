package org.stoa.metadata.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.ExpressionException;
import org.stoa.metadata.expression.Variables;
import org.stoa.metadata.schema.ValidationRule;

/**
 * What of a form depends on what is filled in.
 *
 * @param order names of all fields, each after those that it depends on
 * @param conditions by field
 * @param computations by field
 * @param rules of the form
 * @param served conditions as clients get them
 */
record FormLogic(
        List<String> order,
        Map<String, List<When>> conditions,
        Map<String, Expression> computations,
        List<Rule> rules,
        List<Condition> served) {

    /** A compiled condition. */
    record When(Expression expression, Effect effect) {}

    /** A compiled rule. */
    record Rule(ValidationRule rule, Expression expression) {}

    /** Whether a field may be absent from the form. */
    boolean isConditional(String field) {
        return conditions.getOrDefault(field, List.of()).stream().anyMatch(each -> each.effect() != Effect.REQUIRE);
    }

    boolean isVisible(String field, Variables variables) {
        for (When condition : conditions.getOrDefault(field, List.of())) {
            boolean hides = condition.effect() == Effect.SHOW && !holds(condition.expression(), variables)
                    || condition.effect() == Effect.HIDE && holds(condition.expression(), variables);
            if (hides) {
                return false;
            }
        }
        return true;
    }

    boolean isRequired(String field, Variables variables) {
        return conditions.getOrDefault(field, List.of()).stream()
                .anyMatch(each -> each.effect() == Effect.REQUIRE && holds(each.expression(), variables));
    }

    /** The value of a computed field, or null when there is none. */
    JsonNode compute(String field, Variables variables) {
        try {
            JsonNode value = computations.get(field).evaluate(variables);
            return value == null || value.isNull() ? null : value;
        } catch (ExpressionException e) {
            return null;
        }
    }

    /** How a rule turned out. */
    enum Verdict {
        HOLDS,
        BROKEN,
        /** Something that it needs is missing, or is not what it should be. */
        UNKNOWN
    }

    static Verdict judge(Expression rule, Variables variables) {
        try {
            return rule.evaluate(variables).asBoolean() ? Verdict.HOLDS : Verdict.BROKEN;
        } catch (ExpressionException e) {
            return Verdict.UNKNOWN;
        }
    }

    private static boolean holds(Expression condition, Variables variables) {
        return judge(condition, variables) == Verdict.HOLDS;
    }

    static List<Condition> requirements(
            Map<String, FormField> fields, List<Condition> conditions, Map<String, String> steps) {
        List<Condition> requirements = new ArrayList<>();
        for (FormField field : fields.values()) {
            List<String> parts = new ArrayList<>();
            for (Condition condition : conditions) {
                if (condition.field().equals(field.name()) && condition.then() != Effect.REQUIRE) {
                    parts.add((condition.then() == Effect.HIDE ? "!(" : "(") + condition.when() + ")");
                }
            }
            if (steps.get(field.name()) != null) {
                parts.add("(" + steps.get(field.name()) + ")");
            }
            if (field.required() && !parts.isEmpty()) {
                requirements.add(new Condition(field.name(), String.join(" && ", parts), Effect.REQUIRE));
            }
        }
        return requirements;
    }
}
