package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code propertyNames}, whose errors keep what is wrong with a name rather than a text about it. */
final class NamesCheck extends BaseKeywordValidator {

    private final Schema names;

    NamesCheck(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        super(KeywordType.PROPERTY_NAMES, value, location, parent, context);
        names = context.newSchema(location, value, parent);
    }

    @Override
    public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
        List<Error> outer = context.getErrors();
        for (var each = node.fieldNames(); each.hasNext(); ) {
            String name = each.next();
            List<Error> errors = new ArrayList<>();
            context.setErrors(errors);
            try {
                names.validate(context, TextNode.valueOf(name), node, location.append(name));
            } finally {
                context.setErrors(outer);
            }
            if (!errors.isEmpty()) {
                context.addError(error().details(Map.of("property", name, Alternatives.ERRORS, List.of(errors.get(0))))
                        .instanceNode(node)
                        .instanceLocation(location)
                        .evaluationPath(context.getEvaluationPath())
                        .build());
            }
        }
    }

    @Override
    public void preloadSchema() {
        names.initializeValidators();
    }
}
