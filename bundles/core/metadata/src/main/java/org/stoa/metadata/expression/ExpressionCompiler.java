package org.stoa.metadata.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/** Compiles expressions over certain variables. Worth keeping, as what it compiles is; for any number of threads. */
public final class ExpressionCompiler {

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 2_000;
    static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(LONGEST)
            .maxParseRecursionDepth(DEEPEST)
            .maxParseExpressionNodeCount(MOST_NODES)
            .enableHiddenAccumulatorVar(true)
            .enableQuotedIdentifierSyntax(true)
            .build();

    private final PlainTypes variables;
    private final CelCompiler compiler;

    /** @param variables JSON Schemas of what they are, by name; what these say plainly is held against expressions */
    public ExpressionCompiler(Map<String, ? extends JsonNode> variables) {
        SchemaTypes types = new SchemaTypes();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(Functions.declarations())
                .setTypeProvider(types);
        Map<String, CelType> typed = new HashMap<>();
        variables.forEach((name, schema) -> typed.put(name, types.of(schema)));
        typed.forEach(builder::addVar);
        this.variables = new PlainTypes(typed);
        compiler = builder.build();
    }

    /** One that knows which variables there are, and nothing of what they are. */
    public static ExpressionCompiler untyped(Set<String> variables) {
        return new ExpressionCompiler(
                variables.stream().collect(Collectors.toMap(name -> name, any -> BooleanNode.TRUE)));
    }

    /**
     * Compiles.
     *
     * @throws ProblemException 400 {@code expression-invalid} whose detail is {@code <line>:<column> <what is wrong>}
     */
    public Expression compile(String source, ExpressionResult expected) {
        if (source.codePointCount(0, source.length()) > LONGEST) {
            throw ProblemException.of(
                    MetadataProblem.EXPRESSION_INVALID, "1:1 is longer than " + LONGEST + " characters");
        }
        CelAbstractSyntaxTree parsed = valid(() -> compiler.parse(source).getAst());
        CelSource text = parsed.getSource();
        Preparation preparation = new Preparation(variables);
        CelExpr prepared;
        try {
            prepared = preparation.of(parsed.getExpr());
        } catch (Preparation.Refused e) {
            throw refusal(text, e.id(), e.getMessage());
        }
        CelAbstractSyntaxTree checked = valid(() -> compiler.check(CelAbstractSyntaxTree.newParsedAst(prepared, text))
                .getAst());
        if (!expected.accepts(checked.getResultType())) {
            throw refusal(
                    text,
                    prepared.id(),
                    "must give " + expected.shown() + ", but gives "
                            + Wording.type(checked.getResultType().name()));
        }
        return new Expression(checked.getExpr(), new Source(text, preparation.patterns()));
    }

    private interface Step {
        CelAbstractSyntaxTree run() throws CelValidationException;
    }

    private static CelAbstractSyntaxTree valid(Step step) {
        try {
            return step.run();
        } catch (CelValidationException e) {
            throw ProblemException.of(MetadataProblem.EXPRESSION_INVALID, Wording.of(e.getErrors()));
        }
    }

    private static ProblemException refusal(CelSource source, long id, String message) {
        CelSourceLocation location = source.getOffsetLocation(
                        source.getPositionsMap().getOrDefault(id, 0))
                .orElse(CelSourceLocation.NONE);
        return ProblemException.of(
                MetadataProblem.EXPRESSION_INVALID, Wording.of(List.of(CelIssue.formatError(id, location, message))));
    }
}
