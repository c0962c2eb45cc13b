package org.stoa.modeling;

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

/** A model agency from the first day: everything over HTTP, each chapter after the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelingStoryTest {

    private static final String INSTALLATION = "/industries/modeling/installation";
    private static final String FASHION = "/forms/registration/profile/fashion_model";
    private static final String CHILD = "/forms/registration/profile/child_model";
    private static final List<String> PHOTOS = List.of("https://photos.example/1.jpg", "https://photos.example/2.jpg");
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    private static final Map<String, Object> ANNA = Map.ofEntries(
            Map.entry("name", "Anna Öst"),
            Map.entry("gender", "female"),
            Map.entry("birthDate", "1999-05-04"),
            Map.entry("heightCm", 178),
            Map.entry("waistCm", 62),
            Map.entry("hairColor", "dark_blond"),
            Map.entry("eyeColor", "green"),
            Map.entry("languages", List.of("de", "en")),
            Map.entry("jobTypes", List.of("runway", "commercial")),
            Map.entry("experienceLevel", "new_face"),
            Map.entry("credits", "nobody is asked for these yet"),
            Map.entry("city", "Wien"),
            Map.entry("country", "AT"),
            Map.entry("photoUrls", PHOTOS),
            Map.entry("dayRate", 900),
            Map.entry("currency", "EUR"),
            Map.entry("isAdult", true),
            Map.entry("acceptTerms", true),
            Map.entry("acceptPrivacy", true));

    private static final Map<String, Object> MOTHER = Map.of(
            "name", "Maria Kind", "relation", "mother", "email", "maria@kind.example", "phone", "+43 664 1234567");

    private static TestPlatform platform;
    private static TestTenant tenant;
    private static ApiClient agency;
    private static ApiClient booker;
    private static String anna;
    private static String annaSlug;
    private static String leo;
    private static String leoSlug;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(ModelingIndustry.class);
        tenant = platform.createTenant("faces").enable("modeling");
        agency = tenant.admin();
        booker = tenant.user(
                "tenant.form.read",
                "tenant.profile.read",
                "tenant.profile.write",
                "tenant.entity.read",
                "tenant.entity.write");
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    @Order(1)
    void allIsThereInEnglishAndGerman() {
        assertThat(IndustryContract.faults(new ModelingIndustry(), "en", "de")).isEmpty();
    }

    @Test
    @Order(2)
    void planIsShownAndThenDone() {
        ApiResponse plan = agency.post(INSTALLATION + "?simulate=true", "{}").expect(200);
        assertThat(actions(plan, "schema"))
                .containsEntry("profile/child_model", "ADD")
                .containsEntry("job/booking", "ADD");
        agency.get(FASHION).expect(404);
        assertThat(agency.post(INSTALLATION, "{}").expect(200).text("/complete"))
                .isEqualTo("true");
        assertThat(actions(agency.post(INSTALLATION, "{}").expect(200), "form").values())
                .containsOnly("KEEP");
    }

    @Test
    @Order(3)
    void modelApplies() {
        JsonNode form =
                booker.with("Accept-Language", "de").get(FASHION).expect(200).json();
        JsonNode properties = form.at("/formSchema/properties");
        assertThat(form.at("/steps/0/title").asText()).isEqualTo("Wer sind Sie?");
        assertThat(properties.at("/chestCm/title").asText()).isEqualTo("Brustumfang (cm)");
        assertThat(properties.at("/eyeColor/oneOf/0/title").asText()).isEqualTo("Blau");
        assertThat(properties.at("/languages/items/oneOf/0/title").asText()).isEqualTo("Deutsch");
        assertThat(properties.has("phone")).isTrue();
        assertThat(properties.has("internalNotes")).isFalse();
        Map<String, Object> wrong = with(ANNA, "heightCm", 120, "tattoos", true, "dayRate", 100, "hourlyRate", 200);
        wrong.keySet().removeAll(List.of("hairColor", "currency", "isAdult"));
        assertThat(fields(submit(booker, FASHION, wrong).expect(400)))
                .containsExactlyInAnyOrder(
                        "/heightCm", "/tattooPlaces", "/hourlyRate", "/hairColor", "/currency", "/isAdult");
        ApiResponse applied = submit(booker, FASHION, ANNA).expect(200);
        anna = "/profiles/" + applied.text("/entity/id");
        annaSlug = applied.text("/entity/slug");
        assertThat(applied.text("/entity/status")).isEqualTo("pending");
        assertThat(applied.json().path("data").has("credits"))
                .as("new faces have no credits")
                .isFalse();
        activate(anna, Map.of("phone", "+43 1 2345678"));
        assertThat(booker.get(anna).expect(200).json().path("structuredData").has("phone"))
                .isFalse();
    }

    @Test
    @Order(4)
    void castingFindsModelsAndActors() {
        create("fitness_model", "Ben", Map.of("gender", "male", "heightCm", 190, "sports", List.of("boxing", "yoga")));
        create(
                "actor",
                "Clara",
                Map.of(
                        "gender",
                        "female",
                        "playingAgeFrom",
                        28,
                        "playingAgeTo",
                        38,
                        "dialects",
                        List.of("Wienerisch")));
        agency.put(anna + "/tags", Map.of("tags", List.of("look:elegant", "special-skills:Fire breathing")))
                .expect(200);
        String address = submit(
                        booker,
                        "/forms/search/profile/fashion_model",
                        Map.of(
                                "heightCm", Map.of("from", 175),
                                "eyeColor", List.of("green", "blue"),
                                "languages", List.of("en"),
                                "tag", List.of("look:elegant"),
                                "status", List.of("active"),
                                "sort", "-heightCm"))
                .expect(200)
                .text("/search");
        assertThat(found(booker, "/" + address)).containsExactly("Anna Öst");
        assertThat(found(booker, "/profiles?playingAgeFrom.lte=35&playingAgeTo.gte=35&q=wienerisch"))
                .containsExactly("Clara");
        assertThat(found(booker, "/profiles?sports=boxing&heightCm.gte=185")).containsExactly("Ben");
        assertThat(found(booker, "/profiles?category=new-faces")).containsExactly("Anna Öst");
        assertThat(found(booker, "/profiles?category=tall&sort=name")).containsExactly("Anna Öst", "Ben");
        assertThat(found(booker, "/profiles?tag=special-skills:fire-breathing")).containsExactly("Anna Öst");
        JsonNode facets = booker.get("/profiles?facets=gender,category")
                .expect(200)
                .json()
                .path("facets");
        assertThat(counts(facets.path("gender"))).containsEntry("female", 2).containsEntry("male", 1);
        assertThat(counts(facets.path("category"))).containsEntry("actors", 1).containsEntry("runway-work", 1);
    }

    @Test
    @Order(5)
    void childIsOnlyOfferedWithConsent() {
        Map<String, Object> data = Map.ofEntries(
                Map.entry("name", "Leo Kind"),
                Map.entry("birthDate", TODAY.minusYears(7).toString()),
                Map.entry("heightCm", 124),
                Map.entry("city", "Linz"),
                Map.entry("country", "AT"),
                Map.entry("jobTypes", List.of("catalogue")),
                Map.entry("guardian", MOTHER),
                Map.entry("hasCustody", true),
                Map.entry("childAgrees", true),
                Map.entry("acceptTerms", true),
                Map.entry("acceptPrivacy", true));
        Map<String, Object> wrong =
                with(data, "jobTypes", List.of("lingerie"), "guardian", Map.of("name", "Maria"), "childAgrees", false);
        assertThat(fields(submit(agency, CHILD, wrong).expect(400)))
                .containsExactlyInAnyOrder(
                        "/jobTypes/0", "/guardian/relation", "/guardian/email", "/guardian/phone", "/childAgrees");
        ApiClient mother = tenant.user(
                "tenant.form.read", "user.profile.read", "user.profile.write", "user.restricted-profile.read");
        assertThat(fields(submit(
                                mother,
                                CHILD,
                                with(data, "birthDate", TODAY.minusYears(18).toString()))
                        .expect(400)))
                .as("adults are no children")
                .contains("/birthDate");
        ApiResponse applied = submit(mother, CHILD, data).expect(200);
        assertThat(mother.get("/me/profiles/" + applied.text("/entity/id"))
                        .expect(200)
                        .text("/structuredData/guardian/name"))
                .isEqualTo(MOTHER.get("name"));
        leo = "/profiles/" + applied.text("/entity/id");
        leoSlug = applied.text("/entity/slug");
        ApiResponse refused = agency.with("Accept-Language", "de")
                .patch(leo, agency.get(leo).header("ETag"), Map.of("status", "active"))
                .expect(400);
        assertThat(fields(refused))
                .containsExactlyInAnyOrder(
                        "/structuredData/guardian/consentGiven",
                        "/structuredData/guardian/documentReference",
                        "/structuredData/secondGuardian");
        assertThat(refused.text()).contains("muss erteilt sein, bevor ein Kind angeboten wird");
        Map<String, Object> consent = Map.of(
                "consentGiven",
                true,
                "consentDate",
                TODAY.minusDays(1).toString(),
                "consentScope",
                List.of("photo", "print"),
                "documentReference",
                "Consent/2026/leo.pdf");
        ApiResponse alone = agency.patch(
                leo,
                agency.get(leo).header("ETag"),
                Map.of("status", "active", "structuredData", Map.of("guardian", consent)));
        assertThat(fields(alone.expect(400))).containsExactly("/structuredData/secondGuardian");
        activate(leo, Map.of("guardian", consent, "secondGuardian", Map.of("name", "Karl Kind", "consentGiven", true)));
        activate(leo, Map.of("guardian", Map.of("consentValidUntil", day(100))));
        ApiResponse lapsed = agency.patch(
                leo,
                agency.get(leo).header("ETag"),
                Map.of("structuredData", Map.of("guardian", Map.of("consentValidUntil", day(-1)))));
        assertThat(fields(lapsed.expect(400))).containsExactly("/structuredData/guardian/consentValidUntil");
    }

    @Test
    @Order(6)
    void childrenAreSeenByThoseWhoMay() {
        assertThat(found(agency, "/profiles?subtype=child_model&guardian.consentGiven=true"))
                .containsExactly("Leo Kind");
        assertThat(found(agency, "/profiles?category=child-models")).containsExactly("Leo Kind");
        booker.get(leo).expect(404);
        booker.get("/profiles/by-slug/" + leoSlug).expect(404);
        booker.get(leo + "/categories").expect(404);
        booker.get(leo + "/tags").expect(404);
        booker.patch(leo, "\"1\"", Map.of("name", "Found you")).expect(404);
        booker.get("/profiles?guardian.consentGiven=true").expect(400);
        for (String search :
                List.of("subtype=child_model", "q=leo", "city=Linz", "heightCm.lt=150", "category=child-models")) {
            assertThat(found(booker, "/profiles?" + search)).as(search).isEmpty();
        }
        assertThat(found(booker, "/profiles?limit=100")).doesNotContain("Leo Kind");
        JsonNode facets =
                booker.get("/profiles?facets=city,category").expect(200).json().path("facets");
        assertThat(counts(facets.path("city"))).doesNotContainKey("Linz");
        assertThat(counts(facets.path("category"))).doesNotContainKey("child-models");
        JsonNode edit = booker.get("/forms/profile_edit/profile/child_model")
                .expect(200)
                .json()
                .at("/formSchema/properties");
        assertThat(edit.has("guardian") || edit.has("birthDate")).isFalse();
    }

    @Test
    @Order(7)
    void protectionOfChildrenCannotBeSwitchedOff() {
        Map<String, Object> weaker = Map.of(
                "visibility",
                "TENANT",
                "restrictedFields",
                List.of("phone"),
                "statuses",
                List.of("active"),
                "validationRules",
                List.of());
        weaker.forEach((member, value) -> {
            ObjectNode definition = childModel().putPOJO(member, value);
            ApiResponse refused = agency.post("/schemas", definition).expect(409);
            assertThat(refused.code()).as(member).isEqualTo("industry-locked");
            assertThat(fields(refused)).allMatch(field -> field.startsWith("/" + member));
        });
        ObjectNode definition = childModel();
        definition
                .withObject("/baseSchema/properties")
                .putObject("favouriteToy")
                .put("type", "string");
        String draft = agency.post("/schemas", definition).expect(201).text("/id");
        agency.with("If-Match", "\"1\"")
                .post("/schemas/" + draft + "/activate", "{}")
                .expect(200);
        JsonNode form = agency.get("/forms?formType=registration&entitySubtype=child_model")
                .expect(200)
                .json()
                .at("/items/0");
        Map<String, Object> anybody = new HashMap<>();
        anybody.put("const", null);
        Map<String, Object> change = Map.of("formSchema", Map.of("properties", Map.of("hasCustody", anybody)));
        ApiResponse refused = agency.patch("/forms/" + form.path("id").asText(), "\"1\"", change);
        assertThat(refused.expect(409).code()).isEqualTo("industry-locked");
    }

    @Test
    @Order(8)
    void castingBecomesABooking() {
        Map<String, Object> wanted = Map.ofEntries(
                Map.entry("name", "Spring campaign"),
                Map.entry("castingType", "live"),
                Map.entry("description", "A family in a park"),
                Map.entry("wantedTypes", List.of("fashion_model", "child_model")),
                Map.entry("applyUntil", day(-1)),
                Map.entry("castingDate", day(10)),
                Map.entry("city", "Wien"),
                Map.entry("country", "AT"),
                Map.entry("budget", 1500),
                Map.entry("client", Map.of("company", "Mode GmbH", "email", "casting@mode.example")),
                Map.entry("acceptTerms", true));
        String form = "/forms/registration/job/casting";
        assertThat(fields(submit(agency, form, wanted).expect(400))).contains("/currency", "/applyUntil");
        Map<String, Object> corrected = with(wanted, "applyUntil", day(8), "currency", "EUR", "involvesMinors", true);
        submit(agency, form, corrected).expect(200);
        JsonNode casting = booker.get("/entities/job?wantedTypes=child_model&status=open&applyUntil.gte=" + TODAY)
                .expect(200)
                .json()
                .at("/items/0");
        assertThat(casting.at("/structuredData/client/company").asText()).isEqualTo("Mode GmbH");
        assertThat(casting.at("/structuredData/client").has("email")).isFalse();

        Map<String, Object> option = Map.ofEntries(
                Map.entry("name", "Spring campaign, day 1"),
                Map.entry("bookingType", "shoot"),
                Map.entry("client", Map.of("company", "Mode GmbH")),
                Map.entry("bookedPeople", List.of(annaSlug, leoSlug)),
                Map.entry("startDate", day(20)),
                Map.entry("optionUntil", day(5)),
                Map.entry("hoursPerDay", 8),
                Map.entry("involvesMinors", true),
                Map.entry("guardianOnSet", true));
        String booking = "/forms/registration/job/booking";
        assertThat(fields(submit(agency, booking, option).expect(400))).containsExactly("/involvesMinors");
        String job = "/entities/job/"
                + submit(agency, booking, with(option, "hoursPerDay", 4))
                        .expect(200)
                        .text("/entity/id");
        String tag = agency.get(job).expect(200).header("ETag");
        assertThat(fields(agency.patch(job, tag, Map.of("status", "confirmed")).expect(400)))
                .containsExactlyInAnyOrder("/structuredData/agreedFee", "/structuredData/permitReference");
        Map<String, Object> agreed = Map.of(
                "agreedFee",
                1500,
                "commissionPercent",
                20,
                "currency",
                "EUR",
                "usage",
                List.of("print"),
                "permitReference",
                "LH-2026/17");
        ApiResponse confirmed = agency.patch(job, tag, Map.of("status", "confirmed", "structuredData", agreed))
                .expect(200);
        assertThat(confirmed.json().at("/computedFields/commissionAmount").asDouble())
                .isEqualTo(300);
        assertThat(found(booker, "/entities/job?subtype=booking&bookedPeople=" + annaSlug))
                .containsExactly("Spring campaign, day 1");
    }

    @Test
    @Order(9)
    void otherTenantsSeeNothingAndWhatIsInUseStays() {
        ApiClient other = platform.createTenant("elsewhere").admin();
        other.get(FASHION).expect(404);
        other.get(anna).expect(404);
        assertThat(found(other, "/profiles")).isEmpty();
        ApiResponse removal = agency.delete(INSTALLATION).expect(200);
        assertThat(actions(removal, "schema"))
                .containsEntry("profile/fashion_model", "KEEP")
                .containsEntry("profile/child_model", "KEEP")
                .containsEntry("profile/photographer", "REMOVE");
        assertThat(found(booker, "/profiles?category=tall&sort=name")).containsExactly("Anna Öst", "Ben");
        booker.get(leo).expect(404);
    }

    private static void activate(String profile, Map<String, ?> data) {
        String tag = agency.get(profile).expect(200).header("ETag");
        agency.patch(profile, tag, Map.of("status", "active", "structuredData", data))
                .expect(200);
    }

    private static void create(String subtype, String name, Map<String, ?> data) {
        Map<String, Object> all = new HashMap<>(data);
        all.put("photoUrls", PHOTOS);
        agency.post("/profiles", Map.of("subtype", subtype, "name", name, "status", "active", "structuredData", all))
                .expect(201);
    }

    /** What the schema of child models says now. */
    private static ObjectNode childModel() {
        return agency.get("/schemas/effective?entityType=profile&entitySubtype=child_model")
                .expect(200)
                .json()
                .path("definition")
                .deepCopy();
    }

    private static ApiResponse submit(ApiClient client, String form, Map<String, ?> data) {
        return client.post(form + "/submissions", Map.of("data", data));
    }

    /** The same with other values: name, value, name, value. */
    private static Map<String, Object> with(Map<String, Object> data, Object... changes) {
        Map<String, Object> changed = new HashMap<>(data);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put((String) changes[i], changes[i + 1]);
        }
        return changed;
    }

    private static List<String> found(ApiClient client, String search) {
        List<String> names = new ArrayList<>();
        client.get(search)
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
