package org.stoa.rest.status;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.stoa.rest.invoke.EntityTag;

/** A document of the platform's own that is the same for everybody, kept in memory. */
public record Page(
        byte[] bytes,
        String mediaType,
        String cacheControl,
        String contentSecurityPolicy,
        String vary,
        String entityTag) {

    private static final String NO_CACHE = "no-cache";
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    /** A page that never changes: its address names its version. */
    static Page asset(String resource, String mediaType) {
        byte[] bytes = load(resource);
        return new Page(bytes, mediaType, IMMUTABLE, null, null, EntityTag.of(bytes));
    }

    /** A page that is asked for each time, and sent only when it has changed. */
    static Page document(byte[] bytes, String mediaType, String contentSecurityPolicy) {
        return new Page(bytes, mediaType, NO_CACHE, contentSecurityPolicy, null, EntityTag.of(bytes));
    }

    /** One of several pages at one address, of which Accept chooses. */
    static Page chosen(byte[] bytes, String mediaType) {
        return new Page(bytes, mediaType, NO_CACHE, null, "Accept", EntityTag.of(bytes));
    }

    /** A document whose tag was made before. */
    static Page tagged(byte[] bytes, String mediaType, String entityTag) {
        return new Page(bytes, mediaType, NO_CACHE, null, null, entityTag);
    }

    /** The bytes of a resource beside this class, or with a leading slash anywhere in the bundle. */
    static byte[] load(String resource) {
        try (InputStream stream = Page.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String loadText(String resource) {
        return new String(load(resource), StandardCharsets.UTF_8).strip();
    }

    /** Answers with the page, or says that the client already has it. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", cacheControl);
        if (contentSecurityPolicy != null) {
            response.setHeader("Content-Security-Policy", contentSecurityPolicy);
        }
        if (vary != null) {
            response.addHeader("Vary", vary);
        }
        response.setHeader("ETag", entityTag);
        if (EntityTag.isUnchanged(request, entityTag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
