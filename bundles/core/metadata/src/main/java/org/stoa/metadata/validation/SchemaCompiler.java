package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import org.stoa.api.rest.ProblemException;
import org.stoa.metadata.MetadataProblem;

/** Reads JSON Schema of draft 2020-12. Compiled schemas are worth keeping. */
public final class SchemaCompiler {

    /**
     * Compiles with {@link ValidationOptions#STANDARD}.
     *
     * @throws org.stoa.api.rest.ProblemException 400 {@code schema-invalid} with every place that is wrong, as JSON
     *     pointers into the schema
     */
    public CompiledSchema compile(JsonNode schema) {
        return compile(schema, ValidationOptions.STANDARD);
    }

    /**
     * Compiles.
     *
     * @throws org.stoa.api.rest.ProblemException 400 {@code schema-invalid} with every place that is wrong, as JSON
     *     pointers into the schema
     */
    public CompiledSchema compile(JsonNode schema, ValidationOptions options) {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(options.formats())
                .pathType(PathType.JSON_POINTER)
                .build();
        try {
            return new CompiledSchema(SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                    .getSchema(schema));
        } catch (SchemaException e) {
            throw ProblemException.of(MetadataProblem.SCHEMA_INVALID).withField("", e.getMessage());
        }
    }
}
