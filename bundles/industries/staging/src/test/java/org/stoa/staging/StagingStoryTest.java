package org.stoa.staging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.IndustryContract;
import org.stoa.testkit.platform.TestPlatform;

/** A studio for virtual staging from the first day: everything over HTTP. */
class StagingStoryTest {

    private static final String ORDER = "/forms/registration/project/staging_project";
    private static final String DELIVERY = "/forms/profile_edit/project/staging_project/submissions";
    private static final String STAGED = "https://cdn.example/staged.jpg";
    private static final Map<String, Object> MUNICH = Map.of("latitude", 48.137, "longitude", 11.575);
    private static final Map<String, Object> HAMBURG = Map.of("latitude", 53.551, "longitude", 9.994);

    private static TestPlatform platform;
    private static ApiClient studio;
    private static ApiClient customer;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(StagingIndustry.class);
        TestTenant tenant = platform.createTenant("roomly");
        studio = installed(tenant);
        customer = tenant.user(
                "tenant.form.read",
                "tenant.entity.read",
                "tenant.entity.write",
                "tenant.profile.read",
                "tenant.profile.write");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void everythingIsSaidInEnglishAndGerman() {
        assertThat(IndustryContract.faults(new StagingIndustry(), "en", "de")).isEmpty();
    }

    @Test
    void theInstallationIsPlannedBeforehand() {
        TestTenant tenant = platform.createTenant("planner");
        tenant.enable("staging");
        ApiResponse plan = tenant.admin()
                .post("/industries/staging/installation?simulate=true", "{}")
                .expect(200);
        assertThat(plan.text("/applied")).isEqualTo("false");
        assertThat(plan.text("/complete")).isEqualTo("true");
        assertThat(texts(plan.json().path("steps"), "key"))
                .contains(
                        "project/staging_project",
                        "property/listed_property",
                        "profile/estate_agent",
                        "profile/property_photographer",
                        "profile/staging_customer",
                        "registration/project/staging_project",
                        "staging-styles:scandinavian",
                        "virtual-furnishing",
                        "staging-order",
                        "staging.revisionsIncluded");
        assertThat(tenant.admin().get("/industries/staging").expect(200).text("/name/de"))
                .isEqualTo("Virtuelles Staging");
    }

