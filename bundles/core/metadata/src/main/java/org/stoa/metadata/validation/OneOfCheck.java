package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.OneOfValidator;
import com.networknt.schema.path.NodePath;

/** {@code oneOf}, which answers with one error in place of those of every alternative. */
final class OneOfCheck extends OneOfValidator {

    OneOfCheck(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        super(location, value, parent, context);
    }

    @Override
    public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
        Alternatives.check(
                context, () -> super.validate(context, node, root, location), errors -> error().details(errors)
                        .instanceNode(node)
                        .instanceLocation(location)
                        .evaluationPath(context.getEvaluationPath())
                        .build());
    }
}
