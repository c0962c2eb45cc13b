package org.stoa.metadata.category;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.Violations;
import org.stoa.metadata.expression.Expression;
import org.stoa.metadata.expression.ExpressionCompiler;
import org.stoa.metadata.expression.ExpressionException;
import org.stoa.metadata.expression.ExpressionResult;
import org.stoa.metadata.expression.Variables;
import org.stoa.metadata.model.EntityVariables;

/** The expressions by which categories are assigned. */
@Component(service = AutoAssignRules.class)
public final class AutoAssignRules {

    private static final ExpressionCompiler EXPRESSIONS =
            EntityVariables.compiler(EntityVariables.ANYTHING, EntityVariables.ANYTHING);
    private static final int COMPILED = 2000;

    private final Cache<String, Expression> compiled =
            Caffeine.newBuilder().maximumSize(COMPILED).build();

    /** Notes every rule that cannot be used. */
    void check(Violations violations, List<String> rules) {
        for (int index = 0; index < rules.size(); index++) {
            String place = "autoAssignRules[" + index + "]";
            String rule = rules.get(index);
            if (rule == null || rule.isBlank() || rule.length() > CategoryFields.LONGEST_RULE) {
                violations.add(
                        place, "must be an expression of at most " + CategoryFields.LONGEST_RULE + " characters");
                continue;
            }
            try {
                compile(rule);
            } catch (ProblemException e) {
                violations.add(place, "is no expression that can be used: " + e.arguments()[0]);
            }
        }
    }

    /**
     * Whether one of the rules is true. One that has no answer, as it asks for what the entity does not have, is not.
     *
     * @param variables of the entity
     */
    boolean match(List<String> rules, Variables variables) {
        return rules.stream().anyMatch(rule -> isTrue(rule, variables));
    }

    private boolean isTrue(String rule, Variables variables) {
        try {
            return compile(rule).evaluate(variables).asBoolean();
        } catch (ExpressionException e) {
            return false;
        }
    }

    private Expression compile(String rule) {
        return compiled.get(rule, source -> EXPRESSIONS.compile(source, ExpressionResult.TRUTH));
    }
}
