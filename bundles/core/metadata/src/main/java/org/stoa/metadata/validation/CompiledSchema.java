package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.List;

/** A schema that data can be checked against, by any number of threads at a time. */
public final class CompiledSchema {

    private final Schema schema;

    CompiledSchema(Schema schema) {
        this.schema = schema;
    }

    /** Every violation, in the order of the schema, or none when the data fits. */
    public List<Violation> validate(JsonNode data) {
        return schema.validate(data).stream().map(CompiledSchema::violation).toList();
    }

    private static Violation violation(Error error) {
        return new Violation(error.getInstanceLocation().toString(), error.getKeyword(), error.getMessage());
    }
}
