package org.stoa.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/**
 * The platform bills a tenant that goes through years of a subscription by its test clock, all of it over HTTP: plans,
 * charges, invoices of the tenant that bills, payments, modules and limits that follow.
 */
class SubscriptionYearTest {

    private static final String BILLING_TENANT = "stoa-inc";

    private static TestPlatform platform;
    private static ApiClient operator;
    private static ApiClient billing;

    @BeforeAll
    static void start() {
        platform = TestPlatform.startBilledBy(BILLING_TENANT, BillingModule.class);
        operator = platform.superAdministrator();
        billing = platform.createTenant(BILLING_TENANT).enable("billing").admin();
        publish("studio", plan("29.00", List.of("billing"), 5000));
        publish("agency", plan("89.00", List.of("billing"), 50000));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aYearIsInvoicedAndPaidToTheCent() {
        TestTenant tenant = platform.createTenant("year");
        String clock = startClock("year", "2030-01-31T09:00:00Z");
        ApiClient admin = tenant.admin();
        String path = tenant.path() + "/subscription";
        long began = System.nanoTime();
        admin.post(path, Map.of("plan", "studio")).expect(200);
        assertThat(moduleOf(tenant)).isEqualTo("ENABLED");

        LocalDate day = LocalDate.of(2030, 2, 1);
        for (int month = 0; month < 12; month++) {
            day = day.plusMonths(1);
            advance(clock, day);
            payAll(tenant);
            // what was paid is known when the events of it were delivered
            advance(clock, day);
            if (month == 5) {
                admin.post(path + "/change", Map.of("plan", "agency")).expect(200);
                advance(clock, day);
                payAll(tenant);
                advance(clock, day);
            }
        }
        System.out.printf(
                "a year of a subscription, invoiced and paid: %.1f s%n",
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);

        List<JsonNode> charges =
                items(admin.get(path + "/charges?limit=100").expect(200).json());
        List<JsonNode> invoices = invoicesOf(tenant);
        BigDecimal charged = sum(charges, "/total/amount");
        assertThat(charges).as("12 periods and a change").hasSize(13);
        assertThat(sum(invoices, "/totals/net/amount")).isEqualByComparingTo(charged);
        // a set-up fee, five periods and the change of the sixth at 30 days left of 31, six periods
        assertThat(charged).isEqualByComparingTo(expectedOfYear());
        assertThat(invoices).allSatisfy(invoice -> {
            assertThat(invoice.at("/status").asText()).isEqualTo("PAID");
            assertThat(invoice.at("/test").asBoolean()).as("marked as a test").isTrue();
        });
        assertThat(invoices.stream().map(each -> each.at("/number").asText()).toList())
                .as("no gaps")
                .containsExactlyElementsOf(numbers(invoices));
        assertThat(admin.get(path).expect(200).json().at("/status").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void whoDoesNotPayIsPastDueThenLapsesAndLosesWhatOnlyThePlanBrought() {
        TestTenant tenant = platform.createTenant("debtor");
        String clock = startClock("debtor", "2030-05-01T09:00:00Z");
        ApiClient admin = tenant.admin();
        String path = tenant.path() + "/subscription";
        admin.post(path, Map.of("plan", "studio")).expect(200);

        advance(clock, LocalDate.of(2030, 5, 20));
        assertThat(admin.get(path).expect(200).json().at("/status").asText()).isEqualTo("ACTIVE");
        advance(clock, LocalDate.of(2030, 5, 31));
        assertThat(admin.get(path).expect(200).json().at("/status").asText()).isEqualTo("PAST_DUE");
        assertThat(moduleOf(tenant)).isEqualTo("ENABLED");
        advance(clock, LocalDate.of(2030, 6, 14));

        assertThat(admin.get(path + "/history").expect(200).json().toString()).contains("LAPSED");
        assertThat(moduleOf(tenant)).isEqualTo("DISABLED");
        JsonNode usage = admin.get(tenant.path() + "/usage").expect(200).json();
        assertThat(StreamSupport.stream(usage.spliterator(), false)
                        .filter(each -> each.at("/resource").asText().equals("profiles")))
                .as("who has lapsed may not use more than before")
                .singleElement()
                .satisfies(each -> assertThat(each.at("/hardLimit").asLong()).isEqualTo(5000));
    }

    @Test
    void aChargeWaitsWhileNobodyCanInvoiceIt() {
        String modules = "/tenants/" + BILLING_TENANT + "/modules";
        billing.delete(modules + "/billing").expect(200);
        TestTenant tenant = platform.createTenant("patient");
        operator.post("/platform/tenants/patient/subscription", Map.of("plan", "studio", "trialDays", 0))
                .expect(200);
        List<JsonNode> charges = items(tenant.admin()
                .get(tenant.path() + "/subscription/charges?limit=100")
                .expect(200)
                .json());
        assertThat(charges).hasSize(1);
        billing.post(modules, Map.of("moduleId", "billing")).expect(200);

        await("it is invoiced", () -> invoicesOf(tenant).size() == 1);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not within a minute: " + what).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** 50.00 once; 29.00 from 14 February on each 14th; on 1 August 13 days of 31 are left. */
    private static BigDecimal expectedOfYear() {
        BigDecimal studio = new BigDecimal("29.00").multiply(BigDecimal.valueOf(6));
        BigDecimal change = new BigDecimal("37.32").subtract(new BigDecimal("12.16"));
        BigDecimal agency = new BigDecimal("89.00").multiply(BigDecimal.valueOf(6));
        return new BigDecimal("50.00").add(studio).add(change).add(agency);
    }

    private static void publish(String code, Map<String, Object> content) {
        operator.post("/platform/plans", Map.of("code", code, "name", Map.of("en", code)))
                .expect(201);
        operator.post("/platform/plans/" + code + "/versions", content).expect(201);
        operator.with("If-Match", "\"1\"")
                .post("/platform/plans/" + code + "/versions/1/publish", null)
                .expect(200);
    }

    private static Map<String, Object> plan(String price, List<String> modules, int profiles) {
        return Map.of(
                "currency",
                "EUR",
                "listed",
                true,
                "model",
                "FLAT",
                "monthlyPrice",
                new BigDecimal(price),
                "setupFee",
                new BigDecimal("50.00"),
                "modules",
                modules,
                "limits",
                List.of(Map.of("resource", "profiles", "period", "TOTAL", "hardLimit", profiles)));
    }

    private static String startClock(String tenant, String time) {
        String clock = "/platform/tenants/" + tenant + "/clock";
        operator.put(clock, Map.of("time", time)).expect(200);
        return clock;
    }

    private static void advance(String clock, LocalDate day) {
        JsonNode walk = operator.post(clock + "/advance", Map.of("time", day + "T09:00:00Z"))
                .expect(200)
                .json();
        assertThat(walk.at("/now").asText()).isEqualTo(day + "T09:00:00Z");
        assertThat(walk.at("/undelivered").asInt()).as("events that failed").isZero();
    }

    private static void payAll(TestTenant tenant) {
        for (JsonNode invoice : invoicesOf(tenant)) {
            if (invoice.at("/status").asText().equals("ISSUED")) {
                billing.with("If-Match", "\"" + invoice.at("/version").asText() + "\"")
                        .post("/billing/invoices/" + invoice.at("/id").asText() + "/pay", Map.of())
                        .expect(200);
            }
        }
    }

    private static List<JsonNode> invoicesOf(TestTenant tenant) {
        List<JsonNode> invoices = new ArrayList<>();
        for (JsonNode customer :
                items(billing.get("/billing/customers?limit=100").expect(200).json())) {
            if (customer.at("/reference").asText().equals(tenant.id().toString())) {
                items(billing.get("/billing/invoices?limit=100&customer="
                                        + customer.at("/id").asText())
                                .expect(200)
                                .json())
                        .forEach(invoice -> invoices.add(0, invoice));
            }
        }
        return invoices;
    }

    private static List<String> numbers(List<JsonNode> invoices) {
        String first = invoices.get(0).at("/number").asText();
        int digits = first.length() - first.lastIndexOf('-') - 1;
        List<String> numbers = new ArrayList<>();
        String year = "";
        int number = 0;
        for (JsonNode invoice : invoices) {
            String text = invoice.at("/number").asText();
            String prefix = text.substring(0, text.length() - digits);
            number = prefix.equals(year) ? number + 1 : Integer.parseInt(text.substring(prefix.length()));
            year = prefix;
            numbers.add(prefix + String.format("%0" + digits + "d", number));
        }
        return numbers;
    }

    private static BigDecimal sum(List<JsonNode> nodes, String pointer) {
        return nodes.stream()
                .map(node -> new BigDecimal(node.at(pointer).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    private static String moduleOf(TestTenant tenant) {
        String path = tenant.path() + "/modules/billing";
        List<String> status = new ArrayList<>();
        await("the module follows the plan", () -> {
            status.add(tenant.admin().get(path).expect(200).json().at("/status").asText());
            return !List.of("ENABLING", "AVAILABLE").contains(status.get(status.size() - 1));
        });
        return status.get(status.size() - 1);
    }
}