    @Test
    void anotherTenantHasNothingOfIt() {
        String id = order("Living room").text("/entity/id");
        ApiClient stranger = platform.createTenant("stranger").admin();
        stranger.get("/entities/project/" + id).expect(404);
        stranger.get(ORDER).expect(404);
        assertThat(stranger.get("/categories").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void theOrderFormSpeaksGermanAndHidesWhatIsTheStudios() {
        ApiResponse form = customer.with("Accept-Language", "de").get(ORDER).expect(200);
        JsonNode fields = form.json().at("/formSchema/properties");
        assertThat(fields.at("/roomType/title").asText()).isEqualTo("Raum");
        assertThat(fields.at("/style/oneOf/2/title").asText()).isEqualTo("Skandinavisch");
        assertThat(fields.at("/name/title").asText()).isEqualTo("Bezeichnung des Auftrags");
        assertThat(texts(form.json().path("steps"), "title"))
                .containsExactly("Ihr Bild", "Ihre Wünsche", "Ihre Bestellung");
        assertThat(names(fields))
                .contains("originalImage", "imageRights", "acceptTerms")
                .doesNotContain("stagedImage", "priceAmount", "internalNotes");
    }

    @Test
    void anOrderIsRefusedWithAllItsFaultsAtOnce() {
        Map<String, Object> wrong = Map.of(
                "name", "Bedroom",
                "originalImage", "http://example.org/insecure.jpg",
                "service", "furnish",
                "roomType", "spaceship",
                "dueOn", "tomorrow",
                "imageRights", false,
                "stagedImage", STAGED);
        ApiResponse refused = customer.post(ORDER + "/submissions", data(wrong)).expect(400);
        assertThat(refused.code()).isEqualTo("data-invalid");
        assertThat(texts(refused.json().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "/originalImage",
                        "/roomType",
                        "/dueOn",
                        "/imageRights",
                        "/stagedImage",
                        "/style",
                        "/acceptTerms");
        customer.post(ORDER + "/submissions?step=image", data(Map.of("name", "Bedroom")))
                .expect(400);
    }

    @Test
    void aRoomIsOrderedStagedAndDelivered() {
        ApiResponse ordered = order("Living room, Hauptstraße 5");
        String path = "/entities/project/" + ordered.text("/entity/id");
        assertThat(ordered.text("/entity/status")).isEqualTo("pending");
        assertThat(ordered.text("/redirectUrl")).isEqualTo("/orders/" + ordered.text("/entity/id"));
        assertThat(texts(studio.get(path + "/categories").expect(200).json(), "slug"))
                .containsExactly("virtual-furnishing");
        ApiResponse processing = move(path, "processing").expect(200);
        studio.put(path + "/tags", Map.of("tags", List.of("staging-styles:scandinavian", "staging-rooms:living-room")))
                .expect(200);
        assertThat(studio.put(path + "/tags", Map.of("tags", List.of("staging-styles:baroque")))
                        .expect(400)
                        .text("/errors/0/message"))
                .contains("not one of the tags");

        ApiResponse early = move(path, "completed").expect(400);
        assertThat(texts(early.json().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "/structuredData/stagedImage",
                        "/structuredData/deliveredAt",
                        "/structuredData/labelledAsStaged");

        ApiResponse delivered = deliver(processing.text("/id"), STAGED).expect(200);
        assertThat(delivered.text("/entity/status")).isEqualTo("completed");
        assertThat(delivered.text("/entity/structuredData/originalImage")).isNotEmpty();
        assertThat(texts(found("/entities/project?tag=staging-rooms:living-room&status=completed"), "id"))
                .contains(processing.text("/id"));
    }

    @Test
    void aDeliveryMustBeAnotherImageThatIsMarked() {
        String id = order("Kitchen").text("/entity/id");
        ApiResponse same = deliver(id, "https://cdn.example/empty.jpg").expect(400);
        assertThat(same.text("/errors/0/field")).isEqualTo("/stagedImage");
        assertThat(same.text("/errors/0/message")).isEqualTo("must not be the original image");
        ApiResponse unmarked = studio.with("If-Match", "\"1\"")
                .post(
                        DELIVERY,
                        Map.of("entityId", id, "data", Map.of("stagedImage", STAGED, "labelledAsStaged", false)))
                .expect(400);
        assertThat(texts(unmarked.json().path("errors"), "field"))
                .containsExactlyInAnyOrder("/labelledAsStaged", "/deliveredAt", "/qualityChecked");
    }

    @Test
    void failuresAndRevisionsAreAccountedFor() {
        String path = "/entities/project/" + order("Bath").text("/entity/id");
        assertThat(move(path, "failed").expect(400).text("/errors/0/message")).contains("failed-needs-reason");
        patch(path, "{\"status\": \"failed\", \"structuredData\": {\"failureReason\": \"image_too_small\"}}")
                .expect(200);
        assertThat(move(path, "cancelled").expect(400).text("/errors/0/field"))
                .isEqualTo("/structuredData/cancellationReason");
        ApiResponse revised = patch(
                        path,
                        "{\"status\": \"processing\", \"structuredData\": {\"revisionsIncluded\": 2, \"revisionCount\": 1}}")
                .expect(200);
        assertThat(revised.text("/computedFields/revisionsLeft")).isEqualTo("1");
        assertThat(patch(path, "{\"structuredData\": {\"revisionCount\": 3}}")
                        .expect(400)
                        .text("/errors/0/message"))
                .contains("revisions-as-agreed");
    }

    @Test
    void propertiesAreFoundAndTheirStreetIsKeptFromOthers() {
        String id = property("Old building with stucco", "apartment", 3, MUNICH);
        property("House by the Elbe", "house", 6, HAMBURG);
        ApiResponse near = customer.get("/entities/property?near=48.1,11.5&radius=30km&rooms.gte=2&facets=propertyType")
                .expect(200);
        assertThat(texts(near.json().path("items"), "name")).containsExactly("Old building with stucco");
        assertThat(near.text("/facets/propertyType/0/value")).isEqualTo("apartment");
        assertThat(texts(found("/entities/property?category=residential-property&address.city=Hamburg"), "name"))
                .containsExactly("House by the Elbe");
        JsonNode seen =
                customer.get("/entities/property/" + id).expect(200).json().path("structuredData");
        assertThat(names(seen.path("address"))).containsExactlyInAnyOrder("city", "country");
        assertThat(seen.has("seller")).isFalse();
        customer.get("/entities/property?seller.name=Gruber").expect(400);
        ApiResponse whole = studio.get("/entities/property/" + id).expect(200);
        assertThat(whole.text("/structuredData/address/street")).isEqualTo("Gasse 1");
        assertThat(whole.json().at("/computedFields/pricePerSqm").asDouble()).isEqualTo(6250);
    }

    @Test
    void aPhotographerAppliesIsAcceptedAndIsFoundNearby() {
        String form = "/forms/registration/profile/property_photographer";
        Map<String, Object> answers = new LinkedHashMap<>(Map.of(
                "name",
                "Lena Lux",
                "services",
                List.of("interior", "drone"),
                "travelRadiusKm",
                80,
                "location",
                MUNICH,
                "dayRateAmount",
                640,
                "acceptTerms",
                true,
                "privacyNotice",
                true));
        assertThat(texts(
                        customer.post(form + "/submissions", data(answers))
                                .expect(400)
                                .json()
                                .path("errors"),
                        "field"))
                .containsExactlyInAnyOrder("/currency", "/liabilityInsured");
        answers.putAll(Map.of("currency", "EUR", "liabilityInsured", true));
        ApiResponse applied =
                customer.post(form + "/submissions", data(answers)).expect(200);
        assertThat(applied.text("/entity/status")).isEqualTo("pending");
        move("/profiles/" + applied.text("/entity/id"), "active").expect(200);
        String search = customer.post(
                        "/forms/search/profile/property_photographer/submissions",
                        data(Map.of(
                                "services", List.of("drone"),
                                "near", Map.of("latitude", 48.2, "longitude", 11.6, "radiusKm", 50))))
                .expect(200)
                .text("/search");
        assertThat(texts(found("/" + search + "&status=active&category=drone-pilots"), "name"))
                .containsExactly("Lena Lux");
        assertThat(found("/profiles?services=drone&near=53.5,10.0&radius=50km")).isEmpty();
    }

    @Test
    void theMarkOfStagedImagesCannotBeGivenUp() {
        JsonNode definition = studio.get("/schemas/effective?entityType=project&entitySubtype=staging_project")
                .expect(200)
                .json()
                .path("definition");
        Map<String, Object> changed = new LinkedHashMap<>();
        definition.properties().forEach(member -> changed.put(member.getKey(), member.getValue()));
        changed.put("validationRules", List.of());
        ApiResponse draft = studio.post("/schemas", changed);
        ApiResponse refused = draft.status() == 201 ? activate(draft.text("/id")) : draft;
        assertThat(refused.expect(409).code()).isEqualTo("industry-locked");

        ApiResponse form = studio.get("/forms?formType=registration&entityType=project&entitySubtype=staging_project")
                .expect(200);
        String without = "{\"formSchema\": {\"properties\": {\"imageRights\": null}, \"required\": [\"acceptTerms\"]},"
                + " \"uiSchema\": {\"imageRights\": null}, \"steps\": [],"
                + " \"submitActions\": [{\"type\": \"create_entity\"}]}";
        assertThat(studio.patch("/forms/" + form.text("/items/0/id"), "\"1\"", without)
                        .expect(409)
                        .code())
                .isEqualTo("industry-locked");
    }

    @Test
    void onlySoManyOrdersAreTakenInAMonth() {
        TestTenant tenant = platform.createTenant("small-studio");
        ApiClient admin = installed(tenant);
        admin.put(tenant.path() + "/settings/staging.projectsPerMonth", Map.of("value", 2));
        admin.post(ORDER + "/submissions", data(wishes("First"))).expect(200);
        admin.post(ORDER + "/submissions", data(wishes("Second"))).expect(200);

        ApiResponse refused =
                admin.post(ORDER + "/submissions", data(wishes("Third"))).expect(409);

        assertThat(refused.code()).isEqualTo("quota-exceeded");
        assertThat(refused.text("/used")).isEqualTo("2");
        assertThat(refused.text("/remaining")).isEqualTo("0");
        ApiResponse quotas = admin.get("/entities/project/quotas").expect(200);
        assertThat(quotas.text("/0/subtype")).isEqualTo("staging_project");
        assertThat(quotas.text("/0/limit")).isEqualTo("2");
        assertThat(quotas.text("/0/resetsAt")).isEqualTo(refused.text("/resetsAt"));
        assertThat(admin.get("/entities/project").expect(200).json().path("items"))
                .hasSize(2);
    }

    @Test
    void whoLeavesKeepsWhatIsInUse() {
        TestTenant tenant = platform.createTenant("leaver");
        ApiClient admin = installed(tenant);
        admin.post(ORDER + "/submissions", data(wishes("Attic"))).expect(200);
        ApiResponse plan = admin.delete("/industries/staging/installation").expect(200);
        assertThat(steps(plan, "KEEP")).contains("project/staging_project", "virtual-furnishing");
        assertThat(steps(plan, "REMOVE")).contains("property/listed_property", "profile/estate_agent", "drone-pilots");
        assertThat(admin.get("/entities/project").expect(200).text("/items/0/name"))
                .isEqualTo("Attic");
    }

    private static ApiClient installed(TestTenant tenant) {
        tenant.enable("staging");
        ApiResponse plan =
                tenant.admin().post("/industries/staging/installation", "{}").expect(200);
        assertThat(plan.text("/complete")).as(plan.text()).isEqualTo("true");
        return tenant.admin();
    }

    private static ApiResponse order(String name) {
        return customer.post(ORDER + "/submissions", data(wishes(name))).expect(200);
    }

    private static Map<String, Object> wishes(String name) {
        return Map.of(
                "name", name,
                "originalImage", "https://cdn.example/empty.jpg",
                "service", "furnish",
                "roomType", "living_room",
                "style", "scandinavian",
                "instructions", "Light oak, please",
                "imageRights", true,
                "acceptTerms", true);
    }

    private static ApiResponse deliver(String id, String image) {
        String version = studio.get("/entities/project/" + id).expect(200).text("/version");
        Map<String, Object> delivery = Map.of(
                "stagedImage",
                image,
                "labelledAsStaged",
                true,
                "deliveredAt",
                "2026-03-01T09:00:00Z",
                "metadata",
                Map.of("widthPx", 2400, "engine", "studio"),
                "qualityChecked",
                true);
        return studio.with("If-Match", "\"" + version + "\"").post(DELIVERY, Map.of("entityId", id, "data", delivery));
    }

    private static String property(String name, String type, int rooms, Map<String, Object> place) {
        String city = place == MUNICH ? "München" : "Hamburg";
        Map<String, Object> listing = new LinkedHashMap<>(Map.of(
                "propertyType",
                type,
                "listingType",
                "sale",
                "listingStatus",
                "in_preparation",
                "address",
                Map.of("street", "Gasse 1", "city", city, "country", "DE"),
                "seller",
                Map.of("name", "Gruber"),
                "rooms",
                rooms,
                "livingAreaSqm",
                80,
                "priceAmount",
                500_000,
                "currency",
                "EUR"));
        listing.putAll(Map.of("name", name, "location", place));
        return studio.post("/forms/registration/property/listed_property/submissions", data(listing))
                .expect(200)
                .text("/entity/id");
    }

    private static ApiResponse move(String path, String status) {
        return patch(path, "{\"status\": \"" + status + "\"}");
    }

    private static ApiResponse patch(String path, String change) {
        String version = studio.get(path).expect(200).text("/version");
        return studio.patch(path, "\"" + version + "\"", change);
    }

    private static ApiResponse activate(String schema) {
        return studio.with("If-Match", "\"1\"").post("/schemas/" + schema + "/activate", "{}");
    }

    private static JsonNode found(String search) {
        return studio.get(search).expect(200).json().path("items");
    }

    private static Map<String, Object> data(Map<String, ?> answers) {
        return Map.of("data", answers);
    }

    private static List<String> steps(ApiResponse plan, String action) {
        List<String> keys = new ArrayList<>();
        plan.json().path("steps").forEach(step -> {
            if (step.path("action").asText().equals(action)) {
                keys.add(step.path("key").asText());
            }
        });
        return keys;
    }

    private static List<String> texts(JsonNode items, String member) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(member).asText()));
        return texts;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
