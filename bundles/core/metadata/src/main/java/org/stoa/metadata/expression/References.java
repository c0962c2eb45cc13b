package org.stoa.metadata.expression;

import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which members of its variables an expression reads. */
public final class References {

    private final Set<Reference> found = new LinkedHashSet<>();

    private References() {}

    /** A variable's member, as in {@code form.age} or {@code form["age"]}. */
    public record Reference(String variable, String member) {}

    /**
     * Every member that is named. One that is only found when the expression is evaluated, as in {@code form[form.a]}, is
     * not among them.
     *
     * @param source that compiles
     */
    public static Set<Reference> of(String source) {
        References references = new References();
        try {
            references.walk(CelParserFactory.standardCelParserBuilder()
                    .setOptions(ExpressionCompiler.OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .build()
                    .parse(source)
                    .getAst()
                    .getExpr());
        } catch (CelValidationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return references.found;
    }

    private void walk(CelExpr expression) {
        switch (expression.getKind()) {
            case SELECT ->
                member(expression.select().operand(), expression.select().field());
            case CALL -> call(expression.call());
            case LIST -> expression.list().elements().forEach(this::walk);
            case MAP ->
                expression.map().entries().forEach(entry -> {
                    walk(entry.key());
                    walk(entry.value());
                });
            case STRUCT -> expression.struct().entries().forEach(entry -> walk(entry.value()));
            case COMPREHENSION -> {
                walk(expression.comprehension().iterRange());
                walk(expression.comprehension().accuInit());
                walk(expression.comprehension().loopCondition());
                walk(expression.comprehension().loopStep());
                walk(expression.comprehension().result());
            }
            default -> {
                // constants, and variables as a whole, name no member
            }
        }
    }

    private void call(CelExpr.CelCall call) {
        boolean index = call.function().equals(Functions.INDEX) && call.args().size() == 2;
        if (index && Preparation.isText(call.args().get(1))) {
            member(call.args().get(0), call.args().get(1).constant().stringValue());
            return;
        }
        call.target().ifPresent(this::walk);
        call.args().forEach(this::walk);
    }

    private void member(CelExpr operand, String name) {
        boolean dynamic = operand.getKind() == CelExpr.ExprKind.Kind.CALL
                && operand.call().function().equals(Functions.DYN);
        if (dynamic) {
            member(operand.call().args().get(0), name);
        } else if (operand.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            found.add(new Reference(operand.ident().name(), name));
        } else {
            walk(operand);
        }
    }
}
