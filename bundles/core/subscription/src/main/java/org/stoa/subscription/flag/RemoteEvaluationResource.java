package org.stoa.subscription.flag;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Json;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.EntityTags;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/**
 * {@code /api/v1/ofrep/v1/evaluate/flags}: features by the OpenFeature Remote Evaluation Protocol, for the clients that
 * there are of it. Features are evaluated for the tenant and user that the credentials say, whatever the context says.
 */
@RestResource
@Component(service = RemoteEvaluationResource.class)
@Path("ofrep/v1/evaluate/flags")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RemoteEvaluationResource {

    private static final String READ = "tenant.feature.read";

    private final EvaluatedFeatures features;

    /** @param context the evaluation context of the client, which decides nothing; null for none */
    public record EvaluationRequest(Json context) {}

    @Activate
    public RemoteEvaluationResource(@Reference EvaluatedFeatures features) {
        this.features = features;
    }

    /** Evaluates all features. */
    @POST
    @RequiresPermission(READ)
    @Answers(RemoteEvaluation.Bulk.class)
    public Response evaluateFlags(
            @Context CallContext context,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
            EvaluationRequest body) {
        List<RemoteEvaluation> evaluations = features.verdicts(context, user(context)).entrySet().stream()
                .map(entry -> RemoteEvaluation.of(entry.getKey(), entry.getValue()))
                .toList();
        String tag = EntityTags.of(evaluations.toString());
        boolean unchanged = EntityTags.isKnown(ifNoneMatch, tag);
        return (unchanged ? Response.notModified() : Response.ok(new RemoteEvaluation.Bulk(evaluations)))
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /** Evaluates one feature. */
    @POST
    @Path("{flag}")
    @RequiresPermission(READ)
    public RemoteEvaluation evaluateFlag(
            @Context CallContext context, @PathParam("flag") String key, EvaluationRequest body) {
        Verdict verdict = features.verdict(context, user(context), key);
        if (verdict.reason() == Reason.UNKNOWN) {
            throw ProblemException.notFound("feature").with("key", key).with("errorCode", "FLAG_NOT_FOUND");
        }
        return RemoteEvaluation.of(key, verdict);
    }

    private static UUID user(CallContext context) {
        return context.caller().userId();
    }
}
