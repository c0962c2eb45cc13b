package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import org.stoa.api.rest.ProblemException;

/**
 * Reads JSON Schema of draft 2020-12. Compiled schemas are worth keeping.
 *
 * <p>Refused is what could hang or fill the server: more than 256 KiB, 100 levels or 5000 schemas, references that lead
 * in a circle for the same value or to more than 10,000 schemas for it, patterns that are not linear, and references to
 * anything that was not given with the schema.
 */
public final class SchemaCompiler {
    /** Characters of a schema without its spaces, at most. */
    public static final int MAXIMUM_LENGTH = 256 * 1024;

    /**
     * Compiles with {@link ValidationOptions#STANDARD}.
     *
     * @throws ProblemException 400 {@code schema-invalid} with every place that is wrong, as JSON pointers into the schema
     */
    public CompiledSchema compile(JsonNode schema) {
        return compile(schema, ValidationOptions.STANDARD);
    }

    /**
     * Compiles.
     *
     * @throws ProblemException 400 {@code schema-invalid} with every place that is wrong, as JSON pointers into the
     *     schema, or {@code <URI>#<pointer>} for one of those given with it
     */
    public CompiledSchema compile(JsonNode schema, ValidationOptions options) {
        check(schema, options);
        try {
            Schema compiled = Validators.registry(options).getSchema(schema);
            return new CompiledSchema(compiled);
        } catch (SchemaException e) {
            throw SchemaErrors.of("", String.valueOf(e.getMessage()));
        }
    }

    private static void check(JsonNode schema, ValidationOptions options) {
        SchemaErrors errors = new SchemaErrors();
        if (schema.toString().length() > MAXIMUM_LENGTH) {
            throw SchemaErrors.of("", "must have at most " + MAXIMUM_LENGTH + " characters");
        }
        checkTree(schema, "", errors);
        options.remotes().forEach((uri, remote) -> checkTree(remote, uri + "#", errors));
        errors.throwIfAny();
        SchemaReferences.check(new SchemaDocuments(schema, options.remotes(), errors), errors);
        errors.throwIfAny();
    }

    private static void checkTree(JsonNode schema, String place, SchemaErrors errors) {
        TreeLimits.violations(schema).forEach(each -> errors.add(place + each.pointer(), each.message()));
    }
}
