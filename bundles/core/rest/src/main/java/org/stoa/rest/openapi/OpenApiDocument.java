package org.stoa.rest.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.stoa.rest.invoke.EntityTag;
import org.stoa.rest.publish.Endpoint;
import org.stoa.rest.publish.Publisher;

/** The description of what is published; made again when that has changed, and only then. */
public final class OpenApiDocument {

    private static final JsonMapper JSON = new JsonMapper();

    private final Publisher publisher;
    private Version version;

    /**
     * One version of the document.
     *
     * @param endpoints numbers of those it describes
     */
    public record Version(List<Long> endpoints, byte[] json, String entityTag) {}

    public OpenApiDocument(Publisher publisher) {
        this.publisher = publisher;
    }

    /** The document as of now. */
    public synchronized Version current() {
        List<Endpoint> endpoints = publisher.endpoints();
        List<Long> numbers = endpoints.stream().map(Endpoint::number).toList();
        if (version == null || !version.endpoints().equals(numbers)) {
            version = make(endpoints, numbers);
        }
        return version;
    }

    private static Version make(List<Endpoint> endpoints, List<Long> numbers) {
        ObjectNode document = new OpenApiGenerator().document(endpoints);
        try {
            byte[] json = JSON.writeValueAsBytes(document);
            return new Version(numbers, json, EntityTag.of(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
