package org.stoa.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What staff and owners set of resources, services and time, and what clients see of it. */
class CalendarRestTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TestPlatform platform;
    private static TestTenant studio;
    private static ApiClient admin;
    private static ApiClient client;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BookingModule.class);
        studio = platform.createTenant("studio").enable("booking");
        admin = studio.admin();
        client = studio.user(BookingModule.READ_OWN, BookingModule.WRITE_OWN, BookingModule.WRITE_OWN_RESOURCE);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static String room(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", "ROOM", "name", "Raum", "timezone", "Europe/Berlin"));
        body.putAll(more);
        return admin.post("/booking/resources", body).expect(201).text("/id");
    }

    private static Map<String, Object> serviceBody(Map<String, ?> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("type", "CONSULTATION", "name", "Beratung", "durationMinutes", 60));
        body.putAll(more);
        return body;
    }

    private static String service(Map<String, ?> more) {
        return admin.post("/booking/services", serviceBody(more)).expect(201).text("/id");
    }

    private static ApiResponse putHours(ApiClient who, String resource, List<Map<String, ?>> hours) {
        String path = "/booking/resources/" + resource + "/availability";
        String version = admin.get(path).expect(200).header("ETag");
        return who.with("If-Match", version).put(path, Map.of("hours", hours));
    }

    private static Map<String, ?> on(LocalDate date, String start, String end) {
        return Map.of("date", date.toString(), "startTime", start, "endTime", end);
    }

    /** A day far enough ahead, without a change of clocks. */
    private static LocalDate day() {
        return LocalDate.now(BERLIN).plusDays(10);
    }

    private static List<String> starts(String service, String query) {
        ApiResponse slots =
                client.get("/booking/services/" + service + "/slots?" + query).expect(200);
        return new ArrayList<>(slots.json().findValuesAsText("start"));
    }

    @Test
    void resourceIsMadeReadChangedAndDeleted() {
        ApiResponse made = admin.post(
                        "/booking/resources",
                        Map.of(
                                "kind",
                                "THING",
                                "name",
                                "Kamera 📷",
                                "names",
                                Map.of("en", "Camera"),
                                "timezone",
                                "Asia/Kathmandu",
                                "capacity",
                                3))
                .expect(201);
        String path = "/booking/resources/" + made.text("/id");
        assertThat(made.header("Location")).endsWith("/api/v1" + path);
        ApiResponse read = client.get(path).expect(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.text("/names/en")).isEqualTo("Camera");

        ApiResponse changed =
                admin.patch(path, read.header("ETag"), Map.of("capacity", 4)).expect(200);
        assertThat(changed.text("/capacity")).isEqualTo("4");
        admin.patch(path, read.header("ETag"), Map.of("capacity", 5)).expect(412);
        assertThat(admin.patch(path, changed.header("ETag"), Map.of("kind", "ROOM"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("kind");
        client.patch(path, changed.header("ETag"), Map.of("capacity", 5)).expect(403);

        admin.delete(path).expect(204);
        admin.get(path).expect(404);
    }

    @ParameterizedTest
    @CsvSource({
        "kind,                  PLANE",
        "timezone,              Mars/Olympus",
        "timezone,              +02:00",
        "capacity,              0",
        "capacity,              1001",
        "name,                  ' '",
        "userId,                01980000-0000-7000-8000-000000000000",
        "profileId,             01980000-0000-7000-8000-000000000000"
    })
    void resourceThatCannotBeIsRefusedAndTheFieldNamed(String field, String value) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", "ROOM", "name", "Raum"));
        body.put(field, value);

        assertThat(admin.post("/booking/resources", body).expect(400).text("/errors/0/field"))
                .isEqualTo(field);
    }

    @Test
    void userIsOneResourceOnly() {
        String user = admin.get(studio.path() + "/users").expect(200).text("/items/0/id");
        Map<String, ?> body = Map.of("kind", "USER", "name", "Anna", "userId", user);
        admin.post("/booking/resources", body).expect(201);

        ApiResponse again = admin.post("/booking/resources", body).expect(409);

        assertThat(again.code()).isEqualTo("conflict");
        assertThat(admin.post(
                                "/booking/resources",
                                Map.of(
                                        "kind",
                                        "USER",
                                        "name",
                                        "Nobody",
                                        "userId",
                                        "01980000-0000-7000-8000-000000000000"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("userId");
    }

    @Test
    void serviceIsMadeReadChangedAndDeleted() {
        String room = room(Map.of());
        ApiResponse made = admin.post(
                        "/booking/services",
                        serviceBody(Map.of(
                                "price",
                                Map.of("amount", "80.00", "currency", "EUR"),
                                "cancellationFee",
                                Map.of("percent", 50),
                                "noShowFee",
                                Map.of("amount", Map.of("amount", "20.00", "currency", "EUR")),
                                "reminderMinutes",
                                List.of(60, 1440),
                                "descriptions",
                                Map.of("en", "A talk"),
                                "resourceIds",
                                List.of(room))))
                .expect(201);
        String path = "/booking/services/" + made.text("/id");
        assertThat(made.text("/slotStepMinutes")).isEqualTo("60");
        assertThat(made.text("/horizonDays")).isEqualTo("365");
        assertThat(made.text("/reminderMinutes/0")).isEqualTo("1440");
        ApiResponse read = client.get(path).expect(200);
        assertThat(read.json().path("price")).isEqualTo(made.json().path("price"));
        assertThat(read.text("/noShowFee/amount/amount")).isEqualTo("20.00");
        assertThat(read.text("/resourceIds/0")).isEqualTo(room);

        Map<String, Object> patch = new HashMap<>();
        patch.put("price", null);
        patch.put("cancellationFee", null);
        patch.put("resourceIds", List.of());
        ApiResponse changed = admin.patch(path, read.header("ETag"), patch).expect(200);
        assertThat(changed.json().path("price").isNull()).isTrue();
        assertThat(changed.json().path("resourceIds")).isEmpty();

        admin.delete(path).expect(204);
        admin.get(path).expect(404);
    }

    @Test
    void serviceThatCannotBeIsRefusedAndTheFieldNamed() {
        assertService("price.currency", Map.of("price", Map.of("amount", "10.00", "currency", "JPY")));
        assertService("price.amount", Map.of("price", Map.of("amount", "-1.00", "currency", "EUR")));
        assertService("durationMinutes", Map.of("durationMinutes", 0));
        assertService("durationMinutes", Map.of("durationMinutes", 1_000_000));
        assertService("bufferBeforeMinutes", Map.of("bufferBeforeMinutes", -1));
        assertService("slotStepMinutes", Map.of("slotStepMinutes", 1));
        assertService("cancellationFee", Map.of("cancellationFee", Map.of()));
        assertService("cancellationFee.percent", Map.of("cancellationFee", Map.of("percent", 101)));
        assertService("meetingUrl", Map.of("meetingUrl", "javascript:alert(1)"));
        assertService("resourceIds[0]", Map.of("resourceIds", List.of("01980000-0000-7000-8000-000000000000")));
    }

    private static void assertService(String field, Map<String, ?> more) {
        ApiResponse refused = admin.post("/booking/services", serviceBody(more)).expect(400);
        assertThat(refused.text("/errors/0/field")).as(refused.text()).isEqualTo(field);
    }

    @Test
    void tenantSaysWhichCurrenciesItTakes() {
        TestTenant other = platform.createTenant("other").enable("booking");
        ApiClient boss = other.admin();
        Map<String, ?> body = serviceBody(Map.of("price", Map.of("amount", "1000", "currency", "JPY")));
        boss.post("/booking/services", body).expect(400);

        boss.put("/booking/settings", Map.of("currencies", List.of("EUR", "JPY")))
                .expect(200);

        boss.post("/booking/services", body).expect(201);
        assertThat(boss.put("/booking/settings", Map.of("currencies", List.of("EUR", "WTF")))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("currencies[1]");
        assertThat(boss.get("/booking/settings").expect(200).json().path("currencies"))
                .hasSize(2);
    }

    @Test
    void slotsAreToldInTheZoneThatIsAskedFor() {
        LocalDate day = day();
        String room = room(Map.of());
        putHours(admin, room, List.of(on(day, "09:00", "12:00"))).expect(200);
        String service = service(Map.of("resourceIds", List.of(room)));
        ZonedDateTime nine = day.atTime(9, 0).atZone(BERLIN);

        assertThat(starts(service, "from=" + day + "&to=" + day + "&zone=Europe/Berlin"))
                .containsExactly(text(nine), text(nine.plusHours(1)), text(nine.plusHours(2)));
        assertThat(starts(service, "from=" + day + "&to=" + day + "&zone=Asia/Tokyo"))
                .hasSize(3)
                .allMatch(start -> start.endsWith("+09:00"));
        assertThat(starts(
                        service,
                        "from=" + nine.toInstant() + "&to=" + nine.plusHours(1).toInstant()))
                .hasSize(1);
    }

    private static String text(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    @Test
    void whoDoesItIsFirstFreeInTurnOrAllTogether() {
        LocalDate day = day();
        String one = room(Map.of());
        String two = room(Map.of());
        putHours(admin, one, List.of(on(day, "09:00", "10:00"))).expect(200);
        putHours(admin, two, List.of(on(day, "09:00", "11:00"))).expect(200);
        String service = service(Map.of("resourceIds", List.of(one, two)));
        String path = "/booking/services/" + service + "/slots?from=" + day + "&to=" + day + "&zone=Europe/Berlin";

        ApiResponse first = client.get(path).expect(200);
        assertThat(first.text("/slots/0/resourceIds/0")).isEqualTo(one);
        assertThat(first.text("/slots/0/free")).isEqualTo("2");
        assertThat(first.text("/slots/1/resourceIds/0")).isEqualTo(two);
        assertThat(client.get(path + "&mode=all-together").expect(200).json().path("slots"))
                .hasSize(1);
        assertThat(client.get(path + "&resource=" + two).expect(200).text("/slots/0/resourceIds/0"))
                .isEqualTo(two);

        admin.post(
                        "/booking/bookings",
                        Map.of(
                                "serviceId",
                                service,
                                "start",
                                day.atTime(9, 0).atZone(BERLIN).toInstant().toString(),
                                "resourceIds",
                                List.of(one)))
                .expect(201);
        assertThat(client.get(path).expect(200).text("/slots/0/resourceIds/0")).isEqualTo(two);
    }

    @Test
    void questionThatCannotBeAnsweredIsRefusedAndTheParameterNamed() {
        String service = service(Map.of());
        assertSlots("from", service, "to=2026-03-02");
        assertSlots("to", service, "from=2026-03-02");
        assertSlots("from", service, "from=yesterday&to=2026-03-02");
        assertSlots("from", service, "from=2026-02-30&to=2026-03-02");
        assertSlots("to", service, "from=2026-03-02&to=2026-03-01");
        assertSlots("to", service, "from=2026-03-02T10:00:00Z&to=2026-03-02T10:00:00Z");
        assertSlots("to", service, "from=2026-03-02&to=2026-06-02");
        assertSlots("from", service, "from=0001-01-01&to=2026-06-02");
        assertSlots("zone", service, "from=2026-03-02&to=2026-03-02&zone=Nowhere");
        assertSlots("mode", service, "from=2026-03-02&to=2026-03-02&mode=random");
        assertSlots("resource", service, "from=2026-03-02&to=2026-03-02&resource=01980000-0000-7000-8000-000000000000");
    }

    private static void assertSlots(String field, String service, String query) {
        ApiResponse refused =
                client.get("/booking/services/" + service + "/slots?" + query).expect(400);
        assertThat(refused.text("/errors/0/field")).as(refused.text()).isEqualTo(field);
    }

    @Test
    void hoursArePutAsAWhole() {
        String room = room(Map.of());
        Map<String, ?> nights = Map.of("dayOfWeek", 6, "startTime", "22:00", "endTime", "02:00");
        Map<String, ?> whole =
                Map.of("date", "2026-12-24", "startTime", "00:00", "endTime", "24:00", "available", false);
        Map<String, ?> monthly = Map.of(
                "startsOn",
                "2026-01-05",
                "recurrence",
                "FREQ=MONTHLY;BYDAY=1MO",
                "startTime",
                "08:00",
                "endTime",
                "12:00",
                "available",
                false,
                "note",
                "Besprechung");

        ApiResponse put = putHours(admin, room, List.of(nights, whole, monthly)).expect(200);

        assertThat(put.header("ETag")).startsWith("\"2-");
        ApiResponse read =
                client.get("/booking/resources/" + room + "/availability").expect(200);
        assertThat(read.json()).isEqualTo(put.json());
        assertThat(read.text("/hours/0/endTime")).isEqualTo("02:00");
        assertThat(read.text("/hours/1/endTime")).isEqualTo("24:00");
        assertThat(read.text("/hours/2/note")).isEqualTo("Besprechung");
        admin.with("If-Match", "\"1\"")
                .put("/booking/resources/" + room + "/availability", Map.of("hours", List.of()))
                .expect(412);
        assertThat(putHours(admin, room, List.of()).expect(200).json().path("hours"))
                .isEmpty();
    }

    @Test
    void hoursThatCannotBeAreRefusedAndThePlaceNamed() {
        String room = room(Map.of());
        assertHours("hours[0].endTime", room, Map.of("dayOfWeek", 1, "startTime", "09:00", "endTime", "09:00"));
        assertHours("hours[0].startTime", room, Map.of("dayOfWeek", 1, "startTime", "24:00", "endTime", "09:00"));
        assertHours("hours[0].startTime", room, Map.of("dayOfWeek", 1, "startTime", "9", "endTime", "10:00"));
        assertHours("hours[0].dayOfWeek", room, Map.of("dayOfWeek", 7, "startTime", "09:00", "endTime", "10:00"));
        assertHours("hours[0]", room, Map.of("startTime", "09:00", "endTime", "10:00"));
        assertHours(
                "hours[0]",
                room,
                Map.of("dayOfWeek", 1, "date", "2026-03-02", "startTime", "09:00", "endTime", "10:00"));
        assertHours(
                "hours[0].recurrence",
                room,
                Map.of("startsOn", "2026-03-02", "startTime", "09:00", "endTime", "10:00"));
        assertHours(
                "hours[0].recurrence",
                room,
                Map.of(
                        "startsOn",
                        "2026-03-02",
                        "recurrence",
                        "FREQ=HOURLY",
                        "startTime",
                        "09:00",
                        "endTime",
                        "10:00"));
        assertHours("hours[0].date", room, Map.of("date", "0001-01-01", "startTime", "09:00", "endTime", "10:00"));
    }

    @Test
    void manyHoursAreTakenAndTooManyAreRefused() {
        String room = room(Map.of());
        List<Map<String, ?>> dates = new ArrayList<>();
        List<Map<String, ?>> recurring = new ArrayList<>();
        for (int day = 0; day < 1500; day++) {
            dates.add(on(day().plusDays(day), "09:00", "12:00"));
            recurring.add(Map.of(
                    "startsOn", "2026-03-02", "recurrence", "FREQ=DAILY", "startTime", "09:00", "endTime", "10:00"));
        }

        assertThat(putHours(admin, room, dates).expect(200).json().path("hours"))
                .hasSize(1500);
        assertThat(putHours(admin, room, recurring).expect(400).text("/errors/0/field"))
                .isEqualTo("hours");
    }

    @Test
    void nameInALanguageThatIsNoneIsRefused() {
        Map<String, ?> body = Map.of("kind", "ROOM", "name", "Raum", "names", Map.of("Deutsch", "Raum"));

        assertThat(admin.post("/booking/resources", body).expect(400).text("/errors/0/field"))
                .startsWith("names");
    }

    private static void assertHours(String field, String room, Map<String, ?> hours) {
        ApiResponse refused = putHours(admin, room, List.of(hours)).expect(400);
        assertThat(refused.text("/errors/0/field")).as(refused.text()).isEqualTo(field);
    }

    @Test
    void ownerSetsTheHoursOfWhatHeIsAndOfNothingElse() {
        ApiClient owner = studio.user(BookingModule.READ_OWN, BookingModule.WRITE_OWN_RESOURCE);
        String user = owner.get("/me").expect(200).text("/user/id");
        String own = admin.post("/booking/resources", Map.of("kind", "USER", "name", "Olga", "userId", user))
                .expect(201)
                .text("/id");
        List<Map<String, ?>> hours = List.of(Map.of("dayOfWeek", 1, "startTime", "09:00", "endTime", "10:00"));

        putHours(owner, own, hours).expect(200);
        owner.post("/booking/resources/" + own + "/feed", null).expect(200);

        String other = room(Map.of());
        assertThat(putHours(owner, other, hours).expect(403).code()).isEqualTo("permission-denied");
        owner.post("/booking/resources/" + other + "/feed", null).expect(403);
        owner.get("/booking/resources/" + other + "/busy-times").expect(403);
    }

    @Test
    void busyTimesOfAnotherCalendarAreNoSlots() {
        LocalDate day = day();
        String room = room(Map.of());
        putHours(admin, room, List.of(on(day, "09:00", "12:00"))).expect(200);
        String service = service(Map.of("resourceIds", List.of(room)));
        String date = day.toString().replace("-", "");
        String path = "/booking/resources/" + room + "/busy-times/work";
        String calendar = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Test//EN",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTART;TZID=Europe/Berlin:" + date + "T100000",
                "DTEND;TZID=Europe/Berlin:" + date + "T103000",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:2",
                "DTSTART;TZID=Mars/Olympus:" + date + "T100000",
                "END:VEVENT",
                "END:VCALENDAR",
                "");

        ApiResponse put =
                admin.with("Content-Type", "text/calendar").put(path, calendar).expect(200);

        assertThat(put.text("/busyTimes")).isEqualTo("1");
        assertThat(put.text("/skipped/0/uid")).isEqualTo("2");
        assertThat(put.text("/skipped/0/reason")).contains("Mars/Olympus");
        assertThat(starts(service, "from=" + day + "&to=" + day)).hasSize(2);
        assertThat(admin.get("/booking/resources/" + room + "/busy-times")
                        .expect(200)
                        .text("/0/source"))
                .isEqualTo("work");
        admin.with("Content-Type", "text/calendar").put(path, "hello").expect(400);
        assertThat(starts(service, "from=" + day + "&to=" + day)).hasSize(2);
        admin.delete(path).expect(204);
        assertThat(starts(service, "from=" + day + "&to=" + day)).hasSize(3);
        admin.delete(path).expect(404);
    }

    @Test
    void feedShowsBookingsToWhoKnowsItsAddress() {
        LocalDate day = day();
        String room = room(Map.of("name", "Raum; groß, hell"));
        putHours(admin, room, List.of(on(day, "09:00", "12:00"))).expect(200);
        String title = "Beratung über Größen, Längen; und " + "sehr viel mehr, ".repeat(8) + "🎈";
        String service = service(Map.of("resourceIds", List.of(room)));
        String start = day.atTime(9, 0).atZone(BERLIN).toInstant().toString();
        String booking = admin.post("/booking/bookings", Map.of("serviceId", service, "start", start, "title", title))
                .expect(201)
                .text("/id");
        String path = feed(room);
        ApiClient anybody = platform.client();

        ApiResponse feed = anybody.with("Accept", "text/calendar").get(path).expect(200);

        assertThat(feed.header("Content-Type")).startsWith("text/calendar");
        assertThat(feed.text().split("\r\n")).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        String unfolded = feed.text().replace("\r\n ", "");
        assertThat(unfolded)
                .contains("UID:" + booking + "@stoa\r\n")
                .contains("SEQUENCE:0\r\n")
                .contains("STATUS:CONFIRMED\r\n")
                .contains("DTSTART:" + start.replaceAll("[-:]", "") + "\r\n")
                .contains("SUMMARY:" + title.replace(",", "\\,").replace(";", "\\;") + "\r\n")
                .contains("X-WR-CALNAME:Raum\\; groß\\, hell\r\n");
        anybody.with("If-None-Match", feed.header("ETag")).get(path).expect(304);

        admin.post("/booking/bookings/" + booking + "/cancel", Map.of()).expect(200);
        assertThat(anybody.with("If-None-Match", feed.header("ETag"))
                        .get(path)
                        .expect(200)
                        .text())
                .contains("STATUS:CANCELLED\r\n")
                .contains("SEQUENCE:1\r\n");

        String moved = feed(room);
        anybody.get(path).expect(404);
        anybody.get(moved).expect(200);
        admin.delete("/booking/resources/" + room + "/feed").expect(204);
        anybody.get(moved).expect(404);
    }

    private static String feed(String room) {
        return admin.post("/booking/resources/" + room + "/feed", null)
                .expect(200)
                .text("/path")
                .replace("/api/v1", "");
    }
}
