package org.stoa.pets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.IndustryContract;
import org.stoa.testkit.platform.TestPlatform;

/** An agency for animals from the first day: everything over HTTP, each chapter after the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PetsStoryTest {

    private static final String REGISTRATION = "/forms/registration/profile/pet_model";
    private static final String INSTALLATION = "/industries/pets/installation";
    private static final String CHIP = "276098102345678";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static final Map<String, Object> REX = Map.ofEntries(
            Map.entry("name", "Rex"),
            Map.entry("species", "dog"),
            Map.entry("breed", "Border Collie"),
            Map.entry("sex", "male"),
            Map.entry("birthDate", "2022-04-01"),
            Map.entry("weightKg", 18.5),
            Map.entry("shoulderHeightCm", 53),
            Map.entry("colors", List.of("black", "white")),
            Map.entry("goodWith", List.of("children", "cats")),
            Map.entry("trainedCommands", List.of("sit", "stay", "wait_on_mark")),
            Map.entry("distinctiveFeatures", "Ein blaues Auge"),
            Map.entry("city", "Wien"),
            Map.entry("country", "AT"),
            Map.entry("dayRate", 350),
            Map.entry("currency", "EUR"),
            Map.entry("mayRepresent", true),
            Map.entry("acceptTerms", true),
            Map.entry("acceptPrivacy", true));

    private static TestPlatform platform;
    private static ApiClient agency;
    private static ApiClient owner;
    private static TestTenant paws;
    private static String rex;
    private static String slug;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(PetsIndustry.class);
        paws = platform.createTenant("paws").enable("pets");
        agency = paws.admin();
        owner = paws.user("tenant.form.read", "tenant.profile.write", "tenant.profile.read");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void allIsThereInEnglishAndGerman() {
        assertThat(IndustryContract.faults(new PetsIndustry(), "en", "de")).isEmpty();
    }

    @Test
    @Order(2)
    void planIsShownAndThenDone() {
        ApiResponse plan = agency.post(INSTALLATION + "?simulate=true", "{}").expect(200);
        assertThat(actions(plan, "schema")).containsEntry("profile/pet_model", "ADD");
        assertThat(actions(plan, "workflow")).containsKeys("pet-application", "vaccination-reminder");
        assertThat(agency.get("/schemas").expect(200).json().path("items")).isEmpty();
        assertThat(agency.post(INSTALLATION, "{}").expect(200).text("/complete"))
                .isEqualTo("true");
        assertThat(agency.get("/industries/pets").expect(200).text("/installedVersion"))
                .isEqualTo("1.0.0");
    }

    @Test
    @Order(3)
    void ownerApplies() {
        JsonNode form = owner.with("Accept-Language", "de")
                .get(REGISTRATION)
                .expect(200)
                .json();
        assertThat(form.at("/steps/0/title").asText()).isEqualTo("Das Tier");
        assertThat(form.at("/formSchema/properties/species/oneOf/0/title").asText())
                .isEqualTo("Hund");
        assertThat(form.at("/formSchema/properties").has("chipNumber")).isTrue();
        assertThat(form.at("/formSchema/properties").has("internalNotes")).isFalse();
        ApiResponse refused = submit(
                owner,
                REGISTRATION,
                Map.of("name", "Rex", "species", "other", "weightKg", -1, "dayRate", 350, "country", "Austria"));
        assertThat(refused.expect(400).code()).isEqualTo("data-invalid");
        assertThat(fields(refused))
                .containsExactlyInAnyOrder(
                        "/otherSpecies",
                        "/weightKg",
                        "/currency",
                        "/country",
                        "/birthDate",
                        "/city",
                        "/mayRepresent",
                        "/acceptTerms",
                        "/acceptPrivacy");
        ApiResponse applied = submit(owner, REGISTRATION, REX).expect(200);
        rex = "/profiles/" + applied.text("/entity/id");
        assertThat(applied.text("/entity/status")).isEqualTo("pending");
        slug = applied.text("/entity/slug");
        assertThat(applied.text("/redirectUrl")).isEqualTo("/applications/" + slug);
    }

    @Test
    @Order(4)
    void whoIsNotVaccinatedOrInsuredIsNotOffered() {
        String tag = agency.get(rex).expect(200).header("ETag");
        ApiResponse refused = agency.patch(rex, tag, Map.of("status", "active")).expect(400);
        assertThat(fields(refused))
                .containsExactlyInAnyOrder(
                        "/structuredData/vaccinationValidUntil",
                        "/structuredData/owner",
                        "/structuredData/liabilityInsured");
        offer(rex, CHIP);
        assertThat(agency.get(rex).expect(200).text("/status")).isEqualTo("active");
    }

    @Test
    @Order(5)
    void castingFindsTheAnimal() {
        offer(
                create("pet_model", "Mia", Map.of("species", "cat", "trainedCommands", List.of("come"))),
                "276098100000001");
        offer(create("pet_model", "Bella", Map.of("species", "dog", "shoulderHeightCm", 28)), "276098100000002");
        agency.put(rex + "/tags", Map.of("tags", List.of("set-experience:film-crew", "animal-character:hero")))
                .expect(200);
        assertThat(fields(agency.put(rex + "/tags", Map.of("tags", List.of("set-experience:moonwalk")))
                        .expect(400)))
                .containsExactly("tags[0]");
        String address = submit(
                        agency,
                        "/forms/search/profile/pet_model",
                        Map.of(
                                "species", List.of("dog"),
                                "trainedCommands", List.of("wait_on_mark"),
                                "shoulderHeightCm", Map.of("from", 40),
                                "status", List.of("active"),
                                "sort", "-commandCount"))
                .expect(200)
                .text("/search");
        assertThat(found("/" + address)).containsExactly("Rex");
        assertThat(found("/profiles?category=dogs&sort=name")).containsExactly("Bella", "Rex");
        assertThat(found("/profiles?category=animal-size&sort=name")).containsExactly("Bella", "Rex");
        assertThat(found("/profiles?category=small-size")).containsExactly("Bella");
        assertThat(found("/profiles?tag=set-experience:film-crew")).containsExactly("Rex");
        assertThat(found("/profiles?q=blaues")).containsExactly("Rex");
        JsonNode facets = agency.get("/profiles?status=active&facets=species,category")
                .expect(200)
                .json()
                .path("facets");
        assertThat(counts(facets.path("species"))).containsEntry("dog", 2).containsEntry("cat", 1);
        assertThat(counts(facets.path("category"))).containsEntry("dogs", 2).containsEntry("cats", 1);
    }

    @Test
    @Order(6)
    void privateDataStaysInTheAgency() {
        ApiClient client = paws.user("tenant.profile.read");
        JsonNode shown = client.get(rex).expect(200).json().path("structuredData");
        assertThat(shown.path("breed").asText()).isEqualTo("Border Collie");
        assertThat(shown.has("owner") || shown.has("chipNumber")).isFalse();
        client.get("/profiles?chipNumber=" + CHIP).expect(400);
        assertThat(found("/profiles?chipNumber=" + CHIP)).containsExactly("Rex");
    }

    @Test
    @Order(7)
    void shootIsRequestedAndBooked() {
        Map<String, Object> wanted = Map.ofEntries(
                Map.entry("name", "Dog food spot"),
                Map.entry("production", "commercial"),
                Map.entry("description", "A dog waits on its mark and jumps into a lake"),
                Map.entry("species", "dog"),
                Map.entry("animalCount", 1),
                Map.entry("startDate", day(20)),
                Map.entry("endDate", day(19)),
                Map.entry("stunts", true),
                Map.entry("vetOnSet", false),
                Map.entry("welfarePlan", "Breaks every hour"),
                Map.entry("client", Map.of("company", "Napf GmbH", "email", "set@napf.example")),
                Map.entry("acceptWelfareRules", true));
        String form = "/forms/registration/job/pet_shoot";
        assertThat(fields(submit(agency, form, wanted).expect(400))).containsExactlyInAnyOrder("/vetOnSet", "/endDate");
        Map<String, Object> corrected = new HashMap<>(wanted);
        corrected.putAll(Map.of("vetOnSet", true, "endDate", day(21)));
        String job =
                "/entities/job/" + submit(agency, form, corrected).expect(200).text("/entity/id");
        String tag = agency.get(job).expect(200).header("ETag");
        assertThat(fields(agency.patch(job, tag, Map.of("status", "booked")).expect(400)))
                .containsExactlyInAnyOrder("/structuredData/bookedAnimals", "/structuredData/agreedFee");
        Map<String, Object> booking = Map.of("bookedAnimals", List.of(slug), "agreedFee", 900, "currency", "EUR");
        agency.patch(job, tag, Map.of("status", "booked", "structuredData", booking))
                .expect(200);
        assertThat(found("/entities/job?status=booked&startDate.gte=" + TODAY + "&bookedAnimals=" + slug))
                .containsExactly("Dog food spot");
    }

    @Test
    @Order(8)
    void welfareRulesCannotBeSwitchedOff() {
        JsonNode schema = agency.get("/schemas/effective?entityType=profile&entitySubtype=pet_model")
                .expect(200)
                .json();
        ObjectNode definition = schema.path("definition").deepCopy();
        definition.putArray("validationRules");
        ApiResponse refused = agency.post("/schemas", definition).expect(409);
        assertThat(refused.code()).isEqualTo("industry-locked");
        assertThat(fields(refused)).contains("/validationRules/vaccinated-when-active");
    }

    @Test
    @Order(9)
    void otherTenantsSeeNothingAndWhatIsInUseStays() {
        ApiClient other = platform.createTenant("claws").admin();
        other.get("/forms/registration/profile/pet_model").expect(404);
        other.get(rex).expect(404);
        Map<String, String> schemas = actions(agency.delete(INSTALLATION).expect(200), "schema");
        assertThat(schemas).containsEntry("profile/pet_model", "KEEP").containsEntry("profile/pet_sitter", "REMOVE");
        assertThat(found("/profiles?category=dogs&sort=name")).containsExactly("Bella", "Rex");
    }

    /** Adds the papers that an animal needs to be offered, as a moderator does. */
    private static void offer(String profile, String chipNumber) {
        Map<String, Object> papers = Map.of(
                "vaccinationValidUntil",
                day(300),
                "liabilityInsured",
                true,
                "chipNumber",
                chipNumber,
                "owner",
                Map.of("name", "Olga Öst", "email", "olga@oest.example"));
        String tag = agency.get(profile).expect(200).header("ETag");
        agency.patch(profile, tag, Map.of("status", "active", "structuredData", papers))
                .expect(200);
    }

    private static String create(String subtype, String name, Map<String, ?> data) {
        return "/profiles/"
                + agency.post("/profiles", Map.of("subtype", subtype, "name", name, "structuredData", data))
                        .expect(201)
                        .text("/id");
    }

    private static ApiResponse submit(ApiClient client, String form, Map<String, ?> data) {
        return client.post(form + "/submissions", Map.of("data", data));
    }

    private static List<String> found(String search) {
        List<String> names = new ArrayList<>();
        agency.get(search)
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("name").asText()));
        return names;
    }

    private static List<String> fields(ApiResponse answer) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    private static Map<String, String> actions(ApiResponse plan, String kind) {
        Map<String, String> actions = new HashMap<>();
        plan.json().path("steps").forEach(step -> {
            if (step.path("kind").asText().equals(kind)) {
                actions.put(step.path("key").asText(), step.path("action").asText());
            }
        });
        return actions;
    }

    private static Map<String, Integer> counts(JsonNode facet) {
        Map<String, Integer> counts = new HashMap<>();
        facet.forEach(each ->
                counts.put(each.path("value").asText(), each.path("count").asInt()));
        return counts;
    }

    private static String day(int fromToday) {
        return TODAY.plusDays(fromToday).toString();
    }
}
