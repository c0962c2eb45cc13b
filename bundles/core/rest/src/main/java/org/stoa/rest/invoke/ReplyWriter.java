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
    private final boolean conditional;

    /**
     * @param base path of the endpoint, to which relative Locations belong
     * @param mediaType of bodies that do not say theirs
     * @param conditional whether clients may keep what is answered, and ask whether it still holds
     */
    ReplyWriter(JsonCodec codec, String base, String mediaType, boolean conditional) {
        this.codec = codec;
        this.base = base;
        this.mediaType = mediaType;
        this.conditional = conditional;
    }

    void write(ApiCall call, Object result) throws IOException {
        if (result instanceof Response response) {
            try (response) {
                writeResponse(call, response);
            }
        } else if (result == null) {
            call.response().setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            writeEntity(call, result, HttpServletResponse.SC_OK, mediaType, conditional);
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
                addHeader(servlet, name, header.getValue());
            }
        }
        Object entity = response.getEntity();
        if (entity == null) {
            servlet.setStatus(response.getStatus());
        } else {
            boolean kept = conditional && !response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL);
            writeEntity(call, entity, response.getStatus(), type, kept);
        }
    }

    /** In place of what every answer has, such as Cache-Control; what an answer varies by comes on top. */
    private static void addHeader(HttpServletResponse servlet, String name, List<String> values) {
        boolean replaces = !HttpHeaders.VARY.equalsIgnoreCase(name);
        for (String value : values) {
            if (replaces) {
                servlet.setHeader(name, value);
            } else {
                servlet.addHeader(name, value);
            }
            replaces = false;
        }
    }

    private void writeEntity(ApiCall call, Object entity, int status, String type, boolean kept) throws IOException {
        HttpServletResponse servlet = call.response();
        Object value = entity instanceof GenericEntity<?> generic ? generic.getEntity() : entity;
        if (value instanceof StreamingOutput stream) {
            servlet.setStatus(status);
            servlet.setContentType(type);
            stream.write(servlet.getOutputStream());
            return;
        }
        byte[] body = bytes(value, type);
        if (tag(call, entity, status, body, kept)) {
            servlet.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean unnamedCharset = value instanceof String && type.startsWith("text/") && !type.contains("charset");
        servlet.setStatus(status);
        servlet.setContentType(unnamedCharset ? type + ";charset=utf-8" : type);
        servlet.setContentLength(body.length);
        call.endTurn();
        servlet.getOutputStream().write(body);
    }

    /** Gives the answer its tag, and says whether the client has it already. */
    private static boolean tag(ApiCall call, Object entity, int status, byte[] body, boolean kept) {
        boolean keeps = kept && status == HttpServletResponse.SC_OK;
        if (!keeps && !(entity instanceof Versioned && EntityTag.applies(status))) {
            return false;
        }
        String tag = EntityTag.of(entity, body);
        call.response().setHeader(HttpHeaders.ETAG, tag);
        if (keeps) {
            call.response().setHeader(HttpHeaders.CACHE_CONTROL, EntityTag.CACHE_CONTROL);
            call.response().addHeader(HttpHeaders.VARY, EntityTag.VARY);
        }
        return keeps && EntityTag.isUnchanged(call.request(), tag);
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
