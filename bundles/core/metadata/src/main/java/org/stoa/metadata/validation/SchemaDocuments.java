package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.stoa.metadata.pattern.LinearPattern;
import org.stoa.metadata.pattern.PatternException;

/** Every schema in a document and in those that its references lead to, by place, by URI and by anchor. */
final class SchemaDocuments {
    /** Schemas within schemas, at most, over all documents. */
    static final int MAXIMUM_SCHEMAS = 5000;

    /** @param keyword {@code $ref} or {@code $dynamicRef} */
    record Reference(Subschema from, String keyword, String text) {

        String place() {
            return Pointers.append(from.place(), keyword);
        }
    }

    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");

    private final Map<String, JsonNode> remotes;
    private final SchemaErrors errors;
    private final Map<String, Subschema> byPlace = new HashMap<>();
    private final Map<String, Subschema> byUri = new HashMap<>();
    private final Map<String, List<Subschema>> dynamicAnchors = new HashMap<>();
    private final Queue<Reference> references = new ArrayDeque<>();

    SchemaDocuments(JsonNode schema, Map<String, JsonNode> remotes, SchemaErrors errors) {
        this.remotes = remotes;
        this.errors = errors;
        document(schema, "", "");
    }

    Collection<Subschema> schemas() {
        return byPlace.values();
    }

    /** References that nobody has looked at yet; finding what one names may bring more. */
    Queue<Reference> references() {
        return references;
    }

    /** What says that it stands for this name in whatever scope it is found. */
    List<Subschema> dynamicAnchors(String name) {
        return dynamicAnchors.getOrDefault(name, List.of());
    }

    /**
     * @param uri absolute, with or without a fragment
     * @return null when there is no such schema
     */
    Subschema find(String uri) {
        int mark = uri.indexOf('#');
        String document = mark < 0 ? uri : uri.substring(0, mark);
        String fragment =
                mark < 0 ? "" : URLDecoder.decode(uri.substring(mark + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!byUri.containsKey(document)) {
            if (!remotes.containsKey(document)) {
                return null;
            }
            document(remotes.get(document), document + "#", document);
        }
        if (fragment.isEmpty()) {
            return byUri.get(document);
        }
        return fragment.startsWith("/") ? at(byUri.get(document), fragment) : byUri.get(document + "#" + fragment);
    }

    /** Also schemas that are not where schemas are expected. */
    private Subschema at(Subschema resource, String pointer) {
        String place = resource.place() + pointer;
        Subschema known = byPlace.get(place);
        if (known != null) {
            return known;
        }
        JsonNode node = resource.node();
        for (String token : pointer.substring(1).split("/", -1)) {
            String name = Pointers.unescape(token);
            node = node.isArray() ? node.path(index(name)) : node.path(name);
        }
        return node.isObject() || node.isBoolean() ? read(node, place, resource.base()) : null;
    }

    private static int index(String token) {
        return token.matches("\\d{1,6}") ? Integer.parseInt(token) : -1;
    }

    private void document(JsonNode root, String place, String uri) {
        MetaSchema.violations(root).forEach(each -> errors.add(place + each.pointer(), each.message()));
        byUri.putIfAbsent(uri, read(root, place, uri));
    }

    private Subschema read(JsonNode node, String place, String outerBase) {
        if (byPlace.size() >= MAXIMUM_SCHEMAS) {
            throw SchemaErrors.of(place, "there are more than " + MAXIMUM_SCHEMAS + " schemas");
        }
        String base = base(node, place, outerBase);
        Subschema schema = new Subschema(place, base, node);
        byPlace.put(place, schema);
        if (node.path("$id").isTextual()) {
            byUri.putIfAbsent(base, schema);
        }
        MetaSchema.checkDialect(node, place, remotes, errors);
        anchors(schema);
        node.properties().forEach(member -> keyword(schema, member.getKey(), member.getValue()));
        return schema;
    }

    private String base(JsonNode node, String place, String outerBase) {
        JsonNode id = node.path("$id");
        if (!id.isTextual()) {
            return outerBase;
        }
        try {
            String uri = resolve(outerBase, id.textValue());
            return uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri;
        } catch (IllegalArgumentException e) {
            errors.add(Pointers.append(place, "$id"), "must be a URI reference");
            return outerBase;
        }
    }

    /** @throws IllegalArgumentException when it is not a URI reference */
    static String resolve(String base, String reference) {
        if (reference.isEmpty() || reference.startsWith("#")) {
            return base + reference;
        }
        return URI.create(base).resolve(reference).toString();
    }

    private void anchors(Subschema schema) {
        JsonNode anchor = schema.node().path("$anchor");
        if (anchor.isTextual()) {
            byUri.putIfAbsent(schema.base() + "#" + anchor.textValue(), schema);
        }
        JsonNode dynamicAnchor = schema.node().path("$dynamicAnchor");
        if (dynamicAnchor.isTextual()) {
            byUri.putIfAbsent(schema.base() + "#" + dynamicAnchor.textValue(), schema);
            dynamicAnchors
                    .computeIfAbsent(dynamicAnchor.textValue(), name -> new ArrayList<>())
                    .add(schema);
        }
    }

    private void keyword(Subschema schema, String keyword, JsonNode value) {
        String place = Pointers.append(schema.place(), keyword);
        if (REFERENCES.contains(keyword) && value.isTextual()) {
            references.add(new Reference(schema, keyword, value.textValue()));
        } else if (keyword.equals("pattern") && value.isTextual()) {
            checkPattern(value.textValue(), place);
        }
        Applicator applicator = Applicator.of(keyword);
        if (applicator == null) {
            return;
        }
        switch (applicator.shape()) {
            case ONE -> child(schema, applicator, value, place);
            case LIST -> {
                for (int i = 0; value.isArray() && i < value.size(); i++) {
                    child(schema, applicator, value.get(i), Pointers.append(place, i));
                }
            }
            case MAP ->
                value.properties().forEach(member -> {
                    String at = Pointers.append(place, member.getKey());
                    if (applicator == Applicator.PATTERN_PROPERTIES) {
                        checkPattern(member.getKey(), at);
                    }
                    child(schema, applicator, member.getValue(), at);
                });
        }
    }

    private void child(Subschema parent, Applicator applicator, JsonNode node, String place) {
        Subschema child = read(node, place, parent.base());
        parent.contains(child);
        if (applicator.inPlace()) {
            parent.applies(place, child);
        }
    }

    private void checkPattern(String pattern, String place) {
        try {
            LinearPattern.compile(pattern);
        } catch (PatternException e) {
            errors.add(place, "is not a usable regular expression: " + e.getMessage());
        }
    }
}
