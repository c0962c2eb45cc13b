package org.stoa.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads from an OpenAPI document what the contract needs to know. */
final class OpenApiDocument {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String BASE = "/api/v1";

    private final JsonNode document;

    OpenApiDocument(JsonNode document) {
        this.document = document;
    }

    /** Every operation below {@code /api/v1}, in the order of the document. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        String prefix = pathPrefix();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            String full = prefix + path.getKey();
            if (!full.startsWith(BASE + "/")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(operation(
                            member.getKey(), full.substring(BASE.length()), path.getValue(), member.getValue()));
                }
            }
        }
        return operations;
    }

    /** The schema that {@code schema} refers to, or itself. */
    JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#/") ? resolve(document.at(reference.substring(1))) : schema;
    }

    private Operation operation(String method, String path, JsonNode item, JsonNode operation) {
        List<String> queryIds = new ArrayList<>();
        for (JsonNode parameters : List.of(item.path("parameters"), operation.path("parameters"))) {
            for (JsonNode reference : parameters) {
                JsonNode parameter = resolve(reference);
                if ("query".equals(parameter.path("in").asText()) && isId(resolve(parameter.path("schema")))) {
                    queryIds.add(parameter.path("name").asText());
                }
            }
        }
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("x-stoa-public").asBoolean(false),
                operation.path("x-stoa-permission").asText(""),
                List.copyOf(queryIds),
                bodySchema(operation),
                reading(method, operation));
    }

    private Operation.Reading reading(String method, JsonNode operation) {
        if (!"get".equals(method)) {
            return Operation.Reading.NOTHING;
        }
        JsonNode answers = operation.path("responses");
        if (answers.has("304")) {
            return Operation.Reading.KEPT;
        }
        JsonNode schema = answers.at("/200/content/application~1json/schema");
        return resolve(schema).path("properties").has("nextCursor") ? Operation.Reading.PAGE : Operation.Reading.OTHER;
    }

    private JsonNode bodySchema(JsonNode operation) {
        JsonNode content = resolve(operation.path("requestBody")).path("content");
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            if (type.getKey().contains("json") || type.getKey().equals("*/*")) {
                return type.getValue().path("schema");
            }
        }
        return MissingNode.getInstance();
    }

    static boolean isId(JsonNode schema) {
        return "uuid".equals(schema.path("format").asText());
    }

    /** Path of the server that the document's paths are relative to. */
    private String pathPrefix() {
        String url = document.path("servers").path(0).path("url").asText("");
        String path = url.replaceFirst("^[a-z]+://[^/]*", "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
