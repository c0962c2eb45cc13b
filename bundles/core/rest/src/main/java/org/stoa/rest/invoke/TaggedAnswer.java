package org.stoa.rest.invoke;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.stoa.api.rest.Versioned;
import org.stoa.rest.json.JsonCodec;

/** The ETag of answers in JSON in the JAX-RS runtime, and 304 for those that the client has. */
final class TaggedAnswer implements ContainerResponseFilter {

    private final JsonCodec codec;

    TaggedAnswer(JsonCodec codec) {
        this.codec = codec;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        FullRequest full = FullRequest.current();
        boolean kept = full.model().isConditional()
                && response.getStatus() == Response.Status.OK.getStatusCode()
                && !response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL);
        boolean versioned = entity instanceof Versioned && EntityTag.applies(response.getStatus());
        MediaType type = type(response, full);
        if (entity == null || !(kept || versioned) || !JsonProvider.isWritten(entity.getClass(), type)) {
            return;
        }
        byte[] body = write(entity);
        String tag = EntityTag.of(entity, body);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        response.setEntity(new JsonProvider.Written(body), response.getEntityAnnotations(), type);
        if (!kept) {
            return;
        }
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, EntityTag.CACHE_CONTROL);
        response.getHeaders().add(HttpHeaders.VARY, EntityTag.VARY);
        if (EntityTag.isUnchanged(full, tag)) {
            response.setStatus(Response.Status.NOT_MODIFIED.getStatusCode());
            response.setEntity(null);
        }
    }

    private static MediaType type(ContainerResponseContext response, FullRequest request) {
        List<String> produced = request.model().produces();
        if (response.getMediaType() != null) {
            return response.getMediaType();
        }
        return produced.isEmpty() ? MediaType.APPLICATION_JSON_TYPE : MediaType.valueOf(produced.get(0));
    }

    private byte[] write(Object entity) {
        try {
            return codec.write(entity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
