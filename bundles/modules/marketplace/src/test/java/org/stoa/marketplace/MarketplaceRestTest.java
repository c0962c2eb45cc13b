package org.stoa.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What a client can do in the marketplace. */
class MarketplaceRestTest {
    private static TestPlatform platform;
    private static TestTenant acme;
    private static ApiClient owner;
    private static ApiClient applicant;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(MarketplaceModule.class);
        acme = platform.createTenant("acme").enable("marketplace");
        owner = acme.user(
                MarketplaceModule.READ, MarketplaceModule.WRITE, MarketplaceModule.LIST, "tenant.profile.read");
        applicant = acme.user(MarketplaceModule.READ, MarketplaceModule.WRITE);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    /** A gig that asks for a size and requires somebody tall. */
    static Map<String, Object> casting() {
        Map<String, Object> listing = new HashMap<>();
        listing.put("type", "GIG");
        listing.put("title", "Casting für Wäsche 👗");
        listing.put("description", "Two days in Vienna");
        listing.put("price", Map.of("amount", "500.00", "currency", "EUR"));
        listing.put("priceType", "FIXED");
        listing.put("location", Map.of("country", "AT", "city", "Wien", "latitude", 48.2082, "longitude", 16.3738));
        listing.put("profileSubtype", "model");
        listing.put(
                "requirements",
                List.of(
                        Map.of("field", "heightCm", "operator", "AT_LEAST", "value", 175, "mandatory", true),
                        Map.of("field", "city", "operator", "EQUALS", "value", "Wien", "weight", 3)));
        listing.put("categories", List.of("fashion"));
        return listing;
    }

    /** A profile of a model; activates its schema where that is new. */
    static ApiResponse profile(ApiClient admin, String name, int height) {
        if (admin.get("/schemas?entityType=profile")
                .expect(200)
                .json()
                .path("items")
                .isEmpty()) {
            Map<String, ?> properties = Map.of("heightCm", Map.of("type", "integer"), "city", Map.of("type", "string"));
            ApiResponse schema = admin.post(
                            "/schemas",
                            Map.of(
                                    "entityType",
                                    "profile",
                                    "entitySubtype",
                                    "model",
                                    "baseSchema",
                                    Map.of("type", "object", "properties", properties),
                                    "filterableFields",
                                    List.of("heightCm")))
                    .expect(201);
            admin.with("If-Match", schema.header("ETag"))
                    .post("/schemas/" + schema.text("/id") + "/activate", null)
                    .expect(200);
        }
        Map<String, ?> data = Map.of("heightCm", height, "city", height > 180 ? "Wien" : "Graz");
        return admin.post("/profiles", Map.of("subtype", "model", "name", name, "structuredData", data))
                .expect(201);
    }

