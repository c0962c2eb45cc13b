package org.stoa.rest.invoke;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.stoa.api.rest.Versioned;

/** The ETag of versioned entities in the JAX-RS runtime, and 304 for those that the client has. */
final class VersionHeader implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!(response.getEntity() instanceof Versioned versioned) || !EntityTag.applies(response.getStatus())) {
            return;
        }
        String tag = EntityTag.of(versioned);
        response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
        if (EntityTag.isUnchanged(FullRequest.current(), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }
}
