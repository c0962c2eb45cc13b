package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The platform bills its tenants, on two nodes over one database: what falls due is done by one of them, once, also when a
 * node dies in the middle.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommerceIT {

    private static final String PASSWORD = "commerce-of-Stoa-42";

    private static StoaProcess one;
    private static StoaProcess other;

    @BeforeAll
    static void start() throws IOException {
        one = prepare("commerce-one").start();
        EmbeddedDatabase database = EmbeddedDatabase.of(one);
        other = prepare("commerce-other")
                .with("STOA_DATABASE_URL", database.url())
                .with("STOA_DATABASE_USER", "stoa_owner")
                .with("STOA_DATABASE_PASSWORD", database.secrets().getProperty("owner"))
                .start();
        tenant("stoa-inc");
        billing(one)
                .post("/tenants/stoa-inc/modules", "{\"moduleId\": \"billing\"}")
                .expect(200);
        String rate = billing(one)
                .post(
                        "/billing/tax-rates",
                        "{\"name\": \"MwSt\", \"percent\": 19, \"category\": \"S\", \"country\": \"DE\"}")
                .expect(201)
                .at("/id");
        billing(one)
                .call("PUT", "/billing/settings", "{\"taxRateId\": \"%s\"}".formatted(rate))
                .expect(200);
        publishPlan();
    }

    private static StoaProcess prepare(String name) {
        return StoaProcess.prepare(name)
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_BILLING_TENANT", "stoa-inc")
                .withoutRateLimits();
    }

    private static void publishPlan() {
        operator(one)
                .post("/platform/plans", "{\"code\": \"studio\", \"name\": {\"en\": \"Studio\"}}")
                .expect(201);
        operator(one)
                .post(
                        "/platform/plans/studio/versions",
                        """
                        {"currency": "EUR", "model": "FLAT", "monthlyPrice": 29.00, "setupFee": 50.00, "listed": true,
                         "modules": ["hello"], "features": ["custom-domain"],
                         "limits": [{"resource": "users", "period": "TOTAL", "hardLimit": 2}]}""")
                .expect(201);
        operator(one)
                .post("/platform/plans/studio/versions/1/publish", null, "If-Match", "\"1\"")
                .expect(200);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    @Order(1)
    void aYearIsChargedInvoicedAndPaidByTwoNodesTogether() {
        String acme = tenant("acme");
        String clock = startClock("acme");
        admin(one, "acme")
                .post("/tenants/acme/subscription", "{\"plan\": \"studio\"}")
                .expect(200);
        LocalDate day = LocalDate.of(2030, 2, 1);
        for (int month = 0; month < 12; month++) {
            day = day.plusMonths(1);
            StoaProcess node = month % 2 == 0 ? one : other;
            advance(node, clock, day);
            payAll(node, acme);
            advance(node, clock, day);
        }

        List<JsonNode> invoices = invoicesOf(acme);
        assertThat(invoices).as("a set-up fee and a month, and eleven months").hasSize(12);
        assertThat(invoices).allSatisfy(invoice -> {
            assertThat(invoice.at("/status").asText()).isEqualTo("PAID");
            assertThat(invoice.at("/test").asBoolean()).isTrue();
        });
        assertThat(sum(invoices, "/totals/net/amount")).isEqualByComparingTo("398.00");
        assertThat(sum(invoices, "/totals/gross/amount"))
                .as("with 19 %, rounded on each invoice")
                .isEqualByComparingTo("473.62");
        assertThat(admin(other, "acme").get("/tenants/acme/subscription").at("/status"))
                .isEqualTo("ACTIVE");
    }

    @Test
    @Order(2)
    void aNodeThatDiesWhileTimeGoesOnLeavesNothingUndoneOrDoneTwice() {
        String bolt = tenant("bolt");
        String clock = startClock("bolt");
        admin(one, "bolt")
                .post("/tenants/bolt/subscription", "{\"plan\": \"studio\"}")
                .expect(200);
        Thread walk = new Thread(() -> {
            try {
                operator(other).post(clock + "/advance", "{\"time\": \"2030-03-10T09:00:00Z\"}");
            } catch (RuntimeException e) {
                // its node is killed while it answers
                assertThat(e).isNotNull();
            }
        });
        walk.start();
        assertThat(Poll.until(Duration.ofSeconds(60), () -> charges("bolt").size() > 0))
                .as("the walk has begun")
                .isTrue();
        other.kill();
        advance(one, clock, LocalDate.of(2030, 3, 10));
        advance(one, clock, LocalDate.of(2030, 3, 10));

        assertThat(charges("bolt")).as("the first month").hasSize(1);
        assertThat(Poll.until(Duration.ofSeconds(120), () -> invoicesOf(bolt).size() == 1))
                .as("it is invoiced: " + invoicesOf(bolt))
                .isTrue();
        other.start();
    }

    @Test
    @Order(3)
    void aPlanBringsItsModuleItsLimitsAndItsFeatures() {
        Api acme = admin(other, "acme");

        assertThat(acme.get("/tenants/acme/modules/hello").at("/status")).isEqualTo("ENABLED");
        assertThat(acme.get("/hello/greetings").status()).isEqualTo(200);
        assertThat(acme.get("/tenants/acme/features?keys=custom-domain").text()).contains("true");
        Api.Answer second = newUser(acme, "second");
        Api.Answer third = newUser(acme, "third");
        assertThat(second.status()).isEqualTo(201);
        assertThat(third.status()).as(third.text()).isEqualTo(403);
        assertThat(third.code()).isEqualTo("limit-exceeded");
        assertThat(third.at("/limit")).isEqualTo("2");
        assertThat(third.at("/remaining")).isEqualTo("0");
    }

    @Test
    @Order(4)
    void whoDoesNotPayIsRemindedIsPastDueAndLapses() {
        billing(one)
                .call(
                        "PUT",
                        "/billing/dunning/levels",
                        """
                        {"levels": [{"daysAfterDue": 3, "fee": {"amount": "5.00", "currency": "EUR"}, "text": "Please pay."}]}""")
                .expect(200);
        String idle = tenant("idle");
        String clock = startClock("idle");
        admin(one, "idle")
                .post("/tenants/idle/subscription", "{\"plan\": \"studio\"}")
                .expect(200);

        advance(one, clock, LocalDate.of(2030, 3, 5));
        assertThat(admin(one, "idle").get("/tenants/idle/subscription").at("/status"))
                .isEqualTo("PAST_DUE");
        advance(other, clock, LocalDate.of(2030, 3, 31));

        assertThat(admin(one, "idle").get("/tenants/idle/subscription/history").text())
                .contains("LAPSED");
        assertThat(Poll.until(Duration.ofSeconds(30), () -> admin(one, "idle")
                        .get("/tenants/idle/modules/hello")
                        .at("/status")
                        .equals("DISABLED")))
                .as("the module that only the plan brought is off")
                .isTrue();
        assertThat(invoicesOf(idle)).as("and the unused days were credited").hasSizeGreaterThan(0);
    }

    @Test
    @Order(5)
    void invoicesOfThePlatformArePapersToo() {
        String paid = invoicesOf(customerReference("acme")).get(0).at("/id").asText();
        byte[] pdf = billing(other).file("/billing/invoices/" + paid + "/pdf");

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");
    }

    @Test
    @Order(6)
    void aFlagThatIsChangedOnOneNodeIsChangedOnTheOtherWithinASecond() {
        Api operator = operator(one);
        Api there = admin(other, "acme");
        operator.post(
                        "/platform/flags",
                        "{\"key\": \"hello.waves\", \"name\": \"Waves\", \"category\": \"BETA\", \"onByDefault\": false}")
                .expect(201);
        List<Long> millis = new ArrayList<>();
        for (int change : IntStream.rangeClosed(1, 10).toArray()) {
            boolean on = change % 2 == 1;
            operator.patch(
                            "/platform/flags/hello.waves",
                            "{\"onByDefault\": " + on + "}",
                            "If-Match",
                            "\"" + change + "\"")
                    .expect(200);
            long start = System.nanoTime();
            assertThat(Poll.until(Duration.ofSeconds(10), () -> there.get("/tenants/acme/features?keys=hello.waves")
                            .text()
                            .contains(Boolean.toString(on))))
                    .isTrue();
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        System.out.println("a flag changed on one node, seen on the other after (ms): " + millis);
    }

    private static Api.Answer newUser(Api api, String name) {
        return api.post(
                "/tenants/acme/users",
                "{\"email\": \"%s@acme.example\", \"displayName\": \"%s\", \"role\": \"User\", \"password\": \"%s\"}"
                        .formatted(name, name, PASSWORD));
    }

    /** @return id of the new tenant */
    private static String tenant(String identifier) {
        return operator(one)
                .post(
                        "/platform/tenants",
                        """
                        {"identifier": "%1$s", "name": "%1$s", "currency": "EUR", "timezone": "Europe/Berlin",
                         "company": {"legalName": "%1$s GmbH", "taxId": "DE123456788", "email": "office@%1$s.example",
                          "phone": "+49 30 1234567", "street": "Unter den Linden 1", "postalCode": "10117",
                          "city": "Berlin", "country": "DE"},
                         "administrator": {"email": "admin@%1$s.example", "password": "%2$s", "displayName": "Admin"}}"""
                                .formatted(identifier, PASSWORD))
                .expect(201)
                .at("/id");
    }

    private static String customerReference(String identifier) {
        return operator(one).get("/platform/tenants/" + identifier).expect(200).at("/id");
    }

    private static Api operator(StoaProcess node) {
        return new Api(node.baseUrl()).signIn("admin@stoa.local", PASSWORD);
    }

    private static Api billing(StoaProcess node) {
        return admin(node, "stoa-inc");
    }

    private static Api admin(StoaProcess node, String tenant) {
        return new Api(node.baseUrl()).signIn("admin@" + tenant + ".example", PASSWORD);
    }

    private static String startClock(String tenant) {
        String clock = "/platform/tenants/" + tenant + "/clock";
        operator(one).call("PUT", clock, "{\"time\": \"2030-01-31T09:00:00Z\"}").expect(200);
        return clock;
    }

    private static void advance(StoaProcess node, String clock, LocalDate day) {
        Api.Answer walk = operator(node)
                .post(clock + "/advance", "{\"time\": \"" + day + "T09:00:00Z\"}")
                .expect(200);
        assertThat(walk.at("/undelivered")).as("events that failed").isEqualTo("0");
    }

    private static void payAll(StoaProcess node, String tenantId) {
        for (JsonNode invoice : invoicesOf(tenantId)) {
            if (invoice.at("/status").asText().equals("ISSUED")) {
                billing(node)
                        .post(
                                "/billing/invoices/" + invoice.at("/id").asText() + "/pay",
                                "{}",
                                "If-Match",
                                "\"" + invoice.at("/version").asText() + "\"")
                        .expect(200);
            }
        }
    }

    private static List<JsonNode> charges(String tenant) {
        return items(operator(one)
                .get("/platform/tenants/" + tenant + "/subscription/charges?limit=100")
                .expect(200));
    }

    private static List<JsonNode> invoicesOf(String tenantId) {
        Api billing = billing(one);
        List<JsonNode> invoices = new ArrayList<>();
        for (JsonNode customer :
                items(billing.get("/billing/customers?limit=100").expect(200))) {
            if (customer.at("/reference").asText().equals(tenantId)) {
                invoices.addAll(items(billing.get("/billing/invoices?limit=100&customer="
                                + customer.at("/id").asText())
                        .expect(200)));
            }
        }
        return invoices;
    }

    private static List<JsonNode> items(Api.Answer page) {
        return StreamSupport.stream(page.body().path("items").spliterator(), false)
                .toList();
    }

    private static BigDecimal sum(List<JsonNode> nodes, String pointer) {
        return nodes.stream()
                .map(node -> new BigDecimal(node.at(pointer).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
