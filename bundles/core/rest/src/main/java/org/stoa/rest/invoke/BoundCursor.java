package org.stoa.rest.invoke;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Cursors in the JAX-RS runtime, bound as for every other operation. */
final class BoundCursor implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        FullRequest full = FullRequest.current();
        if (response.hasEntity() && Cursors.isList(full.model())) {
            response.setEntity(Cursors.bound(response.getEntity(), full.call()));
        }
    }
}
