package org.stoa.rest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.stoa.api.audit.Sensitive;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.rest.Answers;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.IfMatch;
import org.stoa.api.rest.MergePatch;
import org.stoa.api.rest.PatchOf;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.Versioned;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Public;
import org.stoa.api.security.RequiresPermission;
import org.stoa.api.value.Money;
import org.stoa.api.value.SingleLine;

/** A resource of the core with one of everything that clients may send. */
@Path("things")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ThingResource {

    /** A colour. */
    public enum Colour {
        RED,
        GREEN
    }

    /** A line of a thing. */
    public record Line(@NotBlank String name, @Min(1) @Max(1000) int quantity, @NotNull Money unitPrice) {}

    /** What clients send. */
    public record ThingFields(
            @NotBlank @Size(max = 20) @SingleLine String name,
            @Email String email,
            Colour colour,
            Boolean active,
            Long weight,
            Instant from,
            LocalDate day,
            UUID owner,
            @Size(max = 3) List<@Valid Line> lines,
            List<String> tags,
            Map<String, Object> extra) {}

    /** What the platform answers. */
    public record Thing(UUID id, ThingFields fields, long version, Instant createdAt) implements Versioned {
        public boolean isOld() {
            return true;
        }
    }

    /** What a call knew of itself. */
    public record Seen(
            UUID tenantId,
            UUID userId,
            String caller,
            String requestId,
            String address,
            String language,
            String idempotencyKey,
            String fingerprint) {}

    static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Instant CREATED = Instant.parse("2025-01-31T12:00:00Z");

    static ThingFields sample() {
        return new ThingFields("thing", null, Colour.RED, null, null, null, null, null, null, List.of("a"), null);
    }

    @GET
    @RequiresPermission("tenant.thing.read")
    public Page<Thing> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        PageRequest page = PageRequest.parse(limit, cursor);
        Thing thing = new Thing(ID, sample(), page.limit(), CREATED);
        return page.limit() == 1 && page.after() == null
                ? Page.of(List.of(thing, thing), page, Thing::id)
                : new Page<>(List.of(thing), null);
    }

    @POST
    @RequiresPermission("tenant.thing.write")
    @Answers(value = Thing.class, status = 201)
    public Response create(@Context CallContext context, @NotNull @Valid ThingFields fields) {
        return Response.created(URI.create("things/" + ID))
                .entity(new Thing(ID, fields, 1, CREATED))
                .build();
    }

    @GET
    @Path("{id}")
    @RequiresPermission("tenant.thing.read")
    public Thing get(@PathParam("id") UUID id) {
        if (!id.equals(ID)) {
            throw ProblemException.notFound("thing");
        }
        return new Thing(id, sample(), 3, CREATED);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @RequiresPermission("tenant.thing.write")
    public Thing update(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @PatchOf(ThingFields.class) MergePatch patch) {
        return new Thing(id, patch.applyTo(sample()), IfMatch.version(ifMatch) + 1, CREATED);
    }

    @PUT
    @Path("{id}/lines")
    @RequiresPermission("tenant.thing.write")
    public List<Line> lines(@PathParam("id") UUID id, List<Line> lines) {
        return lines;
    }

    @DELETE
    @Path("{id}")
    @RequiresPermission("tenant.thing.delete")
    public void delete(@PathParam("id") UUID id) {}

    @POST
    @Path("seen")
    @RequiresPermission("tenant.thing.read")
    public Seen seen(@Context CallContext context) {
        return seenBy(context);
    }

    @GET
    @Path("search")
    @RequiresPermission("tenant.thing.read")
    public List<String> search(
            @QueryParam("q") @Size(max = 10) String q,
            @QueryParam("owner") UUID owner,
            @QueryParam("from") Instant from,
            @QueryParam("colour") Colour colour,
            @QueryParam("count") int count,
            @QueryParam("active") Boolean active,
            @QueryParam("tag") List<String> tags) {
        return List.of(q + "|" + owner + "|" + from + "|" + colour + "|" + count + "|" + active + "|" + tags);
    }

    /** In the language of the caller. */
    public record Worded(String text, long version) implements Versioned {}

    /** What nobody but the caller may keep. */
    public record Secret(@Sensitive String key) {}

    @GET
    @Path("worded")
    @RequiresPermission("tenant.thing.read")
    public Worded worded(@Context CallContext context) {
        return new Worded(context.locale().getLanguage(), 1);
    }

    @GET
    @Path("secret")
    @RequiresPermission("tenant.thing.read")
    public Secret secret() {
        return new Secret("key");
    }

    @GET
    @Path("unkept")
    @RequiresPermission("tenant.thing.read")
    public Response unkept() {
        return Response.ok(sample())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    @GET
    @Path("text")
    @Produces("text/csv")
    @RequiresPermission("tenant.thing.read")
    public String text() {
        return "a,b\r\n";
    }

    @GET
    @Path("fails")
    @RequiresPermission("tenant.thing.read")
    public Thing fails() {
        throw new IllegalStateException("secret-detail of org.stoa.internal");
    }

    @GET
    @Path("conflict")
    @RequiresPermission("tenant.thing.read")
    public Thing conflict() {
        throw ProblemException.of(CommonProblem.CONFLICT, "taken")
                .withField("name", "is taken")
                .with("taken", List.of(new Line("x", 1, Money.of("1.5", "EUR"))));
    }

    @POST
    @Path("open")
    @Public
    public Seen open(@Context CallContext context) {
        return seenBy(context);
    }

    static Seen seenBy(CallContext context) {
        IdempotencyKey key = context.idempotencyKey();
        return new Seen(
                context.tenantId(),
                context.caller().userId(),
                context.caller().kind() + " " + context.caller().name(),
                context.request().requestId(),
                context.request().clientAddress(),
                context.locale().toLanguageTag(),
                key == null ? null : key.key(),
                key == null ? null : key.fingerprint());
    }
}
