package org.stoa.rest.openapi;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.Versioned;
import org.stoa.rest.call.Uploads;
import org.stoa.rest.openapi.Schemas.Direction;
import org.stoa.rest.publish.Endpoint;
import org.stoa.rest.publish.Operation;
import org.stoa.rest.publish.OperationModel;
import org.stoa.rest.publish.Parameter;

/** Describes operations as a document of OpenAPI 3.0.3. Used for one document only. */
final class OpenApiGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(OpenApiGenerator.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String JSON_TYPE = "application/json";
    private static final String PATCH_TYPE = "application/merge-patch+json";
    private static final Map<Integer, String> FAILURES = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request is not valid; errors names the fields"),
            Map.entry(401, "No or no longer valid credentials"),
            Map.entry(403, "Not permitted"),
            Map.entry(404, "Not there, or not there for this caller"),
            Map.entry(409, "In conflict with what is there"),
            Map.entry(412, "Changed in the meantime"),
            Map.entry(413, "Body too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Idempotency key used for another request"),
            Map.entry(428, "If-Match needed"),
            Map.entry(429, "Too many requests"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Not available at present")));

    private final Schemas schemas = new Schemas();
    private final ObjectNode paths = JSON.objectNode();
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new TreeSet<>();

    /** The document of everything in the endpoints. */
    ObjectNode document(List<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            for (Operation operation : endpoint.operations()) {
                // names of the types in answers come first
                addSuccess(JSON.objectNode(), operation.model(), endpoint);
            }
        }
        for (Endpoint endpoint : endpoints) {
            for (Operation operation : endpoint.operations()) {
                add(operation, endpoint);
            }
        }
        ObjectNode document = JSON.objectNode().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", "Stoa")
                .put("version", "1")
                .put("description", "Everything that this platform serves at present, its modules included.");
        document.putArray("servers").addObject().put("url", "/");
        ArrayNode tagList = document.putArray("tags");
        tags.forEach(tag -> tagList.addObject().put("name", tag));
        document.set("paths", paths);
        addComponents(document.putObject("components"));
        return document;
    }

    private void add(Operation operation, Endpoint endpoint) {
        OperationModel model = operation.model();
        String tag = tag(model, endpoint.module());
        tags.add(tag);
        ObjectNode path = paths.withObjectProperty(operation.route());
        ObjectNode node = path.putObject(model.httpMethod().toLowerCase(Locale.ROOT));
        node.putArray("tags").add(tag);
        node.put("operationId", operationId(tag, model));
        node.put("summary", Words.sentence(model.method().getName()));
        addSecurity(node, operation);
        addParameters(node, operation, endpoint);
        addBody(node, model, endpoint);
        addResponses(node, operation, endpoint);
    }

    private static void addSecurity(ObjectNode node, Operation operation) {
        ArrayNode security = node.putArray("security");
        if (operation.isPublic()) {
            node.put("x-stoa-public", true);
            return;
        }
        node.put("x-stoa-permission", operation.permissionName());
        node.put("description", "Needs the permission `" + operation.permissionName() + "`.");
        security.addObject().putArray("bearer");
        security.addObject().putArray("apiKey");
    }

    private void addParameters(ObjectNode node, Operation operation, Endpoint endpoint) {
        OperationModel model = operation.model();
        ArrayNode parameters = JSON.arrayNode();
        for (String name : model.template().names()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", name).put("in", "path").put("required", true);
            parameter.set("schema", pathSchema(name, model, endpoint));
            if ("tenant".equals(name)) {
                parameter.put("description", "Id or identifier of the tenant");
            }
        }
        for (Parameter declared : model.parameters()) {
            if (declared.kind() == Parameter.Kind.QUERY) {
                addParameter(parameters, declared, "query", endpoint);
            } else if (declared.kind() == Parameter.Kind.HEADER) {
                addParameter(parameters, declared, "header", endpoint);
            }
        }
        if (model.isConditional()) {
            parameters
                    .addObject()
                    .put("name", HttpHeaders.IF_NONE_MATCH)
                    .put("in", "header")
                    .put("description", "ETag of what the client has")
                    .putObject("schema")
                    .put("type", "string");
        }
        if ("POST".equals(model.httpMethod()) && !operation.isPublic()) {
            ObjectNode key =
                    parameters.addObject().put("name", "Idempotency-Key").put("in", "header");
            key.put("description", "Makes a repeated request do its work once");
            key.putObject("schema").put("type", "string").put("minLength", 1).put("maxLength", 255);
        }
        if (!parameters.isEmpty()) {
            node.set("parameters", parameters);
        }
    }

    private ObjectNode pathSchema(String name, OperationModel model, Endpoint endpoint) {
        for (Parameter declared : model.parameters()) {
            if (declared.kind() == Parameter.Kind.PATH && name.equals(declared.name())) {
                return schema(declared.genericType(), endpoint, Direction.REQUEST);
            }
        }
        ObjectNode schema = JSON.objectNode().put("type", "string");
        return "account".equals(name) ? schema.put("format", "uuid") : schema;
    }

    private void addParameter(ArrayNode parameters, Parameter declared, String place, Endpoint endpoint) {
        ObjectNode parameter =
                parameters.addObject().put("name", declared.name()).put("in", place);
        if (Constrained.isRequired(declared.annotations())) {
            parameter.put("required", true);
        }
        ObjectNode schema = schema(declared.genericType(), endpoint, Direction.REQUEST);
        Constrained.apply(declared.annotations(), schema);
        if ("limit".equals(declared.name()) && "query".equals(place) && declared.type() == String.class) {
            schema.put("type", "integer").put("minimum", 1).put("maximum", 100).put("default", 50);
        } else if (declared.defaultValue() != null) {
            schema.put("default", declared.defaultValue());
        }
        parameter.set("schema", schema);
        if ("cursor".equals(declared.name())) {
            parameter.put("description", "nextCursor of the page before");
        }
    }

    private void addBody(ObjectNode node, OperationModel model, Endpoint endpoint) {
        Parameter entity = model.entity();
        if (entity == null) {
            return;
        }
        if (model.takesUpload()) {
            addUpload(node);
            return;
        }
        ObjectMapper mapper = endpoint.codec().mapper();
        PatchOf patched = entity.annotation(PatchOf.class);
        boolean patch = entity.type() == MergePatch.class;
        ObjectNode schema = patch && patched != null
                ? schemas.patch(mapper.constructType(patched.value()), mapper, endpoint.module())
                : schema(entity.genericType(), endpoint, Direction.REQUEST);
        ObjectNode body = node.putObject("requestBody").put("required", true);
        ObjectNode content = body.putObject("content");
        List<String> types = patch ? List.of(PATCH_TYPE, JSON_TYPE) : List.of(JSON_TYPE);
        for (String type : model.consumes().isEmpty() ? types : model.consumes()) {
            content.putObject(type).set("schema", schema);
        }
    }

    /** The name of the file's part is the client's choice; any other part is text. */
    private static void addUpload(ObjectNode node) {
        ObjectNode schema = node.putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(Uploads.MEDIA_TYPE)
                .putObject("schema")
                .put("type", "object");
        schema.putObject("properties").putObject("file").put("type", "string").put("format", "binary");
        schema.putArray("required").add("file");
        schema.putObject("additionalProperties").put("type", "string");
    }

    private void addResponses(ObjectNode node, Operation operation, Endpoint endpoint) {
        OperationModel model = operation.model();
        ObjectNode responses = node.putObject("responses");
        addSuccess(responses, model, endpoint);
        for (int status : failures(operation)) {
            responses.putObject(Integer.toString(status)).put("$ref", "#/components/responses/Problem" + status);
        }
    }

    private void addSuccess(ObjectNode responses, OperationModel model, Endpoint endpoint) {
        Answers answers = model.method().getAnnotation(Answers.class);
        Type type = answers == null ? model.method().getGenericReturnType() : answers.value();
        if (answers == null && model.method().getReturnType() == Response.class) {
            responses.putObject("2XX").put("description", "Done");
            return;
        }
        boolean empty = type == void.class || type == Void.class;
        int status = answers != null ? answers.status() : empty ? 204 : 200;
        ObjectNode response = responses.putObject(Integer.toString(status)).put("description", "Done");
        if (empty) {
            return;
        }
        JavaType java = endpoint.codec().mapper().constructType(type);
        boolean versioned = Versioned.class.isAssignableFrom(java.getRawClass());
        if (versioned || model.isConditional()) {
            response.putObject("headers")
                    .putObject(HttpHeaders.ETAG)
                    .put("description", versioned ? "For If-Match and If-None-Match" : "For If-None-Match")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (model.isConditional()) {
            responses.putObject("304").put("description", "The client has it already, as If-None-Match says");
        }
        ObjectNode content = response.putObject("content");
        for (String mediaType : model.produces().isEmpty() ? List.of(JSON_TYPE) : model.produces()) {
            content.putObject(mediaType).set("schema", schema(type, endpoint, Direction.RESPONSE));
        }
    }

    private static Set<Integer> failures(Operation operation) {
        Set<Integer> statuses = new TreeSet<>(List.of(400, 404, 409, 429, 500, 503));
        if (!operation.isPublic()) {
            statuses.addAll(List.of(401, 403));
        }
        if (operation.model().entity() != null) {
            statuses.addAll(List.of(413, 415));
        }
        if ("POST".equals(operation.httpMethod())) {
            statuses.add(422);
        }
        boolean conditional = operation.model().parameters().stream()
                .anyMatch(parameter -> HttpHeaders.IF_MATCH.equalsIgnoreCase(parameter.name()));
        if (conditional) {
            statuses.addAll(List.of(412, 428));
        }
        return statuses;
    }

    private void addComponents(ObjectNode components) {
        ObjectNode schemaNodes = components.putObject("schemas");
        schemas.components().forEach(schemaNodes::set);
        schemaNodes.set("Problem", problem());
        ObjectNode responses = components.putObject("responses");
        FAILURES.forEach((status, description) -> responses
                .putObject("Problem" + status)
                .put("description", description)
                .putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem"));
        ObjectNode security = components.putObject("securitySchemes");
        security.putObject("bearer").put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        security.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
    }

    private static ObjectNode problem() {
        ObjectNode problem = JSON.objectNode().put("type", "object");
        problem.put("description", "What went wrong (RFC 9457); some kinds have further members");
        ObjectNode properties = problem.putObject("properties");
        for (String member : List.of("type", "title", "detail", "code", "requestId")) {
            properties.putObject(member).put("type", "string");
        }
        properties.putObject("status").put("type", "integer");
        ObjectNode error = properties
                .putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        error.putObject("properties").putObject("field").put("type", "string");
        error.withObjectProperty("properties").putObject("message").put("type", "string");
        problem.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("detail")
                .add("code")
                .add("requestId");
        return problem;
    }

    /** A type that cannot be described is no reason to describe nothing. */
    private ObjectNode schema(Type type, Endpoint endpoint, Direction direction) {
        ObjectMapper mapper = endpoint.codec().mapper();
        try {
            return schemas.schema(mapper.constructType(type), mapper, endpoint.module(), direction);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} cannot be described", type, e);
            return JSON.objectNode();
        }
    }

    /** The module; in the core what comes first, or after the tenant: {@code tenants/{tenant}/users} is about users. */
    private static String tag(OperationModel model, String module) {
        if (module != null) {
            return module;
        }
        String[] segments = model.template().toString().split("/");
        boolean ofTenant = segments.length > 2 && "tenants".equals(segments[0]) && !segments[2].startsWith("{");
        return ofTenant ? segments[2] : segments[0];
    }

    private String operationId(String tag, OperationModel model) {
        String method = model.method().getName();
        String owner = model.type().getSimpleName().replaceAll("Resource$", "");
        for (String id : List.of(tag + "." + method, tag + "." + Words.decapitalized(owner) + "." + method)) {
            if (operationIds.add(id)) {
                return id;
            }
        }
        for (int i = 2; ; i++) {
            String id = tag + "." + Words.decapitalized(owner) + "." + method + i;
            if (operationIds.add(id)) {
                return id;
            }
        }
    }
}
