package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.RequiresPermission;

/** Checks data against a schema, neither of which is kept. */
@RestResource
@Component(service = ValidationResource.class)
@Path("validations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ValidationResource {

    private final SchemaCompiler compiler = new SchemaCompiler();

    /**
     * @param schema JSON Schema of draft 2020-12
     * @param data any JSON value; null where it is left out
     * @param formats whether {@code format} is asserted; true where it is left out
     * @param remotes schemas by absolute URI that {@code $ref} may name
     */
    public record NewValidation(
            @NotNull JsonNode schema,
            JsonNode data,
            Boolean formats,
            @Size(max = 100) Map<String, @NotNull JsonNode> remotes) {}

    /** @param violations the first hundred; none when the data is valid */
    public record ValidationResult(boolean valid, List<Violation> violations) {}

    /** Checks data against a schema. */
    @POST
    @RequiresPermission("tenant.schema.read")
    public ValidationResult validate(@NotNull @Valid NewValidation body) {
        Map<String, JsonNode> remotes = body.remotes() == null ? Map.of() : body.remotes();
        JsonNode data = body.data() == null ? NullNode.getInstance() : body.data();
        List<Violation> violations = compiler.compile(
                        body.schema(), new ValidationOptions(!Boolean.FALSE.equals(body.formats()), remotes))
                .validate(data);
        return new ValidationResult(violations.isEmpty(), violations);
    }
}
