package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import java.util.List;

/**
 * A schema that data can be checked against, by any number of threads at a time. A check ends within two seconds and a
 * million steps, whatever the schema and the data are.
 */
public final class CompiledSchema {

    private final Schema schema;
    private final ExecutionConfig config;

    CompiledSchema(Schema schema) {
        this.schema = schema;
        this.config = schema.createExecutionContext().getExecutionConfig();
    }

    /**
     * Every violation, the first hundred, or none when the data fits. Data that goes beyond a limit does not fit: its
     * violation has the keyword {@code limit}.
     */
    public List<Violation> validate(JsonNode data) {
        List<Violation> beyond = TreeLimits.violations(data);
        if (!beyond.isEmpty()) {
            return beyond;
        }
        BoundedContext context = new BoundedContext(config);
        try {
            schema.validate(context, data);
        } catch (RuntimeException e) {
            // The library tidies up while it is left, and may fail at that in turn.
            if (context.exceeded() == null) {
                throw e;
            }
        } catch (StackOverflowError e) {
            // How deep a thread can go depends on how much of the code was compiled; nothing is kept of the check.
            context.tooDeep();
        }
        return context.exceeded() == null
                ? ViolationReport.of(context.getErrors())
                : List.of(new Violation("", "limit", context.exceeded()));
    }
}
