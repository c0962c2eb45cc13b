package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.path.NodePath;
import org.stoa.metadata.pattern.LinearPattern;

/** {@code pattern}, at a cost that grows with the text and the pattern. */
final class PatternCheck extends BaseKeywordValidator {
    private static final long EFFORT_OF_A_STEP = 50;

    private final LinearPattern pattern;

    PatternCheck(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        super(KeywordType.PATTERN, value, location, parent, context);
        pattern = LinearPattern.compile(value.asText());
    }

    /** What it costs to look for a pattern in so many characters. */
    static long cost(LinearPattern pattern, long characters) {
        return 1 + pattern.effort(characters) / EFFORT_OF_A_STEP;
    }

    @Override
    public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
        if (!node.isTextual()) {
            return;
        }
        String text = node.textValue();
        BoundedContext.spend(context, cost(pattern, text.length()));
        if (!pattern.find(text)) {
            context.addError(error().instanceNode(node)
                    .instanceLocation(location)
                    .evaluationPath(context.getEvaluationPath())
                    .arguments(pattern.source())
                    .build());
        }
    }
}
