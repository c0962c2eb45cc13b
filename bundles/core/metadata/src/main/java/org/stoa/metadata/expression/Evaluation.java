package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stoa.metadata.pattern.LinearPattern;
import org.stoa.metadata.pattern.PatternException;

/**
 * One evaluation of an expression. Every value is JSON, so nothing else can be reached; every step is paid for, so it
 * ends. As CEL has it, an error in one half of {@code &&} or {@code ||} does not matter when the other half decides.
 */
final class Evaluation implements Function.Caller {

    private static final int STEPS_OF_A_PATTERN = 100;
    private static final int STEPS_OF_AN_ERROR = 20;
    private static final int CHARACTERS_OF_A_PATTERN_STEP = 2;

    private final Source source;
    private final Variables variables;
    /** Variables of loops: values, or the exception that there is in place of one. */
    private final Map<String, Object> locals = new HashMap<>();

    Evaluation(Source source, Variables variables) {
        this.source = source;
        this.variables = variables;
    }

    JsonNode run(CelExpr expression) {
        variables.begin();
        JsonNode value = value(expression);
        try {
            return Values.copy(value, this);
        } catch (ExpressionException e) {
            throw source.located(e, expression.id());
        }
    }

    @Override
    public void spend(long steps) {
        variables.spend(steps);
    }

    @Override
    public LinearPattern pattern(String text) {
        LinearPattern known = source.pattern(text);
        if (known != null) {
            return known;
        }
        try {
            spend(STEPS_OF_A_PATTERN + text.length() / CHARACTERS_OF_A_PATTERN_STEP);
            return LinearPattern.compile(text);
        } catch (PatternException e) {
            throw new ExpressionException("is no pattern that can be used: " + e.getMessage());
        }
    }

    private JsonNode value(CelExpr expression) {
        try {
            spend(1);
            return switch (expression.getKind()) {
                case CONSTANT -> constant(expression.constant());
                case IDENT -> variable(expression.ident().name());
                case SELECT -> select(expression.select());
                case CALL -> call(expression.call());
                case LIST -> list(expression.list());
                case MAP -> object(expression.map());
                case COMPREHENSION -> loop(expression.comprehension());
                default -> throw new ExpressionException("is not possible");
            };
        } catch (ExpressionException e) {
            throw source.located(e, expression.id());
        }
    }

