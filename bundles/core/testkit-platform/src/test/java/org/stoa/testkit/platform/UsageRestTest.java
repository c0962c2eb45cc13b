package org.stoa.testkit.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;

/** What clients see of what they use. */
class UsageRestTest {

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void reportedEventsCountOnceAndAreSeenDayByDay() {
        TestTenant acme = platform.createTenant("acme");
        limit(acme, Map.of("resource", "storage_gb", "period", "MONTHLY", "softLimit", 5, "hardLimit", 100));
        ApiClient reporter = acme.user("tenant.usage.write");
        Instant now = Instant.now();
        Map<String, Object> report = Map.of(
                "events",
                List.of(
                        event("1", 7, now, Map.of("folder", "portfolio")),
                        event("2", 0, now, Map.of()),
                        event("3", 94, now, Map.of()),
                        event("4", 1, now.minusSeconds(36L * 86_400), Map.of())));

        ApiResponse first = reporter.post(acme.path() + "/usage/events", report).expect(200);
        assertThat(first.json().path("counted").asInt()).isEqualTo(1);
        assertThat(first.text("/results/1/errors/0/field")).isEqualTo("units");
        assertThat(first.text("/results/2/code")).isEqualTo("limit-exceeded");
        assertThat(first.json().at("/results/2/limit/remaining").asInt()).isEqualTo(93);
        assertThat(first.text("/results/3/errors/0/field")).isEqualTo("usedAt");
        ApiResponse second =
                reporter.post(acme.path() + "/usage/events", report).expect(200);
        assertThat(second.text("/results/0/outcome")).isEqualTo("KNOWN");

        LocalDate today = LocalDate.ofInstant(now, ZoneId.of("Europe/Berlin"));
        ApiResponse history = acme.admin()
                .get(acme.path() + "/usage/history?resource=storage_gb&from=" + today + "&to=" + today.plusDays(1))
                .expect(200);
        assertThat(history.json().path("total").asLong()).isEqualTo(7);
        assertThat(history.text("/days/0/day")).isEqualTo(today.toString());
        JsonNode usage = usage(acme, "storage_gb");
        assertThat(usage.path("used").asLong()).isEqualTo(7);
        assertThat(Instant.parse(usage.path("warnedAt").asText())).isBetween(now.minusSeconds(1), now.plusSeconds(1));

        assertThat(reporter.get(acme.path() + "/usage/history?resource=storage_gb&from=2026-01-01&to=2026-02-01")
                        .status())
                .isEqualTo(403);
        assertThat(field(acme, "from=2026-01-01&to=2027-06-01")).isEqualTo("to");
        assertThat(field(acme, "from=2026-02-01&to=2026-02-01")).isEqualTo("to");
        assertThat(field(acme, "to=2026-02-01")).isEqualTo("from");
        assertThat(reporter.post(acme.path() + "/usage/events", Map.of("events", List.of()))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("events");
    }

    @Test
    void callsOfATenantAreCountedAndRefusedBeyondItsLimitSaveThoseThatHelpItOut() {
        TestTenant caller = platform.createTenant("caller");
        for (int i = 0; i < 10; i++) {
            caller.admin().get(caller.path() + "/features").expect(200);
        }
        ClassPathFramework.await(
                "the calls to be written",
                () -> usage(caller, "api_calls").path("used").asLong() >= 10 ? Optional.of(true) : Optional.empty());

        limit(caller, Map.of("resource", "api_calls", "period", "DAILY", "hardLimit", 15));
        ApiResponse refused = ClassPathFramework.await("the limit to be known", () -> {
            ApiResponse answer = caller.admin().get(caller.path() + "/features");
            return answer.status() == 200 ? Optional.empty() : Optional.of(answer);
        });
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("limit-exceeded");
        assertThat(refused.text("/resource")).isEqualTo("api_calls");
        assertThat(refused.text("/resetsAt")).isNotEmpty();

        caller.admin().get("/me").expect(200);
        ClassPathFramework.await(
                "the last calls to be written",
                () -> usage(caller, "api_calls").path("remaining").asLong() == 0
                        ? Optional.of(true)
                        : Optional.empty());
        TestTenant another = platform.createTenant("another");
        another.admin().get(another.path() + "/features").expect(200);

        limit(caller, Map.of("resource", "api_calls", "period", "DAILY", "hardLimit", 1_000_000));
        ClassPathFramework.await("the new limit to be known", () -> {
            ApiResponse answer = caller.admin().get(caller.path() + "/features");
            return answer.status() == 200 ? Optional.of(answer) : Optional.empty();
        });
    }

    @Test
    void usersAndProfilesAreAmongWhatIsUsed() {
        TestTenant people = platform.createTenant("people");
        limit(people, Map.of("resource", "users", "period", "TOTAL", "softLimit", 2, "hardLimit", 2));
        assertThat(usage(people, "users").path("used").asLong()).isEqualTo(1);
        assertThat(usage(people, "users").path("warnedAt").isNull()).isTrue();

        people.user("tenant.usage.read");
        assertThat(usage(people, "users").path("warnedAt").isNull()).isFalse();
        ApiResponse refused = people.admin()
                .post(
                        people.path() + "/users",
                        Map.of("email", "third@people.example", "displayName", "Third", "role", "User"))
                .expect(403);
        assertThat(refused.code()).isEqualTo("limit-exceeded");
        assertThat(refused.text("/resource")).isEqualTo("users");
    }

    private static String field(TestTenant tenant, String query) {
        return tenant.admin()
                .get(tenant.path() + "/usage/history?resource=storage_gb&" + query)
                .expect(400)
                .text("/errors/0/field");
    }

    private static JsonNode usage(TestTenant tenant, String resource) {
        for (JsonNode each :
                tenant.admin().get(tenant.path() + "/usage").expect(200).json()) {
            if (each.path("resource").asText().equals(resource)) {
                return each;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static void limit(TestTenant tenant, Map<String, Object> limit) {
        platform.superAdministrator()
                .put("/platform/tenants/" + tenant.identifier() + "/limits", Map.of("limits", List.of(limit)))
                .expect(200);
    }

    private static Map<String, Object> event(String id, long units, Instant usedAt, Map<String, ?> attributes) {
        Map<String, Object> event = new HashMap<>();
        event.put("id", id);
        event.put("source", "studio-app");
        event.put("resource", "storage_gb");
        event.put("units", units);
        event.put("usedAt", usedAt.toString());
        event.put("attributes", attributes);
        return event;
    }
}