    @Test
    void jobIsListedAppliedForAgreedOnDoneAndReviewed() {
        String listing = publish(casting());
        assertThat(applicant
                        .get("/marketplace/listings?q=casting&country=AT&facets=type")
                        .expect(200)
                        .text("/items/0/listing/id"))
                .isEqualTo(listing);
        String application = applicant
                .post("/marketplace/listings/" + listing + "/applications", Map.of("coverLetter", "Grüß Gott"))
                .expect(201)
                .text("/id");
        assertThat(owner.get("/marketplace/applications?listing=" + listing)
                        .expect(200)
                        .text("/items/0/id"))
                .isEqualTo(application);
        Map<String, ?> terms = Map.of(
                "price", Map.of("amount", "40.00", "currency", "EUR"),
                "quantity", 12.5,
                "start", "2030-03-31T01:30:00+01:00",
                "end", "2030-03-31T03:30:00+02:00",
                "timezone", "Europe/Vienna");
        String offer = owner.post("/marketplace/applications/" + application + "/offers", terms)
                .expect(201)
                .text("/id");
        ApiResponse engagement =
                applicant.post("/marketplace/offers/" + offer + "/accept", null).expect(201);
        assertThat(engagement.text("/appointment")).isEqualTo("AGREED");
        String path = "/marketplace/engagements/" + engagement.text("/id");
        assertThat(owner.post(path + "/complete", null).expect(200).text("/sale"))
                .isEqualTo("MADE");
        applicant.post(path + "/reviews", Map.of("rating", 5, "text", "Danke")).expect(201);
        assertThat(owner.post(path + "/reviews", Map.of("rating", 6))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("rating");
        owner.post(path + "/reviews", Map.of("rating", 4)).expect(201);

        String provider = engagement.text("/providerUserId");
        assertThat(owner.get("/marketplace/users/" + provider + "/rating")
                        .expect(200)
                        .text("/average"))
                .isEqualTo("4");
    }

    @Test
    void listingIsChangedByWhoeverHasReadItLast() {
        ApiResponse draft = owner.post("/marketplace/listings", casting()).expect(201);
        String path = "/marketplace/listings/" + draft.text("/id");

        ApiResponse changed = owner.patch(path, draft.header("ETag"), Map.of("location", Map.of("city", "Graz")))
                .expect(200);

        assertThat(changed.text("/location/city")).isEqualTo("Graz");
        assertThat(changed.text("/location/country")).isEqualTo("AT");
        owner.patch(path, draft.header("ETag"), Map.of("title", "Late")).expect(412);
        owner.delete(path).expect(204);
        owner.get(path).expect(404);
    }

    @Test
    void refusalsAreTranslated() {
        String listing = publish(casting());
        owner.put("/marketplace/listings/" + listing + "/status", Map.of("status", "CANCELLED"))
                .expect(200);

        ApiResponse answer = owner.with("Accept-Language", "de")
                .put("/marketplace/listings/" + listing + "/status", Map.of("status", "ACTIVE"))
                .expect(409);

        assertThat(answer.code()).isEqualTo("transition-not-allowed");
        assertThat(answer.text("/title")).isEqualTo("Übergang nicht erlaubt");
        assertThat(answer.json().path("allowed")).isEmpty();
    }

    @Test
    void valuesHaveLabelsInTheLanguageOfTheCaller() {
        assertThat(applicant.get("/marketplace/labels").expect(200).text("/listingType/SERVICE"))
                .isEqualTo("Service");
        assertThat(applicant
                        .with("Accept-Language", "de-AT")
                        .get("/marketplace/labels")
                        .expect(200)
                        .text("/engagementSaleState/SETTLED"))
                .isEqualTo("Bezahlt");
        assertThat(applicant
                        .with("Accept-Language", "fi")
                        .get("/marketplace/labels")
                        .expect(200)
                        .text("/listingType/SERVICE"))
                .isEqualTo("Service");
    }

    @Test
    void priceInACurrencyThatTheTenantDoesNotTakeIsRefused() {
        TestTenant choosy = platform.createTenant("choosy").enable("marketplace");
        choosy.admin().put(choosy.path() + "/settings/marketplace.currencies", Map.of("value", List.of("CHF", "USD")));

        ApiResponse answer =
                choosy.admin().post("/marketplace/listings", casting()).expect(400);

        assertThat(answer.text("/errors/0/field")).isEqualTo("currency");
        assertThat(answer.text("/errors/0/message")).contains("CHF, USD");
    }

    @Test
    void whatOthersDoIsNoBusinessOfWhoeverIsNotStaff() {
        String listing = publish(casting());
        String application = applicant
                .post("/marketplace/listings/" + listing + "/applications", Map.of())
                .expect(201)
                .text("/id");
        ApiClient stranger = acme.user(MarketplaceModule.READ, MarketplaceModule.WRITE, MarketplaceModule.LIST);

        stranger.get("/marketplace/applications/" + application).expect(404);
        stranger.get("/marketplace/applications/" + application + "/offers").expect(404);
        stranger.get("/marketplace/applications?listing=" + listing).expect(403);
        stranger.put("/marketplace/listings/" + listing + "/status", Map.of("status", "PAUSED"))
                .expect(403);
        stranger.get("/marketplace/engagements?user=" + new UUID(0, 1)).expect(403);
        acme.user(MarketplaceModule.READ_ALL, MarketplaceModule.READ)
                .get("/marketplace/applications/" + application)
                .expect(200);
    }

    @Test
    void whoeverOwnsAnAccountManagesWhatIsListedForIt() {
        String account = acme.admin()
                .post(acme.path() + "/accounts", Map.of("identifier", "studio", "name", "Studio", "type", "AGENCY"))
                .expect(201)
                .text("/id");
        ApiClient colleague = ownerOf(account);
        Map<String, Object> fields = casting();
        fields.put("accountId", account);

        assertThat(owner.post("/marketplace/listings", fields).expect(403).code())
                .isEqualTo("permission-denied");
        String listing = ownerOf(account)
                .post("/marketplace/listings", fields)
                .expect(201)
                .text("/id");

        assertThat(colleague
                        .get("/marketplace/listings/managed?account=" + account)
                        .expect(200)
                        .text("/items/0/id"))
                .isEqualTo(listing);
        colleague
                .put("/marketplace/listings/" + listing + "/status", Map.of("status", "ACTIVE"))
                .expect(200);
        owner.put("/marketplace/listings/" + listing + "/status", Map.of("status", "PAUSED"))
                .expect(403);
        assertThat(owner.get("/marketplace/listings/managed?account=" + account)
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private static ApiClient ownerOf(String account) {
        ApiClient user =
                acme.user(MarketplaceModule.READ, MarketplaceModule.WRITE, MarketplaceModule.LIST, "user.self.read");
        String id = user.get("/me").expect(200).text("/user/id");
        acme.admin()
                .put(acme.path() + "/accounts/" + account + "/members/" + id, Map.of("role", "admin"))
                .expect(200);
        return user;
    }

    @Test
    void profilesAreMatchedWithAnExplanation() {
        String listing = publish(casting());
        String tall = profile(acme.admin(), "Tall", 182).text("/id");
        profile(acme.admin(), "Small", 160);
        profile(acme.admin(), "Middle", 176);

        ApiResponse matches =
                owner.get("/marketplace/listings/" + listing + "/matches").expect(200);

        assertThat(matches.json().findValuesAsText("name")).containsExactly("Tall", "Middle");
        assertThat(matches.text("/items/0/score")).isEqualTo("100");
        assertThat(matches.text("/items/1/score")).isEqualTo("25");
        assertThat(matches.text("/items/1/conditions/1/met")).isEqualTo("false");
        assertThat(owner.get("/marketplace/listings/" + listing + "/matches/" + tall)
                        .expect(200)
                        .text("/fits"))
                .isEqualTo("true");
        // Who may see no profiles finds none.
        applicant.get("/marketplace/listings/" + listing + "/matches").expect(403);
        applicant.get("/marketplace/listings/" + listing + "/matches/" + tall).expect(404);
    }

    @Test
    void listingIsLikedAndCommentedOn() {
        String path = "/marketplace/listings/" + publish(casting()) + "/activities";

        applicant.put(path + "/view", null).expect(200);
        applicant.put(path + "/like", null).expect(200);
        ApiResponse liked = applicant.put(path + "/like", null).expect(200);
        ApiResponse comment =
                applicant.post(path + "/comments", Map.of("text", "Schön")).expect(201);

        assertThat(liked.text("/likes")).isEqualTo("1");
        assertThat(owner.get(path).expect(200).text("/items/0/text")).isEqualTo("Schön");
        owner.delete(path + "/comments/" + comment.text("/id")).expect(403);
        acme.admin().delete(path + "/comments/" + comment.text("/id")).expect(204);
        assertThat(owner.get(path + "/counts").expect(200).text("/comments")).isEqualTo("0");
    }

    @Test
    void searchWithAParameterThatThereIsNotIsRefused() {
        ApiResponse answer = applicant.get("/marketplace/listings?colour=red").expect(400);

        assertThat(answer.text("/errors/0/field")).isEqualTo("colour");
        assertThat(owner.get("/marketplace/listings/managed?status=SOLD")
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("status");
    }

    @Test
    void whatMakesNoSenseIsRefusedAndNamed() {
        for (Map.Entry<String, Object> fault : Map.<String, Object>of(
                        "title", " ",
                        "description", "x".repeat(20_001),
                        "type", "HOUSE",
                        "price", Map.of("amount", "1.234", "currency", "EUR"),
                        "tags", List.of("Upper"),
                        "positions", 0,
                        "language", "en" + "-a".repeat(20_000),
                        "categories", List.of("a" + "-a".repeat(20_000)),
                        "questions", List.of(Map.of("key", "1", "text", "?", "type", "TEXT")),
                        "requirements", List.of(Map.of("field", "a b", "operator", "EXISTS")))
                .entrySet()) {
            Map<String, Object> fields = casting();
            fields.put(fault.getKey(), fault.getValue());

            ApiResponse answer = owner.post("/marketplace/listings", fields).expect(400);

            assertThat(answer.text("/errors/0/field")).startsWith(fault.getKey());
        }
    }

    @Test
    void limitOnListingsCountsThoseThatAreNotDeleted() {
        TestTenant small = platform.createTenant("small").enable("marketplace");
        platform.superAdministrator()
                .put(
                        "/platform/tenants/small/limits",
                        Map.of("limits", List.of(Map.of("resource", "listings", "period", "TOTAL", "hardLimit", 1))))
                .expect(200);
        String first = small.admin()
                .post("/marketplace/listings", casting())
                .expect(201)
                .text("/id");

        assertThat(small.admin()
                        .post("/marketplace/listings", casting())
                        .expect(403)
                        .code())
                .isEqualTo("limit-exceeded");
        small.admin().delete("/marketplace/listings/" + first).expect(204);
        small.admin().post("/marketplace/listings", casting()).expect(201);
    }

    @Test
    void savedSearchIsKeptWithItsParameters() {
        Map<String, ?> body =
                Map.of("name", "Wien", "frequency", "AT_ONCE", "parameters", Map.of("country", "AT", "q", "casting"));
        ApiResponse saved = applicant.post("/marketplace/saved-searches", body).expect(201);
        String path = "/marketplace/saved-searches/" + saved.text("/id");

        applicant
                .patch(path, saved.header("ETag"), Map.of("parameters", Map.of("country", "DE")))
                .expect(200);

        assertThat(applicant.get(path).expect(200).text("/parameters/country")).isEqualTo("DE");
        owner.get(path).expect(404);
    }

    private static String publish(Map<String, ?> fields) {
        String id = owner.post("/marketplace/listings", fields).expect(201).text("/id");
        owner.put("/marketplace/listings/" + id + "/status", Map.of("status", "ACTIVE"))
                .expect(200);
        return id;
    }
}
