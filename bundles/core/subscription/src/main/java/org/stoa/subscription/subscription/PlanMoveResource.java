package org.stoa.subscription.subscription;

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
import java.time.LocalDate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.subscription.subscription.PlanMoves.MoveOutcome;
import org.stoa.subscription.subscription.PlanMoves.Moved;

/** {@code /api/v1/platform/plans/{plan}/versions/{number}/move}: moving subscribers to a version, on purpose. */
@RestResource
@Component(service = PlanMoveResource.class)
@Path("platform/plans/{plan}/versions/{number}/move")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PlanMoveResource {

    private final PlanMoves moves;

    @Activate
    public PlanMoveResource(@Reference PlanMoves moves) {
        this.moves = moves;
    }

    /** Says for each subscriber of an older version what it pays before and after, and when; changes nothing. */
    @GET
    @RequiresPermission(PlatformSubscriptionResource.READ)
    public Page<Moved> simulateMove(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @PathParam("number") int number,
            @QueryParam("from") LocalDate from,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return moves.simulate(context, plan, number, from, PageRequest.parse(limit, cursor));
    }

    /** Moves the subscribers of older versions, each with its first period that begins on a day or later. */
    @POST
    @RequiresPermission(PlatformSubscriptionResource.WRITE)
    public MoveOutcome moveSubscribers(
            @Context CallContext context,
            @PathParam("plan") String plan,
            @PathParam("number") int number,
            @QueryParam("from") LocalDate from) {
        return moves.move(context, plan, number, from);
    }

    /** Lets those stay on their version that have not been moved yet. */
    @DELETE
    @RequiresPermission(PlatformSubscriptionResource.WRITE)
    public MoveOutcome keepSubscribers(
            @Context CallContext context, @PathParam("plan") String plan, @PathParam("number") int number) {
        return moves.stay(context, plan, number);
    }
}
