package org.stoa.metadata.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Violations;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.expression.References;
import org.stoa.metadata.form.FormField.Source;
import org.stoa.metadata.form.FormLogic.Rule;
import org.stoa.metadata.form.FormLogic.When;
import org.stoa.metadata.model.EntityVariables;
import org.stoa.metadata.schema.ComputedField;

/** Compiles the expressions of a form and finds out in which order its fields become known. */
final class FormLogicReader {

    private final Map<String, FormField> fields;
    private final ExpressionCompiler expressions;
    private final Violations violations;
    private final Dependencies dependencies;
    private final Map<String, List<When>> conditions = new LinkedHashMap<>();
    private final Map<String, Expression> computations = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private final List<Condition> served = new ArrayList<>();

    /**
     * @param expressions what compiles those of the form
     * @param violations where is told what cannot be; it has no effect then
     */
    FormLogicReader(Map<String, FormField> fields, ExpressionCompiler expressions, Violations violations) {
        this.fields = fields;
        this.expressions = expressions;
        this.violations = violations;
        this.dependencies = new Dependencies(fields.keySet());
    }

    /**
     * Reads all of it.
     *
     * @param custom conditions of custom fields, which are as they are
     */
    FormLogic read(FormDefinition definition, List<Condition> custom, List<FormStep> steps) {
        custom.stream().filter(each -> fields.containsKey(each.field())).forEach(each -> add(each, null));
        for (int i = 0; i < definition.conditionalLogic().size(); i++) {
            Condition condition = definition.conditionalLogic().get(i);
            String pointer = "/conditionalLogic/" + i;
            if (fields.containsKey(condition.field())) {
                add(condition, pointer + "/when");
            } else {
                violations.add(pointer + "/field", condition.field() + " is no field of the form");
            }
        }
        List<Condition> visible = List.copyOf(served);
        Map<String, String> conditionalSteps = addSteps(definition, steps);
        addComputations(definition.computedFields());
        List<Rule> rules = rules(definition);
        List<String> order = dependencies.order();
        refuse(dependencies.cycle());
        served.addAll(FormLogic.requirements(fields, visible, conditionalSteps));
        return new FormLogic(order, conditions, computations, rules, List.copyOf(served));
    }

    private void add(Condition condition, String pointer) {
        Expression expression = compile(condition.when(), ExpressionResult.TRUTH, pointer);
        if (expression == null) {
            return;
        }
        conditionsOf(condition.field()).add(new When(expression, condition.then()));
        served.add(condition);
        if (condition.then() != Effect.REQUIRE) {
            depends(condition.field(), condition.when(), pointer);
        }
    }

    /** @return by field, what its step depends on */
    private Map<String, String> addSteps(FormDefinition definition, List<FormStep> steps) {
        Map<String, String> conditional = new HashMap<>();
        for (FormStep step : steps) {
            if (step.visibleWhen() == null) {
                continue;
            }
            String pointer = "/steps/" + indexOf(definition.steps(), step.id()) + "/visibleWhen";
            Expression expression = compile(step.visibleWhen(), ExpressionResult.TRUTH, pointer);
            if (expression != null) {
                for (String field : step.fields()) {
                    conditional.put(field, step.visibleWhen());
                    conditionsOf(field).add(new When(expression, Effect.SHOW));
                    depends(field, step.visibleWhen(), pointer);
                }
            }
        }
        return conditional;
    }

    private void addComputations(List<ComputedField> computed) {
        for (int i = 0; i < computed.size(); i++) {
            ComputedField field = computed.get(i);
            String pointer = "/computedFields/" + i;
            if (!fields.containsKey(field.name())) {
                violations.add(pointer + "/name", field.name() + " is no field of the form");
            } else if (computations.containsKey(field.name())) {
                violations.add(pointer + "/name", "is there twice");
            } else {
                Expression expression =
                        compile(field.expression(), EntityVariables.result(field.type()), pointer + "/expression");
                if (expression != null) {
                    computations.put(field.name(), expression);
                    depends(field.name(), field.expression(), pointer + "/expression");
                }
            }
        }
    }

    private List<Rule> rules(FormDefinition definition) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < definition.validationRules().size(); i++) {
            var rule = definition.validationRules().get(i);
            String pointer = "/validationRules/" + i;
            boolean known =
                    rule.field() == null || fields.containsKey(rule.field().split("\\.")[0]);
            violations.check(known, pointer + "/field", rule.field() + " is no field of the form");
            Expression expression = compile(rule.expression(), ExpressionResult.TRUTH, pointer + "/expression");
            if (expression != null) {
                rules.add(new Rule(rule, expression));
            }
        }
        return rules;
    }

    private List<When> conditionsOf(String field) {
        return conditions.computeIfAbsent(field, any -> new ArrayList<>());
    }

    /** @param pointer null for what is no part of the form, and was checked when it was written */
    private Expression compile(String source, ExpressionResult result, String pointer) {
        try {
            return (pointer == null ? FormVariables.UNTYPED : expressions).compile(source, result);
        } catch (ProblemException e) {
            if (pointer != null) {
                Object reason = e.arguments().length == 0 ? e.getMessage() : e.arguments()[0];
                violations.add(pointer, String.valueOf(reason));
            }
            return null;
        }
    }

    private void depends(String field, String source, String pointer) {
        Set<String> others = new LinkedHashSet<>();
        for (References.Reference reference : References.of(source)) {
            FormField other = fields.get(reference.member());
            if (other != null && isOf(reference.variable(), other)) {
                others.add(other.name());
            }
        }
        dependencies.add(field, others);
        if (pointer != null) {
            places.putIfAbsent(field, pointer);
        }
    }

    private static boolean isOf(String variable, FormField field) {
        return switch (variable) {
            case "form" -> true;
            case "data" -> field.source() == Source.STRUCTURED_DATA;
            case "custom" -> field.source() == Source.CUSTOM_FIELDS;
            case "entity" -> field.source() == Source.ENTITY;
            default -> false;
        };
    }

    private void refuse(List<String> cycle) {
        cycle.stream()
                .filter(places::containsKey)
                .findFirst()
                .ifPresent(field -> violations.add(
                        places.get(field),
                        "makes fields depend on each other in a circle: " + String.join(", ", cycle)));
    }

    private static int indexOf(List<FormStep> steps, String id) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).id().equals(id)) {
                return i;
            }
        }
        return 0;
    }
}
