package org.stoa.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.RequiresPermission;

/** Ends in every way there is. */
@Path("faults")
public final class FaultyResource {

    @GET
    @Path("{kind}")
    @RequiresPermission("tenant.stall.read")
    public Response get(@PathParam("kind") String kind) throws IOException, SQLTransientConnectionException {
        return switch (kind) {
            case "ok" -> Response.ok("{}").build();
            case "not-found" -> throw ProblemException.notFound("good");
            case "exception" -> throw new IllegalStateException("broken");
            case "linkage" -> throw new NoClassDefFoundError("gone");
            case "answer" -> Response.status(500).build();
            case "problem" -> throw ProblemException.of(CommonProblem.INTERNAL_ERROR);
            case "web" -> throw new WebApplicationException(502);
            case "web-refusal" -> throw new WebApplicationException(403);
            case "database" -> throw ProblemException.of(CommonProblem.DATABASE_UNAVAILABLE);
            case "storage" -> throw ProblemException.of(CommonProblem.STORAGE_FULL);
            case "connection" -> throw new SQLTransientConnectionException("no connection");
            case "client" -> throw new EOFException("client has gone");
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
