package org.stoa.rest.invoke;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.stoa.api.rest.Versioned;
import org.stoa.rest.call.ApiCall;
import org.stoa.rest.json.JsonCodec;

/** Writes what a resource method returned. A body is made whole before the first byte is sent, so it cannot fail half-way. */
final class ReplyWriter {

    private final JsonCodec codec;
    private final String base;
    private final String mediaType;

    /**
     * @param base path of the endpoint, to which relative Locations belong
     * @param mediaType of bodies that do not say theirs
     */
    ReplyWriter(JsonCodec codec, String base, String mediaType) {
        this.codec = codec;
        this.base = base;
        this.mediaType = mediaType;
    }

    void write(ApiCall call, Object result) throws IOException {
        if (result instanceof Response response) {
            try (response) {
                writeResponse(call, response);
            }
        } else if (result == null) {
            call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            writeEntity(call, result, HttpServletResponse.SC_OK, mediaType);
        }
    }

    private void writeResponse(ApiCall call, Response response) throws IOException {
        HttpServletResponse servlet = call.response();
        String type = mediaType;
        for (Map.Entry<String, List<String>> header :
                response.getStringHeaders().entrySet()) {
            String name = header.getKey();
            if (HttpHeaders.CONTENT_TYPE.equalsIgnoreCase(name)) {
                type = header.getValue().get(0);
            } else if (HttpHeaders.LOCATION.equalsIgnoreCase(name)) {
                servlet.setHeader(name, location(header.getValue().get(0)));
            } else {
                header.getValue().forEach(value -> servlet.addHeader(name, value));
            }
        }
        Object entity = response.getEntity();
        if (entity == null) {
            servlet.setStatus(response.getStatus());
        } else {
            writeEntity(call, entity, response.getStatus(), type);
        }
    }

    private void writeEntity(ApiCall call, Object entity, int status, String type) throws IOException {
        HttpServletResponse servlet = call.response();
        if (entity instanceof Versioned versioned && EntityTag.applies(status)) {
            String tag = EntityTag.of(versioned);
            servlet.setHeader(HttpHeaders.ETAG, tag);
            if (EntityTag.isUnchanged(call.request(), tag)) {
                servlet.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        Object value = entity instanceof GenericEntity<?> generic ? generic.getEntity() : entity;
        if (value instanceof StreamingOutput stream) {
            servlet.setStatus(status);
            servlet.setContentType(type);
            stream.write(servlet.getOutputStream());
            return;
        }
        byte[] body = bytes(value, type);
        boolean unnamedCharset = value instanceof String && type.startsWith("text/") && !type.contains("charset");
        servlet.setStatus(status);
        servlet.setContentType(unnamedCharset ? type + ";charset=utf-8" : type);
        servlet.setContentLength(body.length);
        servlet.getOutputStream().write(body);
    }

    /** A text that a method gives as something else than JSON is sent as it is. */
    private byte[] bytes(Object value, String type) throws IOException {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text && !isJson(type)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return codec.write(value);
    }

    private static boolean isJson(String type) {
        return type.startsWith(MediaType.APPLICATION_JSON) || type.contains("+json");
    }

    private String location(String location) {
        return location.startsWith("/") || URI.create(location).isAbsolute() ? location : base + "/" + location;
    }
}
