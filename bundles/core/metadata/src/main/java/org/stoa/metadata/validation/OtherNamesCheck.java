package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AdditionalPropertiesValidator;
import com.networknt.schema.path.NodePath;

/** {@code additionalProperties}, which tries the patterns of {@code patternProperties} again, paid for before it begins. */
final class OtherNamesCheck extends AdditionalPropertiesValidator {

    private final NamePatterns patterns;

    OtherNamesCheck(SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        super(location, value, parent, context);
        patterns = new NamePatterns(parent.getSchemaNode().path("patternProperties"));
    }

    @Override
    public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath location) {
        patterns.spend(context, node);
        super.validate(context, node, root, location);
    }
}
