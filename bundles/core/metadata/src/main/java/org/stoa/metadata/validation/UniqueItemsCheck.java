package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.path.NodePath;
import java.util.Map;
import java.util.TreeMap;

/** {@code uniqueItems} by an order, as hash codes of text can be chosen to collide. */
final class UniqueItemsCheck extends BaseKeywordValidator {

    private final boolean unique;

    UniqueItemsCheck(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        super(KeywordType.UNIQUE_ITEMS, value, location, parent, context);
        unique = value.asBoolean();
    }

    @Override
    public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
        if (!unique || !node.isArray()) {
            return;
        }
        Map<JsonNode, Integer> seen = new TreeMap<>(new TreeOrder(work -> BoundedContext.spend(context, work)));
        for (int i = 0; i < node.size(); i++) {
            Integer first = seen.putIfAbsent(node.get(i), i);
            if (first != null) {
                context.addError(error().index(i)
                        .arguments(first)
                        .instanceNode(node)
                        .instanceLocation(location)
                        .evaluationPath(context.getEvaluationPath())
                        .build());
            }
        }
    }
}
