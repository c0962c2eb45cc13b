package org.stoa.access.registration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.api.tenant.Tenant;

/** Where organizations register themselves. */
@RestResource
@Component(service = RegistrationResource.class)
@Path("register")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RegistrationResource {

    private final Registration registration;

    @Activate
    public RegistrationResource(@Reference Registration registration) {
        this.registration = registration;
    }

    /** Creates a tenant on trial with its administrator, who can sign in at once. */
    @POST
    @Public
    public Response register(@Context CallContext context, @NotNull @Valid NewRegistration body) {
        Tenant tenant = registration.register(context, body);
        return Response.created(URI.create("tenants/" + tenant.id()))
                .entity(tenant)
                .build();
    }
}
