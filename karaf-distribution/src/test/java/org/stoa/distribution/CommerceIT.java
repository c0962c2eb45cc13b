package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    private static final LocalDate BEGIN = LocalDate.of(2030, 1, 31);

    private static BilledPlatform one;
    private static BilledPlatform other;
    private static Subscriber acme;

    @BeforeAll
    static void start() throws IOException {
        StoaProcess first =
                BilledPlatform.configure(StoaProcess.prepare("commerce-one")).start();
        EmbeddedDatabase database = EmbeddedDatabase.of(first);
        StoaProcess second = BilledPlatform.configure(StoaProcess.prepare("commerce-other"))
                .with("STOA_DATABASE_URL", database.url())
                .with("STOA_DATABASE_USER", "stoa_owner")
                .with("STOA_DATABASE_PASSWORD", database.secrets().getProperty("owner"))
                .start();
        one = new BilledPlatform(first).open();
        other = new BilledPlatform(second);
        one.publishPlan(
                "studio",
                """
                {"currency": "EUR", "model": "FLAT", "monthlyPrice": 29.00, "setupFee": 50.00, "listed": true,
                 "modules": ["hello"], "features": ["custom-domain"],
                 "limits": [{"resource": "users", "period": "TOTAL", "hardLimit": 2}]}""");
        acme = subscriber("acme");
    }

    /** In the trial of the plan. */
    private static Subscriber subscriber(String identifier) {
        Subscriber subscriber = one.subscriber(identifier).startClock(BEGIN);
        subscriber.subscribe("{\"plan\": \"studio\"}");
        return subscriber;
    }

    @AfterAll
    static void stop() {
        other.node().close();
        one.node().close();
    }

    @Test
    @Order(1)
    void aYearIsChargedInvoicedAndPaidByTwoNodesTogether() {
        LocalDate day = LocalDate.of(2030, 2, 1);
        for (int month = 0; month < 12; month++) {
            day = day.plusMonths(1);
            acme.on(month % 2 == 0 ? one : other).advanceAndPay(day);
        }

        List<JsonNode> invoices = acme.documents();
        assertThat(invoices).as("a set-up fee and a month, and eleven months").hasSize(12);
        assertThat(invoices).allSatisfy(invoice -> {
            assertThat(invoice.at("/status").asText()).isEqualTo("PAID");
            assertThat(invoice.at("/test").asBoolean()).isTrue();
        });
        assertThat(Subscriber.sum(invoices, "/totals/net/amount")).isEqualByComparingTo("398.00");
        assertThat(Subscriber.sum(invoices, "/totals/gross/amount"))
                .as("with 19 %, rounded on each invoice")
                .isEqualByComparingTo("473.62");
        assertThat(acme.on(other).subscription().at("/status")).isEqualTo("ACTIVE");
    }

    @Test
    @Order(2)
    void aNodeThatDiesWhileTimeGoesOnLeavesNothingUndoneOrDoneTwice() {
        Subscriber bolt = subscriber("bolt");
        LocalDate day = LocalDate.of(2030, 3, 10);
        Subscriber there = bolt.on(other);
        Thread walk = new Thread(() -> {
            try {
                there.advance(day);
            } catch (RuntimeException e) {
                // its node is killed while it answers
                assertThat(e).isNotNull();
            }
        });
        walk.start();
        assertThat(Poll.until(Duration.ofSeconds(60), () -> bolt.charges().size() > 0))
                .as("the walk has begun")
                .isTrue();
        other.node().kill();
        bolt.advance(day);
        bolt.advance(day);

        assertThat(bolt.charges()).as("the first month").hasSize(1);
        assertThat(Poll.until(Duration.ofSeconds(120), () -> bolt.documents().size() == 1))
                .as("it is invoiced: " + bolt.documents())
                .isTrue();
        other.node().start();
    }

    @Test
    @Order(3)
    void aPlanBringsItsModuleItsLimitsAndItsFeatures() {
        Api admin = acme.on(other).admin();

        assertThat(admin.get("/tenants/acme/modules/hello").at("/status")).isEqualTo("ENABLED");
        assertThat(admin.get("/hello/greetings").status()).isEqualTo(200);
        assertThat(admin.get("/tenants/acme/features?keys=custom-domain").text())
                .contains("true");
        Api.Answer second = newUser(admin, "second");
        Api.Answer third = newUser(admin, "third");
        assertThat(second.status()).isEqualTo(201);
        assertThat(third.status()).as(third.text()).isEqualTo(403);
        assertThat(third.code()).isEqualTo("limit-exceeded");
        assertThat(third.at("/limit")).isEqualTo("2");
        assertThat(third.at("/remaining")).isEqualTo("0");
    }

    @Test
    @Order(4)
    void whoDoesNotPayIsRemindedIsPastDueAndLapses() {
        one.billing()
                .call(
                        "PUT",
                        "/billing/dunning/levels",
                        """
                        {"levels": [{"daysAfterDue": 3, "fee": {"amount": "5.00", "currency": "EUR"}, "text": "Please pay."}]}""")
                .expect(200);
        Subscriber idle = subscriber("idle");

        idle.advance(LocalDate.of(2030, 3, 5));
        assertThat(idle.subscription().at("/status")).isEqualTo("PAST_DUE");
        idle.on(other).advance(LocalDate.of(2030, 3, 31));

        assertThat(idle.admin().get("/tenants/idle/subscription/history").text())
                .contains("LAPSED");
        assertThat(Poll.until(Duration.ofSeconds(30), () -> idle.admin()
                        .get("/tenants/idle/modules/hello")
                        .at("/status")
                        .equals("DISABLED")))
                .as("the module that only the plan brought is off")
                .isTrue();
        assertThat(idle.documents())
                .as("it lapsed with its period, so that no day is given back")
                .hasSize(1);
    }

    @Test
    @Order(5)
    void invoicesOfThePlatformArePapersToo() {
        String paid = acme.documents().get(0).at("/id").asText();
        byte[] pdf = other.billing().file("/billing/invoices/" + paid + "/pdf");

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");
    }

    @Test
    @Order(6)
    void aFlagThatIsChangedOnOneNodeIsChangedOnTheOtherWithinASecond() {
        Api operator = one.operator();
        Api there = other.admin("acme");
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
                        .formatted(name, name, "users-of-Stoa-42"));
    }
}
