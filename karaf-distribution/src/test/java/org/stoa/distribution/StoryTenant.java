package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A tenant whose people do business over HTTP: its administrator, its users, and what others must not see of it. */
final class StoryTenant {

    private static final String PASSWORD = "stories-of-Stoa-42";
    private static final List<String> OF_EVERYBODY =
            List.of("/marketplace/listings", "/marketplace/engagements", "/booking/bookings", "/billing/invoices");
    private static final Duration BY_ITSELF = Duration.ofSeconds(60);

    private final StoaProcess stoa;
    private final String identifier;
    private final Api admin;

    private StoryTenant(StoaProcess stoa, String identifier, Api admin) {
        this.stoa = stoa;
        this.identifier = identifier;
        this.admin = admin;
    }

    static StoaProcess prepare() {
        return StoaProcess.prepare("stories")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .withoutRateLimits();
    }

    static StoryTenant create(StoaProcess stoa, String identifier, String... modules) {
        new Api(stoa.baseUrl()).signIn("admin@stoa.local", PASSWORD).createTenant(identifier, PASSWORD);
        Api admin = new Api(stoa.baseUrl()).signIn("admin@" + identifier + ".example", PASSWORD);
        StoryTenant tenant = new StoryTenant(stoa, identifier, admin);
        List.of(modules).forEach(tenant::enable);
        return tenant;
    }

    /** With its module, and all that it brings. */
    StoryTenant withIndustry(String code) {
        enable(code);
        Api.Answer plan =
                admin.post("/industries/" + code + "/installation", "{}").expect(200);
        assertThat(plan.at("/complete")).as(plan.text()).isEqualTo("true");
        return this;
    }

    void enable(String module) {
        admin.post("/tenants/" + identifier + "/modules", "{\"moduleId\": \"" + module + "\"}")
                .expect(200);
    }

    Api admin() {
        return admin;
    }

    /** A new user, signed in. */
    StoryPerson person(String name) {
        String email = name.toLowerCase(Locale.ROOT) + "@" + identifier + ".example";
        String id = admin.post(
                        "/tenants/" + identifier + "/users",
                        "{\"email\": \"%s\", \"displayName\": \"%s\", \"role\": \"User\", \"password\": \"%s\"}"
                                .formatted(email, name, PASSWORD))
                .expect(201)
                .at("/id");
        return new StoryPerson(id, new Api(stoa.baseUrl()).signIn(email, PASSWORD));
    }

    /** Asks until something has the value that it gets by itself. */
    static Api.Answer await(Api api, String path, String pointer, String value) {
        assertThat(Poll.until(
                        BY_ITSELF, () -> api.get(path).expect(200).at(pointer).equals(value)))
                .as(() ->
                        pointer + " must become " + value + ": " + api.get(path).text())
                .isTrue();
        return api.get(path);
    }

    /** Pays all that is left of an invoice. @return the paid invoice */
    JsonNode pay(String invoiceId) {
        String path = "/billing/invoices/" + invoiceId;
        String version = admin.get(path).expect(200).at("/version");
        return admin.post(path + "/pay", "{}", "If-Match", "\"" + version + "\"")
                .expect(200)
                .body();
    }

    /** The invoice over so much; a missing node when there is none. */
    JsonNode invoiceOver(String gross) {
        for (JsonNode invoice :
                admin.get("/billing/invoices?limit=100").expect(200).body().path("items")) {
            if (invoice.at("/totals/gross/amount").asText().equals(gross)) {
                return invoice;
            }
        }
        return MissingNode.getInstance();
    }

    /** Something to book, open every day from eight to six. @return its id */
    String resource(String fields) {
        Api.Answer resource = admin.post("/booking/resources", fields).expect(201);
        String hours = IntStream.range(0, 7)
                .mapToObj("{\"dayOfWeek\": %d, \"startTime\": \"08:00\", \"endTime\": \"18:00\"}"::formatted)
                .collect(Collectors.joining(", "));
        admin.call(
                        "PUT",
                        "/booking/resources/" + resource.at("/id") + "/availability",
                        "{\"hours\": [" + hours + "]}",
                        "If-Match",
                        "\"" + resource.at("/version") + "\"")
                .expect(200);
        return resource.at("/id");
    }

    /** @return its id */
    String service(String fields) {
        return admin.post("/booking/services", fields).expect(201).at("/id");
    }

    /** Asserts that the tenant has all of these, and that to another one, which has nothing, there is none of them. */
    void keepsToItself(Api stranger, String... paths) {
        for (String path : paths) {
            admin.get(path).expect(200);
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
        for (String list : OF_EVERYBODY) {
            assertThat(stranger.get(list).expect(200).body().path("items"))
                    .as(list)
                    .isEmpty();
        }
    }
}
