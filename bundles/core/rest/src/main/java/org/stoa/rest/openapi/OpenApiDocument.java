package org.stoa.rest.openapi;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.stoa.rest.publish.Publisher;

/** The description of what is published; made again when that has changed, and only then. */
public final class OpenApiDocument {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TAG_LENGTH = 32;

    private final Publisher publisher;
    private Version version;

    /**
     * One version of the document.
     *
     * @param revision of what was published when it was made
     */
    public record Version(long revision, byte[] json, String entityTag) {}

    public OpenApiDocument(Publisher publisher) {
        this.publisher = publisher;
    }

    /** The document as of now. */
    public synchronized Version current() {
        long revision = publisher.revision();
        if (version == null || version.revision() != revision) {
            version = make(revision);
        }
        return version;
    }

    private Version make(long revision) {
        ObjectNode document = new OpenApiGenerator().document(publisher.endpoints());
        try {
            byte[] json = JSON.writeValueAsBytes(document);
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json));
            return new Version(revision, json, "\"" + digest.substring(0, TAG_LENGTH) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
