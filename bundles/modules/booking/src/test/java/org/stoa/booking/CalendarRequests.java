package org.stoa.booking;

import java.util.List;
import java.util.Map;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.OperationContract;
import org.stoa.testkit.http.TestTenant;

/** What the contract of operations has to know of resources, services and calendars. */
final class CalendarRequests {
    private static final String NO_PROFILE = "01980000-0000-7000-8000-000000000001";

    private CalendarRequests() {}

    static OperationContract describe(OperationContract contract) {
        return contract.body(
                        "POST /booking/resources",
                        ids -> Map.of("kind", "USER", "name", "Anna", "userId", ids.get("userId")))
                .body("POST /booking/services", ids -> service(ids.get("resourceIds")))
                .body("PATCH /booking/resources/{id}", ids -> Map.of("name", "Other"))
                .body("PATCH /booking/services/{id}", ids -> Map.of("name", "Other"))
                .body(
                        "PUT /booking/resources/{id}/availability",
                        ids -> Map.of(
                                "hours", List.of(Map.of("dayOfWeek", 1, "startTime", "09:00", "endTime", "17:00"))))
                .body("PUT /booking/resources/{id}/busy-times/{source}", ids -> Map.of())
                .body("PUT /booking/settings", ids -> Map.of("currencies", List.of("EUR")))
                .query("GET /booking/services/{id}/slots", "from=2035-01-01&to=2035-01-07");
    }

    /** One of each. */
    static Identifiers identifiers(TestTenant tenant) {
        ApiClient admin = tenant.admin();
        String resource = made(admin, "/booking/resources", Map.of("kind", "THING", "name", "Camera"));
        String service = made(admin, "/booking/services", service(resource));
        String user = admin.get(tenant.path() + "/users").expect(200).text("/items/0/id");
        return new Identifiers()
                .put("/booking/resources/{id}", resource)
                .put("/booking/services/{id}", service)
                .put("resourceIds", resource)
                .put("userId", user)
                .put("profileId", NO_PROFILE)
                .put("{source}", "work")
                .put("{token}", "no-such-token");
    }

    private static String made(ApiClient client, String path, Map<String, ?> body) {
        return client.post(path, body).expect(201).text("/id");
    }

    private static Map<String, ?> service(String resource) {
        return Map.of("type", "SERVICE", "name", "Shooting", "durationMinutes", 60, "resourceIds", List.of(resource));
    }
}
