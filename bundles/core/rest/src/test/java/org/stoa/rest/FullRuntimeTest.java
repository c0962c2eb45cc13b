package org.stoa.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.rest.RestFixture.READER;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;
import org.stoa.rest.Http.Answer;

/** Resources that ask for more than can be handed over directly work all the same, under the same guard. */
class FullRuntimeTest {

    private static RestFixture fixture;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        fixture = new RestFixture(RestFixture.settings(), true);
        http = fixture.http;
        fixture.application.publishCore(
                "org.stoa.rich", FullRuntimeTest.class.getClassLoader(), List.of(new RichResource(), new Inherited()));
        fixture.settle();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void beansFieldsAndContextsAreInjected() throws Exception {
        Answer answer = http.get("/api/v1/rich/a%20b?size=5", READER, "Cookie: flavour=mint", "X-Own: yes");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("[\"a b\",\"5\",\"mint\",\"yes\",\"/api/v1/rich/a%20b\",\"USER acme-reader\"]");
    }

    @Test
    void formsAreRead() throws Exception {
        Answer answer = http.json(
                "POST", "/api/v1/rich/form", "a=1&b=%C3%BC", READER, "Content-Type: application/x-www-form-urlencoded");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("[\"1\",\"ü\"]");
    }

    @Test
    void annotationsOfAnInterfaceCount() throws Exception {
        assertThat(http.get("/api/v1/contract/x", READER).text()).isEqualTo("[\"x\"]");
        assertThat(http.get("/api/v1/contract/x").status()).isEqualTo(401);
    }

    @Test
    void constraintsOnParametersAreChecked() throws Exception {
        Answer answer = http.get("/api/v1/rich/checked/abcdef?q=abcdef", READER);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("q");
    }

    @Test
    void streamsAreSent() throws Exception {
        Answer answer = http.get("/api/v1/contract/stream", READER);

        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text()).isEqualTo("streamed");
    }

    @Test
    void guardStandsBeforeTheRuntime() throws Exception {
        assertThat(http.get("/api/v1/rich/a?size=5").status()).isEqualTo(401);
        assertThat(http.get("/api/v1/rich/a?size=5", "Authorization: Bearer " + Platform.NOBODY)
                        .status())
                .isEqualTo(403);
    }

    /** What a bean takes from a request. */
    public static final class Wishes {
        @PathParam("name")
        String name;

        @QueryParam("size")
        @DefaultValue("1")
        int size;

        @CookieParam("flavour")
        String flavour;
    }

    /** Asks for everything. */
    @Path("rich")
    public static final class RichResource {
        @Context
        private HttpHeaders headers;

        @GET
        @Path("{name}")
        @RequiresPermission("tenant.thing.read")
        public List<String> get(@BeanParam Wishes wishes, @Context UriInfo uri, @Context CallContext context) {
            return List.of(
                    wishes.name,
                    Integer.toString(wishes.size),
                    wishes.flavour,
                    headers.getHeaderString("X-Own"),
                    uri.getRequestUri().getRawPath(),
                    context.caller().kind() + " " + context.caller().name());
        }

        @POST
        @Path("form")
        @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
        @RequiresPermission("tenant.thing.read")
        public List<String> form(@FormParam("a") String a, @FormParam("b") String b) {
            return List.of(a, b);
        }

        @GET
        @Path("checked/{id}")
        @RequiresPermission("tenant.thing.read")
        public List<String> checked(
                @PathParam("id") String id, @QueryParam("q") @Size(max = 3) String q, @Context UriInfo uri) {
            return List.of(id, q);
        }
    }

    /** Says what its implementations do. */
    @Path("contract")
    public interface Contract {
        @GET
        @Path("{id}")
        @RequiresPermission("tenant.thing.read")
        List<String> get(@PathParam("id") String id);

        @GET
        @Path("stream")
        @Produces("text/plain")
        @RequiresPermission("tenant.thing.read")
        StreamingOutput stream();
    }

    /** Says nothing itself. */
    public static final class Inherited implements Contract {
        @Override
        public List<String> get(String id) {
            return List.of(id);
        }

        @Override
        public StreamingOutput stream() {
            return output -> output.write("streamed".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        public UUID notAnOperation() {
            return UUID.randomUUID();
        }
    }
}
