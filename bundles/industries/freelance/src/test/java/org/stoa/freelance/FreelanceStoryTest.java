package org.stoa.freelance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
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

/** A marketplace for freelancers from the first day: everything over HTTP. */
class FreelanceStoryTest {

    private static final String APPLY = "/forms/registration/profile/freelancer";
    private static final String SEARCH = "/forms/search/profile/freelancer/submissions";
    private static final String POST_PROJECT = "/forms/registration/project/freelance_project/submissions";
    private static final Map<String, Object> BERLIN = Map.of("latitude", 52.52, "longitude", 13.405);
    private static final Map<String, Object> VIENNA = Map.of("latitude", 48.208, "longitude", 16.373);

    private static TestPlatform platform;
    private static ApiClient agency;
    private static ApiClient freelancer;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(FreelanceIndustry.class);
        TestTenant tenant = platform.createTenant("gigs");
        agency = installed(tenant);
        freelancer = tenant.user(
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
    void everythingIsSaidInEnglishAndGerman() {
        assertThat(IndustryContract.faults(new FreelanceIndustry(), "en", "de")).isEmpty();
    }

    @Test
    void theInstallationIsPlannedBeforehand() {
        TestTenant tenant = platform.createTenant("planner");
        tenant.enable("freelance");
        ApiResponse plan = tenant.admin()
                .post("/industries/freelance/installation?simulate=true", "{}")
                .expect(200);
        assertThat(plan.text("/applied")).isEqualTo("false");
        assertThat(plan.text("/complete")).isEqualTo("true");
        assertThat(texts(plan.json().path("steps"), "key"))
                .contains(
                        "profile/freelancer",
                        "profile/client_company",
                        "project/freelance_project",
                        "timesheet/weekly_timesheet",
                        "deliverable/milestone",
                        "registration/profile/freelancer",
                        "professional-skills:kubernetes",
                        "backend-developer",
                        "project-staffing",
                        "freelance.commissionPercent");
        tenant.admin().get(APPLY).expect(404);
    }

    @Test
    void anotherTenantHasNothingOfIt() {
        String id = accepted("Stella", BERLIN, Map.of());
        ApiClient stranger = platform.createTenant("stranger").admin();
        stranger.get("/profiles/" + id).expect(404);
        stranger.get(APPLY).expect(404);
        assertThat(stranger.get("/tag-sets").expect(200).json().path("items")).isEmpty();
    }

    @Test
    void theApplicationSpeaksGerman() {
        ApiResponse form = freelancer.with("Accept-Language", "de").get(APPLY).expect(200);
        JsonNode fields = form.json().at("/formSchema/properties");
        assertThat(fields.at("/hourlyRate/title").asText()).isEqualTo("Stundensatz");
        assertThat(fields.at("/professions/items/oneOf/0/title").asText()).isEqualTo("Backend-Entwicklung");
        assertThat(fields.at("/selfEmployed/title").asText()).startsWith("Ich bin selbständig");
        assertThat(form.json().at("/uiSchema/languages/en").toString() + fields.at("/languages/properties/en"))
                .contains("Englisch", "Muttersprache");
        assertThat(texts(form.json().path("steps"), "title")).contains("Sprachen", "Sätze und Verfügbarkeit");
        assertThat(names(fields)).doesNotContain("internalNotes", "agencyRating");
    }

    @Test
    void anApplicationIsRefusedWithAllItsFaultsAtOnce() {
        Map<String, Object> wrong = answers("Max Muster", BERLIN);
        wrong.remove("travelRadiusKm");
        wrong.putAll(Map.of(
                "hourlyRate",
                0,
                "professions",
                List.of("astronaut"),
                "languages",
                Map.of("en", "perfect"),
                "availability",
                "partly",
                "selfEmployed",
                false,
                "certifications",
                List.of(Map.of("name", "PRINCE2"))));
        assertThat(faults(freelancer.post(APPLY + "/submissions", data(wrong))))
                .containsExactlyInAnyOrder(
                        "/hourlyRate",
                        "/professions/0",
                        "/languages/en",
                        "/hoursPerWeek",
                        "/travelRadiusKm",
                        "/selfEmployed",
                        "/certifications/0/issuer",
                        "/certifications/0/issuedOn");
        assertThat(faults(freelancer.post(APPLY + "/submissions?step=terms", data(Map.of("dayRate", 800)))))
                .containsExactlyInAnyOrder("/currency", "/availability");
    }

    @Test
    void ratesMustMakeSense() {
        Map<String, Object> wrong = answers("Ines", BERLIN);
        wrong.put("dayRate", 60);
        ApiResponse refused = freelancer
                .with("Accept-Language", "de")
                .post(APPLY + "/submissions", data(wrong))
                .expect(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("/dayRate");
        assertThat(refused.text("/errors/0/message")).isEqualTo("muss höher als der Stundensatz sein");
        wrong.remove("dayRate");
        wrong.remove("hourlyRate");
        assertThat(faults(freelancer.post(APPLY + "/submissions", data(wrong)))).containsExactly("/hourlyRate");
    }

    @Test
    void aFreelancerIsAcceptedAndFoundByWhatMatters() {
        String ada = accepted("Ada", BERLIN, Map.of("hourlyRate", 95));
        accepted("Gustav", VIENNA, Map.of("hourlyRate", 140, "professions", List.of("graphic_designer")));
        assertThat(texts(
                        agency.get("/profiles/" + ada + "/categories")
                                .expect(200)
                                .json(),
                        "slug"))
                .containsExactly("backend-developer");
        agency.put(
                        "/profiles/" + ada + "/tags",
                        Map.of("tags", List.of("professional-skills:osgi", "professional-skills:Cobol")))
                .expect(200);

        assertThat(found("/profiles?status=active&category=software-development&tag=professional-skills:cobol"))
                .containsExactly("Ada");
        assertThat(found("/profiles?experienceLevel=senior&hourlyRate.lte=100&q=payment&languages.en=c1,c2,native"))
                .contains("Ada")
                .doesNotContain("Gustav");
        assertThat(found("/profiles?near=48.2,16.4&radius=50km&workModes=on_site"))
                .contains("Gustav")
                .doesNotContain("Ada");
        JsonNode facets = agency.get("/profiles?subtype=freelancer&facets=professions,availability,category")
                .expect(200)
                .json()
                .path("facets");
        assertThat(texts(facets.path("professions"), "value")).contains("backend_developer", "graphic_designer");
        assertThat(texts(facets.path("category"), "value")).isNotEmpty();
    }

    @Test
    void theSearchFormLeadsToTheSearch() {
        accepted("Hedy", VIENNA, Map.of("hourlyRate", 77, "languages", Map.of("uk", "native")));
        JsonNode fields = freelancer
                .with("Accept-Language", "de")
                .get("/forms/search/profile/freelancer")
                .expect(200)
                .json()
                .at("/formSchema/properties");
        assertThat(fields.at("/languages.uk/title").asText()).isEqualTo("Ukrainisch");
        assertThat(fields.at("/experienceLevel/items/oneOf/3/title").asText()).isEqualTo("Experte (ab 12 Jahren)");
        Map<String, Object> wishes = Map.of(
                "languages.uk", List.of("c2", "native"),
                "hourlyRate", Map.of("from", 70, "to", 80),
                "near", Map.of("latitude", 48, "longitude", 16, "radiusKm", 100),
                "experienceLevel", List.of("senior"),
                "sort", "hourlyRate");
        String search = freelancer.post(SEARCH, data(wishes)).expect(200).text("/search");
        assertThat(found("/" + search)).containsExactly("Hedy");
    }

    @Test
    void whatIsPrivateStaysWithTheAgency() {
        String id = agency.post(
                        APPLY + "/submissions",
                        data(answers(
                                "Paula", BERLIN, Map.of("phone", "+49 30 1234567", "iban", "DE02120300000000202051"))))
                .expect(200)
                .text("/entity/id");
        JsonNode seen = freelancer.get("/profiles/" + id).expect(200).json().path("structuredData");
        assertThat(names(seen)).contains("headline").doesNotContain("phone", "iban");
        assertThat(agency.get("/profiles/" + id).text("/structuredData/iban")).isEqualTo("DE02120300000000202051");
        freelancer.get("/profiles?agencyRating.gte=4").expect(400);
    }

    @Test
    void aProjectIsPostedStaffedAndBilledByTheHour() {
        Map<String, Object> wishes = project("Relaunch");
        wishes.putAll(Map.of("hourlyRateFrom", 120, "hourlyRateTo", 90, "endDate", "2026-01-01"));
        assertThat(faults(agency.post(POST_PROJECT, data(wishes))))
                .containsExactlyInAnyOrder("/hourlyRateTo", "/endDate");
        wishes.putAll(Map.of("hourlyRateTo", 150, "endDate", "2026-12-31"));
        ApiResponse posted = agency.post(POST_PROJECT, data(wishes)).expect(200);
        assertThat(posted.json().at("/data").has("budgetFrom")).isFalse();
        String path = "/entities/project/" + posted.text("/entity/id");
        patch(path, Map.of("status", "open")).expect(200);
        assertThat(faults(patch(path, Map.of("status", "in_progress"))))
                .containsExactly("/structuredData/freelancerIds");
        String ada = accepted("Grace", BERLIN, Map.of());
        patch(path, Map.of("status", "in_progress", "structuredData", Map.of("freelancerIds", List.of(ada))))
                .expect(200);

        ApiResponse week = agency.post(
                        "/forms/registration/timesheet/weekly_timesheet/submissions", data(week(posted, ada, 38)))
                .expect(200);
        assertThat(week.text("/entity/status")).isEqualTo("submitted");
        assertThat(week.json().at("/entity/computedFields/totalAmount").asDouble())
                .isEqualTo(3610);
        String timesheet = "/entities/timesheet/" + week.text("/entity/id");
        assertThat(faults(patch(timesheet, Map.of("status", "rejected"))))
                .containsExactly("/structuredData/rejectionReason");
        patch(timesheet, Map.of("status", "approved", "structuredData", Map.of("approvedOn", "2026-02-09")))
                .expect(200);
        assertThat(found("/entities/timesheet?freelancerId=" + ada + "&status=approved&totalAmount.gt=3000"))
                .hasSize(1);
    }

    @Test
    void aFixedPriceProjectIsPaidByMilestones() {
        Map<String, Object> wishes = project("Logo");
        wishes.putAll(Map.of("billingType", "fixed", "budgetFrom", 5000, "budgetTo", 4000, "workMode", "on_site"));
        assertThat(faults(agency.post(POST_PROJECT, data(wishes))))
                .containsExactlyInAnyOrder("/city", "/location", "/budgetTo");
        wishes.putAll(Map.of("city", "Wien", "location", VIENNA));
        assertThat(faults(agency.post(POST_PROJECT, data(wishes)))).containsExactly("/budgetTo");
        wishes.put("budgetTo", 6000);
        String project = agency.post(POST_PROJECT, data(wishes)).expect(200).text("/entity/id");
        assertThat(found("/entities/project?near=48.2,16.3&radius=20km&budgetTo.gte=5000"))
                .containsExactly("Logo");

        Map<String, Object> agreement = Map.of(
                "name",
                "Drafts",
                "projectId",
                project,
                "description",
                "Three drafts",
                "dueOn",
                "2026-03-01",
                "priceAmount",
                2000,
                "currency",
                "EUR");
        String milestone = agency.post("/forms/registration/deliverable/milestone/submissions", data(agreement))
                .expect(200)
                .text("/entity/id");
        assertThat(faults(patch("/entities/deliverable/" + milestone, Map.of("status", "accepted"))))
                .containsExactlyInAnyOrder("/structuredData/resultUrl", "/structuredData/acceptedOn");
        ApiResponse delivered = freelancer
                .with("If-Match", "\"1\"")
                .post(
                        "/forms/profile_edit/deliverable/milestone/submissions",
                        Map.of("entityId", milestone, "data", Map.of("resultUrl", "https://files.example/drafts.pdf")))
                .expect(200);
        assertThat(delivered.text("/entity/status")).isEqualTo("delivered");
        assertThat(delivered.text("/entity/structuredData/priceAmount")).isEqualTo("2000");
    }

    @Test
    void consentsCannotBeDropped() {
        String form = agency.get("/forms?formType=registration&entityType=profile&entitySubtype=freelancer")
                .expect(200)
                .text("/items/0/id");
        String body = "{\"formSchema\": {\"properties\": {\"selfEmployed\": null}, \"required\": [\"acceptTerms\"]},"
                + " \"uiSchema\": {\"selfEmployed\": null}, \"steps\": [], \"submitActions\": []}";
        ApiResponse refused = agency.patch("/forms/" + form, "\"1\"", body).expect(409);
        assertThat(refused.code()).isEqualTo("industry-locked");
        assertThat(faults(refused)).containsExactly("/formSchema/properties/selfEmployed");
    }

    @Test
    void whoLeavesKeepsWhatIsInUse() {
        TestTenant tenant = platform.createTenant("leaver");
        ApiClient admin = installed(tenant);
        admin.post(APPLY + "/submissions", data(answers("Last", BERLIN))).expect(200);
        ApiResponse plan = admin.delete("/industries/freelance/installation").expect(200);
        assertThat(steps(plan, "KEEP")).contains("profile/freelancer", "backend-developer", "software-development");
        assertThat(steps(plan, "REMOVE")).contains("profile/client_company", "project/freelance_project", "translator");
        assertThat(admin.get("/profiles").expect(200).text("/items/0/name")).isEqualTo("Last");
    }

    private static ApiClient installed(TestTenant tenant) {
        tenant.enable("freelance");
        ApiResponse plan =
                tenant.admin().post("/industries/freelance/installation", "{}").expect(200);
        assertThat(plan.text("/complete")).as(plan.text()).isEqualTo("true");
        return tenant.admin();
    }

    /** Applies, and is made active by the agency. */
    private static String accepted(String name, Map<String, Object> place, Map<String, Object> others) {
        ApiResponse applied = freelancer
                .post(APPLY + "/submissions", data(answers(name, place, others)))
                .expect(200);
        assertThat(applied.text("/entity/status")).isEqualTo("pending");
        String id = applied.text("/entity/id");
        patch("/profiles/" + id, Map.of("status", "active")).expect(200);
        return id;
    }

    private static Map<String, Object> answers(String name, Map<String, Object> place) {
        return answers(name, place, Map.of());
    }

    private static Map<String, Object> answers(String name, Map<String, Object> place, Map<String, Object> others) {
        Map<String, Object> answers = new HashMap<>(Map.of(
                "name",
                name,
                "headline",
                "Developer for payment systems",
                "professions",
                List.of("backend_developer"),
                "skills",
                List.of("Java", "OSGi"),
                "yearsOfExperience",
                8,
                "languages",
                Map.of("de", "native", "en", "c1"),
                "hourlyRate",
                95,
                "currency",
                "EUR",
                "availability",
                "available"));
        answers.putAll(Map.of("workModes", List.of("remote", "on_site"), "travelRadiusKm", 60, "location", place));
        answers.putAll(Map.of("selfEmployed", true, "acceptTerms", true, "privacyNotice", true));
        answers.putAll(others);
        return answers;
    }

    private static Map<String, Object> project(String name) {
        return new HashMap<>(Map.of(
                "name", name,
                "description", "What it is about",
                "professions", List.of("ux_designer"),
                "requiredSkills", List.of("Figma"),
                "billingType", "hourly",
                "currency", "EUR",
                "startDate", "2026-02-01",
                "workMode", "remote",
                "acceptTerms", true));
    }

    private static Map<String, Object> week(ApiResponse project, String freelancerId, int hours) {
        return Map.of(
                "name",
                "Week 6",
                "projectId",
                project.text("/entity/id"),
                "freelancerId",
                freelancerId,
                "weekStart",
                "2026-02-02",
                "entries",
                List.of(Map.of("workedOn", "2026-02-03", "hours", 8, "task", "Wireframes")),
                "totalHours",
                hours,
                "hourlyRate",
                95,
                "currency",
                "EUR");
    }

    private static ApiResponse patch(String path, Map<String, Object> change) {
        String version = agency.get(path).expect(200).text("/version");
        return agency.patch(path, "\"" + version + "\"", change);
    }

    private static List<String> found(String search) {
        return texts(agency.get(search).expect(200).json().path("items"), "name");
    }

    private static Map<String, Object> data(Map<String, ?> answers) {
        return Map.of("data", answers);
    }

    private static List<String> faults(ApiResponse refused) {
        assertThat(refused.status()).as(refused.toString()).isIn(400, 409);
        return texts(refused.json().path("errors"), "field");
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
