package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schema of schemas, draft 2020-12. */
final class MetaSchema {
    static final String URI = "https://json-schema.org/draft/2020-12/schema";

    private static final String FOLDER = "https://json-schema.org/";
    private static final Set<String> PARTS = Set.of(
            URI,
            FOLDER + "draft/2020-12/meta/core",
            FOLDER + "draft/2020-12/meta/applicator",
            FOLDER + "draft/2020-12/meta/unevaluated",
            FOLDER + "draft/2020-12/meta/validation",
            FOLDER + "draft/2020-12/meta/meta-data",
            FOLDER + "draft/2020-12/meta/format-annotation",
            FOLDER + "draft/2020-12/meta/format-assertion",
            FOLDER + "draft/2020-12/meta/content");

    private static final class Compiled {
        static final CompiledSchema SCHEMA = new CompiledSchema(compile());

        private static Schema compile() {
            return Validators.registry(new ValidationOptions(false, Map.of())).getSchema(SchemaLocation.of(URI));
        }
    }

    private MetaSchema() {}

    static boolean isPart(String uri) {
        int mark = uri.indexOf('#');
        return PARTS.contains(mark < 0 ? uri : uri.substring(0, mark));
    }

    /** Where the validator keeps its copy; @return null for any other URI */
    static String resource(String uri) {
        return isPart(uri) ? uri.substring(FOLDER.length() - 1) : null;
    }

    /** What about this is not a schema. */
    static List<Violation> violations(JsonNode schema) {
        return Compiled.SCHEMA.validate(schema);
    }

    /** A document may name a meta-schema of its own when that was given and is itself written in draft 2020-12. */
    static void checkDialect(JsonNode root, String place, Map<String, JsonNode> remotes, SchemaErrors errors) {
        JsonNode named = root.path("$schema");
        if (!named.isTextual() || isDraft(named.textValue())) {
            return;
        }
        JsonNode given = remotes.get(named.textValue());
        if (given == null || !isDraft(given.path("$schema").asText(URI))) {
            errors.add(Pointers.append(place, "$schema"), "must be " + URI + ", or be left out");
        }
    }

    private static boolean isDraft(String uri) {
        return uri.equals(URI) || uri.equals(URI + "#");
    }
}
