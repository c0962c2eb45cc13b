package org.stoa.hello;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/hello/greetings}. */
@RestResource
@Component(service = GreetingResource.class)
@Path("greetings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class GreetingResource {
    private final GreetingService greetings;

    @Activate
    public GreetingResource(@Reference GreetingService greetings) {
        this.greetings = greetings;
    }

    @GET
    @RequiresPermission(HelloModule.READ)
    public Page<Greeting> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return greetings.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(HelloModule.WRITE)
    @Answers(value = Greeting.class, status = 201)
    public Response post(@Context CallContext context, @NotNull @Valid GreetingFields fields) {
        Greeting greeting = greetings.post(context, fields);
        return Response.created(URI.create("greetings/" + greeting.id()))
                .entity(greeting)
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(HelloModule.READ)
    public Greeting get(@Context CallContext context, @PathParam("id") UUID id) {
        return greetings.get(context, id);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission(HelloModule.WRITE)
    public Greeting update(
            @Context CallContext context,
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(GreetingFields.class) MergePatch patch) {
        return greetings.update(context, id, IfMatch.version(ifMatch), patch);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(HelloModule.WRITE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        greetings.delete(context, id);
    }
}
