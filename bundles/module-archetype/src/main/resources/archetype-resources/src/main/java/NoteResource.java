package ${package};

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
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
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/${id}/notes}. */
@RestResource
@Component(service = NoteResource.class)
@Path("notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NoteResource {
    private final NoteService notes;

    @Activate
    public NoteResource(@Reference NoteService notes) {
        this.notes = notes;
    }

    @GET
    @RequiresPermission(NotesModule.READ)
    public Page<Note> list(
            @Context CallContext context, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return notes.list(context, PageRequest.parse(limit, cursor));
    }

    @POST
    @RequiresPermission(NotesModule.WRITE)
    @Answers(value = Note.class, status = 201)
    public Response write(@Context CallContext context, @NotNull @Valid NoteFields fields) {
        Note note = notes.write(context, fields);
        return Response.created(URI.create("notes/" + note.id())).entity(note).build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission(NotesModule.READ)
    public Note get(@Context CallContext context, @PathParam("id") UUID id) {
        return notes.get(context, id);
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission(NotesModule.WRITE)
    public void delete(@Context CallContext context, @PathParam("id") UUID id) {
        notes.delete(context, id);
    }
}
