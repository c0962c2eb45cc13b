package org.stoa.booking;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.OperationContract;
import org.stoa.testkit.http.TestTenant;

/** What the contract of operations has to know of bookings. */
final class BookingsRequests {
    /** Client of no booking, in every tenant. */
    private static final String NOBODY = "01980000-0000-7000-8000-000000000000";

    private static final String START = "2035-01-08T10:00:00Z";

    private BookingsRequests() {}

    static OperationContract describe(OperationContract contract) {
        return contract.body("POST /booking/bookings", ids -> booking(ids.get("serviceId"), START))
                .body(
                        "POST /booking/series",
                        ids -> Map.of(
                                "booking", booking(ids.get("serviceId"), START), "recurrence", "FREQ=WEEKLY;COUNT=2"))
                .body("POST /booking/holds", ids -> hold(ids.get("serviceId")))
                .body("POST /booking/waiting-list", ids -> waiting(ids.get("serviceId")))
                .body("POST /booking/bookings/{id}/reschedule", ids -> Map.of("start", START))
                .body("POST /booking/bookings/{id}/cancel", ids -> Map.of("reason", "ill"))
                .query("GET /booking/bookings", "from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z");
    }

    /** One of each. */
    static Identifiers identifiers(TestTenant tenant) {
        ApiClient admin = tenant.admin();
        String resource = room(admin);
        String service = service(admin, Map.of(), resource);
        String booking = made(admin, "/booking/bookings", booking(service, "2035-01-01T10:00:00Z"));
        String series = made(
                admin,
                "/booking/series",
                Map.of("booking", booking(service, "2035-01-02T10:00:00Z"), "recurrence", "FREQ=WEEKLY;COUNT=2"));
        return new Identifiers()
                .put("/booking/bookings/{id}", booking)
                .put("/booking/series/{id}", series)
                .put(
                        "/booking/services/{id}/activities/comments/{comment}",
                        made(admin, "/booking/services/" + service + "/activities/comments", Map.of("text", "Good")))
                .put("/booking/holds/{id}", made(admin, "/booking/holds", hold(service)))
                .put("/booking/waiting-list/{id}", made(admin, "/booking/waiting-list", waiting(service)))
                .put("serviceId", service)
                .put("service", service)
                .put("resource", resource)
                .put("series", series)
                .put("client", NOBODY);
    }

    private static String made(ApiClient client, String path, Map<String, ?> body) {
        return client.post(path, body).expect(201).text("/id");
    }

    /** Open day and night. */
    static String room(ApiClient admin) {
        String room =
                made(admin, "/booking/resources", Map.of("kind", "ROOM", "name", "Hall", "timezone", "Europe/Berlin"));
        List<Map<String, ?>> hours = IntStream.range(0, 7)
                .<Map<String, ?>>mapToObj(day -> Map.of("dayOfWeek", day, "startTime", "00:00", "endTime", "24:00"))
                .toList();
        String path = "/booking/resources/" + room + "/availability";
        String etag = admin.get(path).expect(200).header("ETag");
        (etag == null ? admin : admin.with("If-Match", etag))
                .put(path, Map.of("hours", hours))
                .expect(200);
        return room;
    }

    /** An hour for 80.00 EUR, and what else is said of it. */
    static String service(ApiClient admin, Map<String, ?> more, String... resources) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "type",
                "APPOINTMENT",
                "name",
                "Haircut",
                "durationMinutes",
                60,
                "price",
                Map.of("amount", "80.00", "currency", "EUR"),
                "resourceIds",
                List.of(resources)));
        body.putAll(more);
        return made(admin, "/booking/services", body);
    }

    /** The full hour, so many days ahead. */
    static String inDays(int days) {
        return OffsetDateTime.now(ZoneOffset.UTC)
                .plusDays(days)
                .truncatedTo(ChronoUnit.HOURS)
                .toInstant()
                .toString();
    }

    private static Map<String, ?> hold(String service) {
        return Map.of("serviceId", service, "start", inDays(2));
    }

    private static Map<String, ?> booking(String service, String start) {
        return Map.of("serviceId", service, "start", start, "outsideAvailability", true);
    }

    private static Map<String, ?> waiting(String service) {
        return Map.of("serviceId", service, "from", "2035-01-01T00:00:00Z", "before", "2035-02-01T00:00:00Z");
    }
}
