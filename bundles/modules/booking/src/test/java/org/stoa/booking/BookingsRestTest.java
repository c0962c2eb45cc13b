package org.stoa.booking;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What clients see of bookings. */
class BookingsRestTest {
    private static TestPlatform platform;
    private static ApiClient admin;
    private static ApiClient client;
    private static String service;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BookingModule.class);
        TestTenant studio = platform.createTenant("studio").enable("booking");
        admin = studio.admin();
        client = studio.user(BookingModule.READ_OWN, BookingModule.WRITE_OWN);
        service = BookingsRequests.service(admin, Map.of(), BookingsRequests.room(admin));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aClientFindsASlotHoldsItBooksItMovesItAndCancelsIt() {
        String start = BookingsRequests.inDays(3);
        ApiResponse hold = client.post("/booking/holds", Map.of("serviceId", service, "start", start, "minutes", 5))
                .expect(201);
        assertThat(admin.post("/booking/bookings", Map.of("serviceId", service, "start", start))
                        .expect(409)
                        .code())
                .isEqualTo("slot-taken");

        ApiResponse booked = client.post("/booking/holds/" + hold.text("/id") + "/confirm", Map.of())
                .expect(201);
        String path = "/booking/bookings/" + booked.text("/id");
        assertThat(booked.header("Location")).endsWith(path);
        assertThat(booked.text("/status")).isEqualTo("CONFIRMED");
        assertThat(booked.text("/price/amount")).isEqualTo("80.00");
        assertThat(booked.text("/title")).isEqualTo("Haircut");
        assertThat(booked.text("/timezone")).isEqualTo("Europe/Berlin");

        ApiResponse moved = client.post(path + "/reschedule", Map.of("start", BookingsRequests.inDays(4)))
                .expect(200);
        assertThat(moved.text("/0/start")).isEqualTo(BookingsRequests.inDays(4));
        ApiResponse cancelled =
                client.post(path + "/cancel", Map.of("reason", "krank")).expect(200);
        assertThat(cancelled.text("/0/status")).isEqualTo("CANCELLED");
        assertThat(client.get(path).expect(200).text("/reason")).isEqualTo("krank");
        ApiResponse again = client.post(path + "/cancel", Map.of()).expect(409);
        assertThat(again.code()).isEqualTo("transition-not-allowed");
        assertThat(again.json().path("allowed")).isEmpty();
    }

    @Test
    void aTakenSlotIsToldInGerman() {
        String start = BookingsRequests.inDays(5);
        client.post("/booking/bookings", Map.of("serviceId", service, "start", start))
                .expect(201);

        ApiResponse taken = client.with("Accept-Language", "de")
                .post("/booking/bookings", Map.of("serviceId", service, "start", start))
                .expect(409);

        assertThat(taken.text("/title")).isEqualTo("Termin vergeben");
    }

    @Test
    void staffSaysWhatIsPaid() {
        String path = "/booking/bookings/"
                + client.post("/booking/bookings", Map.of("serviceId", service, "start", BookingsRequests.inDays(6)))
                        .expect(201)
                        .text("/id");

        client.put(path + "/paid", Map.of("paid", true)).expect(403);
        assertThat(admin.put(path + "/paid", Map.of("paid", true)).expect(200).text("/paid"))
                .isEqualTo("true");
        assertThat(admin.put(path + "/paid", "{}").expect(400).text("/errors/0/field"))
                .isEqualTo("paid");
    }

    @Test
    void detailsAreChangedByThoseWhoProvideItWithIfMatch() {
        ApiResponse booked = client.post(
                        "/booking/bookings", Map.of("serviceId", service, "start", BookingsRequests.inDays(7)))
                .expect(201);
        String path = "/booking/bookings/" + booked.text("/id");

        client.patch(path, booked.header("ETag"), Map.of("location", "Cellar")).expect(403);
        ApiResponse changed = admin.patch(path, booked.header("ETag"), Map.of("location", "Keller, 2. Tür"))
                .expect(200);
        assertThat(changed.text("/location")).isEqualTo("Keller, 2. Tür");
        admin.patch(path, booked.header("ETag"), Map.of("location", "Roof")).expect(412);
        assertThat(admin.patch(path, changed.header("ETag"), Map.of("meetingUrl", "javascript:alert(1)"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("meetingUrl");
    }

    @Test
    void servicesAreLikedAndCommentedOn() {
        String path = "/booking/services/" + service + "/activities";
        client.put(path + "/view", null).expect(200);
        assertThat(client.put(path + "/like", null).expect(200).text("/likes")).isEqualTo("1");
        String comment = client.post(path + "/comments", Map.of("text", "Schön!"))
                .expect(201)
                .text("/id");

        assertThat(admin.get(path).expect(200).json().path("items")).hasSize(2);
        assertThat(client.delete(path + "/like").expect(200).text("/liked")).isEqualTo("false");
        admin.delete(path + "/comments/" + comment).expect(204);
        assertThat(client.get(path + "/counts").expect(200).text("/comments")).isEqualTo("0");
    }

    @Test
    void badInputIsNamed() {
        assertThat(field("/booking/bookings", Map.of("serviceId", service))).isEqualTo("start");
        assertThat(field(
                        "/booking/bookings",
                        Map.of("serviceId", UUID.randomUUID(), "start", BookingsRequests.inDays(1))))
                .isEqualTo("serviceId");
        assertThat(field(
                        "/booking/holds",
                        Map.of("serviceId", service, "start", BookingsRequests.inDays(1), "minutes", 0)))
                .isEqualTo("minutes");
        assertThat(field(
                        "/booking/series",
                        Map.of(
                                "booking",
                                Map.of("serviceId", service, "start", BookingsRequests.inDays(1)),
                                "recurrence",
                                "FREQ=YEARLY;UNTIL=21260101T000000Z;BYDAY=MO,TU,WE,TH,FR")))
                .isEqualTo("recurrence");
        assertThat(client.get("/booking/bookings?from=yesterday").expect(400).text("/errors/0/field"))
                .isEqualTo("from");
        assertThat(client.get("/booking/bookings?status=LOST").expect(400).text("/errors/0/field"))
                .isEqualTo("status");
        client.post(
                        "/booking/bookings",
                        Map.of("serviceId", service, "resourceIds", List.of(), "start", BookingsRequests.inDays(1)))
                .expect(400);
    }

    private static String field(String path, Map<String, ?> body) {
        return client.post(path, body).expect(400).text("/errors/0/field");
    }
}
