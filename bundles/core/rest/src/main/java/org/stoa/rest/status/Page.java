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
        byte[] bytes, String mediaType, String cacheControl, String contentSecurityPolicy, String entityTag) {

    private static final String NO_CACHE = "no-cache";
    private static final String PUBLIC = "public, max-age=86400";

    /** A page that may be kept by caches for a day. */
    static Page asset(String resource, String mediaType, String version) {
        return new Page(load(resource), mediaType, PUBLIC, null, "\"" + version + "\"");
    }

    /** A page that is asked for anew each time. */
    static Page document(byte[] bytes, String mediaType, String contentSecurityPolicy) {
        return new Page(bytes, mediaType, NO_CACHE, contentSecurityPolicy, null);
    }

    /** A document with a tag, so that it is sent only when it has changed. */
    static Page tagged(byte[] bytes, String mediaType, String entityTag) {
        return new Page(bytes, mediaType, NO_CACHE, null, entityTag);
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
        if (entityTag != null) {
            response.setHeader("ETag", entityTag);
            if (EntityTag.isUnchanged(request, entityTag)) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setContentType(mediaType);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