    private static JsonNode constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case BOOLEAN_VALUE -> Functions.truth(constant.booleanValue());
            case DOUBLE_VALUE -> Numbers.node(BigDecimal.valueOf(constant.doubleValue()));
            case STRING_VALUE -> TextNode.valueOf(constant.stringValue());
            case NULL_VALUE -> NullNode.instance;
            default -> throw new ExpressionException("is not possible");
        };
    }

    private JsonNode variable(String name) {
        Object local = locals.get(name);
        if (local instanceof ExpressionException failure) {
            throw failure;
        }
        JsonNode value = local == null ? variables.get(name) : (JsonNode) local;
        if (value == null) {
            throw new ExpressionException("there is no '" + name + "'");
        }
        return value;
    }

    private JsonNode select(CelExpr.CelSelect select) {
        JsonNode operand = value(select.operand());
        return select.testOnly()
                ? Functions.truth(operand.has(select.field()))
                : Values.member(operand, select.field());
    }

    private JsonNode call(CelExpr.CelCall call) {
        List<CelExpr> given = call.args();
        return switch (call.function()) {
            case Functions.AND -> both(given, false);
            case Functions.OR -> both(given, true);
            case Functions.IF -> value(given.get(isTrue(given.get(0)) ? 1 : 2));
            case Functions.NOT_FALSE -> Functions.truth(isNotFalse(given.get(0)));
            default -> apply(call);
        };
    }

    /** @param decisive what one of the two must be to decide */
    private JsonNode both(List<CelExpr> operands, boolean decisive) {
        ExpressionException failure = null;
        for (CelExpr operand : operands) {
            try {
                if (isTrue(operand) == decisive) {
                    return Functions.truth(decisive);
                }
            } catch (ExpressionException e) {
                passOver(e);
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return Functions.truth(!decisive);
    }

    private boolean isTrue(CelExpr condition) {
        JsonNode value = value(condition);
        if (!value.isBoolean()) {
            throw source.located(new ExpressionException("must be true or false"), condition.id());
        }
        return value.booleanValue();
    }

    private boolean isNotFalse(CelExpr condition) {
        try {
            return isTrue(condition);
        } catch (ExpressionException e) {
            passOver(e);
            return true;
        }
    }

    private JsonNode apply(CelExpr.CelCall call) {
        List<CelExpr> operands = new ArrayList<>(call.args().size() + 1);
        call.target().ifPresent(operands::add);
        operands.addAll(call.args());
        JsonNode[] arguments = new JsonNode[operands.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = value(operands.get(i));
            spend(Numbers.effort(arguments[i]));
        }
        if (isCollecting(call, arguments)) {
            ((ArrayNode) arguments[0]).add(arguments[1].get(0));
            return arguments[0];
        }
        for (Function function : Functions.named(call.function())) {
            if (function.takes(arguments)) {
                return function.body().apply(arguments, this);
            }
        }
        throw new ExpressionException(Wording.notPossible(call.function(), arguments));
    }

    /** What a loop collects is seen by nobody else before it is complete, and need not be copied for each item. */
    private static boolean isCollecting(CelExpr.CelCall call, JsonNode[] arguments) {
        return call.function().equals(Functions.ADD)
                && call.args().get(0).getKind() == CelExpr.ExprKind.Kind.IDENT
                && call.args().get(0).ident().name().equals(Source.COLLECTED)
                && arguments[0].isArray()
                && arguments[1].size() == 1;
    }

    private JsonNode list(CelExpr.CelList list) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode(list.elements().size());
        list.elements().forEach(element -> items.add(value(element)));
        return items;
    }

    private JsonNode object(CelExpr.CelMap map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (CelExpr.CelMap.Entry entry : map.entries()) {
            JsonNode name = value(entry.key());
            if (!name.isTextual()) {
                throw new ExpressionException("names of members must be texts");
            }
            if (object.has(name.textValue())) {
                throw new ExpressionException("a member is there twice");
            }
            object.set(name.textValue(), value(entry.value()));
        }
        return object;
    }

    private JsonNode loop(CelExpr.CelComprehension loop) {
        JsonNode range = value(loop.iterRange());
        if (!range.isContainerNode()) {
            throw new ExpressionException("goes through what is no list");
        }
        Object outerItem = locals.get(loop.iterVar());
        Object outerResult = locals.get(loop.accuVar());
        try {
            locals.put(loop.accuVar(), outcome(loop.accuInit()));
            for (JsonNode item : range.isObject() ? names(range) : range) {
                locals.put(loop.iterVar(), item);
                if (!isTrue(loop.loopCondition())) {
                    break;
                }
                locals.put(loop.accuVar(), outcome(loop.loopStep()));
            }
            return value(loop.result());
        } finally {
            restore(loop.iterVar(), outerItem);
            restore(loop.accuVar(), outerResult);
        }
    }

    private Object outcome(CelExpr expression) {
        try {
            return value(expression);
        } catch (ExpressionException e) {
            passOver(e);
            return e;
        }
    }

    /** An error need not be the end of it; that it is too much work is. */
    private void passOver(ExpressionException e) {
        if (e.isBeyondLimit()) {
            throw e;
        }
        spend(STEPS_OF_AN_ERROR);
    }

    private JsonNode names(JsonNode object) {
        spend(object.size());
        ArrayNode names = JsonNodeFactory.instance.arrayNode(object.size());
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void restore(String name, Object outer) {
        if (outer == null) {
            locals.remove(name);
        } else {
            locals.put(name, outer);
        }
    }
}
