package org.stoa.metadata.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/** Compiles expressions. Compiled ones are worth keeping. */
public final class Expressions {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 30;
    /** Steps of all loops of one evaluation. */
    private static final int MOST_ITERATIONS = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    /**
     * Compiles.
     *
     * @throws ProblemException 400 {@code expression-invalid} whose detail is {@code <line>:<column> <what is wrong>}
     */
    public Expression compile(String source, ExpressionScope scope) {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(scope.result() == ExpressionType.BOOLEAN ? SimpleType.BOOL : SimpleType.DYN);
        scope.variables().keySet().forEach(name -> compiler.addVar(name, SimpleType.DYN));
        try {
            CelAbstractSyntaxTree tree = compiler.build().compile(source).getAst();
            return new Expression(runtime.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw ProblemException.of(MetadataProblem.EXPRESSION_INVALID, e.getMessage());
        }
    }
}
