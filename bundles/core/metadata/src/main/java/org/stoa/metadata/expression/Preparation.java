package org.stoa.metadata.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.stoa.metadata.pattern.LinearPattern;
import org.stoa.metadata.pattern.PatternException;

/**
 * Makes of what was parsed what JSON knows: one kind of number, members by name. Refuses what else CEL has, by {@link
 * Refused}.
 */
final class Preparation {

    /** Beyond it, not every whole number can be told from the next as a constant. */
    private static final long LARGEST_WHOLE = 1L << 53;

    private static final int DEEPEST = 250;

    private final Map<String, LinearPattern> patterns = new HashMap<>();
    private PlainTypes types;
    private int depth;
    /** Below all that the parser gives. */
    private long nextId = -1;

    /** Something that cannot be, with its place. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final long id;

        Refused(long id, String message) {
            super(message, null, false, false);
            this.id = id;
        }

        long id() {
            return id;
        }
    }

    Preparation(PlainTypes variables) {
        this.types = variables;
    }

    /** Patterns that stand in the expression as they are. */
    Map<String, LinearPattern> patterns() {
        return patterns;
    }

    CelExpr of(CelExpr expression) {
        if (++depth > DEEPEST) {
            throw new Refused(expression.id(), "is nested too deep");
        }
        CelExpr prepared =
                switch (expression.getKind()) {
                    case CONSTANT -> CelExpr.ofConstant(expression.id(), constant(expression));
                    case SELECT ->
                        CelExpr.ofSelect(
                                expression.id(),
                                of(expression.select().operand()),
                                expression.select().field(),
                                expression.select().testOnly());
                    case CALL -> call(expression);
                    case LIST ->
                        CelExpr.ofList(
                                expression.id(),
                                all(expression.list().elements()),
                                expression.list().optionalIndices());
                    case MAP -> CelExpr.ofMap(expression.id(), entries(expression.map()));
                    case COMPREHENSION -> loop(expression.id(), expression.comprehension());
                    case STRUCT -> throw new Refused(expression.id(), "an object is written {'name': value}");
                    default -> expression;
                };
        depth--;
        return prepared;
    }

    private static CelConstant constant(CelExpr expression) {
        CelConstant constant = expression.constant();
        return switch (constant.getKind()) {
            case INT64_VALUE -> whole(expression.id(), constant.int64Value());
            case DOUBLE_VALUE -> {
                if (!Double.isFinite(constant.doubleValue())) {
                    throw new Refused(expression.id(), "is too large a number");
                }
                yield constant;
            }
            case UINT64_VALUE -> throw new Refused(expression.id(), "a number is written without u");
            case BYTES_VALUE -> throw new Refused(expression.id(), "a text is written without b");
            default -> constant;
        };
    }

    private static CelConstant whole(long id, long value) {
        if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
            throw new Refused(id, "is too large a number; write it as double('" + value + "')");
        }
        return CelConstant.ofValue((double) value);
    }

    private CelExpr call(CelExpr expression) {
        CelExpr.CelCall call = expression.call();
        ImmutableList<CelExpr> arguments = all(call.args());
        Optional<CelExpr> target = call.target().map(this::of);
        switch (call.function()) {
            case Functions.INDEX -> {
                if (isText(arguments.get(1))) {
                    String name = arguments.get(1).constant().stringValue();
                    return CelExpr.ofSelect(expression.id(), arguments.get(0), name, false);
                }
                arguments = map(arguments, this::byName);
            }
            case Functions.SIZE -> {
                arguments = map(arguments, this::byName);
                target = target.map(this::byName);
            }
            case Functions.IN, Functions.EQUAL, Functions.DIFFERENT -> arguments = map(arguments, this::asAWhole);
            case Functions.IF -> arguments = map(arguments, this::orNothing);
            case Functions.MATCHES -> arguments.forEach(this::keepPattern);
            default -> {
                // as it is
            }
        }
        return CelExpr.ofCall(expression.id(), target, call.function(), arguments);
    }

    private static ImmutableList<CelExpr> map(ImmutableList<CelExpr> expressions, UnaryOperator<CelExpr> change) {
        return expressions.stream().map(change).collect(ImmutableList.toImmutableList());
    }

    /** An object whose members are known, where it is used like any other object. */
    private CelExpr byName(CelExpr expression) {
        return types.of(expression) instanceof StructType ? dynamic(expression) : expression;
    }

    /** What is compared, and may hold objects that are written out. */
    private CelExpr asAWhole(CelExpr expression) {
        return types.ofItems(expression) instanceof StructType ? dynamic(expression) : byName(expression);
    }

    private CelExpr dynamic(CelExpr expression) {
        return CelExpr.ofCall(nextId--, Optional.empty(), Functions.DYN, ImmutableList.of(expression));
    }

    /** Lets a choice give null in place of a value of any type. */
    private CelExpr orNothing(CelExpr branch) {
        boolean isNull = branch.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && branch.constant().getKind() == CelConstant.Kind.NULL_VALUE;
        return isNull ? dynamic(branch) : branch;
    }

    private void keepPattern(CelExpr pattern) {
        if (!isText(pattern)) {
            return;
        }
        String source = pattern.constant().stringValue();
        try {
            patterns.put(source, LinearPattern.compile(source));
        } catch (PatternException e) {
            throw new Refused(pattern.id(), "the pattern cannot be used: " + e.getMessage());
        }
    }

    private CelExpr loop(long id, CelExpr.CelComprehension loop) {
        CelExpr range = of(loop.iterRange());
        CelExpr start = of(loop.accuInit());
        CelExpr ranged = byName(range);
        PlainTypes outer = types;
        types = outer.with(loop.iterVar(), outer.ofItems(range));
        CelExpr prepared = CelExpr.ofComprehension(
                id,
                loop.iterVar(),
                loop.iterVar2(),
                ranged,
                loop.accuVar(),
                start,
                of(loop.loopCondition()),
                of(loop.loopStep()),
                of(loop.result()));
        types = outer;
        return prepared;
    }

    private ImmutableList<CelExpr.CelMap.Entry> entries(CelExpr.CelMap map) {
        return map.entries().stream()
                .map(entry -> CelExpr.ofMapEntry(entry.id(), of(entry.key()), of(entry.value()), entry.optionalEntry()))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<CelExpr> all(ImmutableList<CelExpr> expressions) {
        return expressions.stream().map(this::of).collect(ImmutableList.toImmutableList());
    }

    static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
