package org.stoa.metadata.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Schema;
import com.networknt.schema.resource.InputStreamSource;
import com.networknt.schema.resource.SchemaLoader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The only documents that a reference can lead to. The library's own loader would also read the class path. */
final class GivenDocuments extends SchemaLoader {

    private final Map<String, JsonNode> documents;

    GivenDocuments(Map<String, JsonNode> documents) {
        super(List.of(), List.of());
        this.documents = documents;
    }

    @Override
    public InputStreamSource getSchemaResource(AbsoluteIri iri) {
        String uri = String.valueOf(iri);
        JsonNode document = documents.get(uri);
        if (document != null) {
            return () -> new ByteArrayInputStream(document.toString().getBytes(StandardCharsets.UTF_8));
        }
        String resource = MetaSchema.resource(uri);
        return resource == null ? null : () -> Schema.class.getResourceAsStream(resource);
    }
}
