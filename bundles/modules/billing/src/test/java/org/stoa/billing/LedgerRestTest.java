package org.stoa.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What clients see of products, taxes, credit notes, payments, agreements and statements. */
class LedgerRestTest {
    private static TestPlatform platform;
    private static TestTenant agency;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BillingModule.class);
        agency = platform.createTenant("ledger").enable("billing");
        admin = agency.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void productIsSoldAtItsPriceInTheLanguageOfTheCustomer() {
        String rate = admin.post(
                        "/billing/tax-rates",
                        Map.of("name", "MwSt 19", "percent", 19, "country", "DE", "inclusive", true))
                .expect(201)
                .text("/id");
        String product = admin.post(
                        "/billing/products",
                        Map.of(
                                "code",
                                "SHOOT",
                                "name",
                                "Shooting",
                                "names",
                                List.of(Map.of("language", "de", "name", "Aufnahmen")),
                                "unit",
                                "hour",
                                "prices",
                                List.of(money("119.00", "EUR")),
                                "taxRateId",
                                rate))
                .expect(201)
                .text("/id");
        String customer = customer(Map.of("language", "de-AT"));

        ApiResponse draft = admin.post(
                        "/billing/invoices",
                        Map.of("customerId", customer, "items", List.of(Map.of("productId", product, "quantity", 3))))
                .expect(201);

        assertThat(draft.text("/items/0/description")).isEqualTo("Aufnahmen");
        assertThat(draft.text("/items/0/unit")).isEqualTo("hour");
        assertThat(draft.text("/items/0/amount/amount")).isEqualTo("357.00");
        assertThat(draft.text("/totals/net/amount")).isEqualTo("300.00");
        assertThat(draft.text("/totals/gross/amount")).isEqualTo("357.00");
        assertThat(admin.delete("/billing/products/" + product).expect(409).code())
                .isEqualTo("in-use");
        assertThat(admin.delete("/billing/tax-rates/" + rate).expect(409).code())
                .isEqualTo("in-use");
        ApiResponse dollars = admin.post(
                        "/billing/invoices",
                        Map.of(
                                "customerId",
                                customer,
                                "currency",
                                "USD",
                                "items",
                                List.of(Map.of("productId", product, "quantity", 3))))
                .expect(400);
        assertThat(dollars.text("/errors/0/field")).isEqualTo("items[0].unitPrice");
    }

    @Test
    void customerUnderReverseChargeOwesNoTaxAndTheInvoiceSaysWhy() {
        String reason = "Reverse charge, article 196 of Directive 2006/112/EC";
        String customer = customer(Map.of("taxExemption", Map.of("category", "AE", "reason", reason)));

        ApiResponse issued = issued(customer, item("100.00", "EUR", 19));

        assertThat(issued.text("/totals/gross/amount")).isEqualTo("100.00");
        assertThat(issued.text("/totals/taxes/0/category")).isEqualTo("AE");
        assertThat(issued.text("/totals/taxes/0/exemptionReason")).isEqualTo(reason);
    }

    @Test
    void badContentIsRefusedWithItsField() {
        String customer = customer(Map.of());
        assertField("quantity", item(customer, Map.of("quantity", 0)));
        assertField("quantity", item(customer, Map.of("quantity", -1)));
        assertField("discountPercent", item(customer, Map.of("discountPercent", 100.1)));
        assertField("taxRate", item(customer, Map.of("taxCategory", "E", "taxRate", 19)));
        assertField("exemptionReason", item(customer, Map.of("taxCategory", "E", "taxRate", 0)));
        assertField("periodEnd", item(customer, Map.of("periodStart", "2028-02-29", "periodEnd", "2028-02-28")));
        assertField("periodStart", item(customer, Map.of("periodStart", "2027-02-29", "periodEnd", "2027-03-01")));
        assertField("productId", item(customer, Map.of("productId", "01980000-0000-7000-8000-000000000000")));
        assertThat(admin.post("/billing/tax-rates", Map.of("name", "x", "percent", 7, "category", "Z"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("percent");
        assertThat(admin.post("/billing/customers", Map.of("name", "x", "paymentTerms", Map.of("days", 999)))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("paymentTerms.days");
    }

    @Test
    void dueDateFollowsThePaymentTermsOfTheCustomer() {
        String customer = customer(Map.of("paymentTerms", Map.of("days", 0, "endOfMonth", true)));

        ApiResponse issued = issued(customer, item("1.00", "EUR", 0));

        LocalDate issueDate = LocalDate.parse(issued.text("/issueDate"));
        assertThat(issued.text("/dueDate"))
                .isEqualTo(issueDate.withDayOfMonth(issueDate.lengthOfMonth()).toString());
    }

    @Test
    void partOfAnInvoiceIsCreditedAndPaidBack() {
        String customer = customer(Map.of());
        ApiResponse invoice = issued(customer, item("100.00", "EUR", 19));
        String path = "/billing/invoices/" + invoice.text("/id");
        ApiResponse payment = admin.post(
                        "/billing/payments",
                        Map.of("invoiceId", invoice.text("/id"), "amount", money("119.00", "EUR"), "provider", "bank"))
                .expect(201);
        assertThat(payment.header("Location")).endsWith("/billing/payments/" + payment.text("/id"));

        ApiResponse note = admin.post(
                        path + "/credit",
                        Map.of("reason", "half", "items", List.of(Map.of("position", 0, "quantity", 0.5))))
                .expect(201);

        assertThat(note.text("/kind")).isEqualTo("CREDIT_NOTE");
        assertThat(note.text("/totals/gross/amount")).isEqualTo("59.50");
        assertThat(note.text("/credited/invoiceId")).isEqualTo(invoice.text("/id"));
        ApiResponse tooMuch = admin.post(
                        path + "/credit",
                        Map.of("reason", "more", "items", List.of(Map.of("position", 0, "quantity", 0.6))))
                .expect(409);
        assertThat(tooMuch.code()).isEqualTo("credit-exceeds-invoice");
        assertThat(tooMuch.text("/creditable/amount")).isEqualTo("59.50");
        ApiResponse refunded = admin.post(
                        "/billing/payments/" + payment.text("/id") + "/refund", Map.of("reason", "half"))
                .expect(200);
        assertThat(refunded.text("/refunds/0/amount/amount")).isEqualTo("119.00");
        assertThat(admin.get(path).expect(200).text("/balance/amount")).isEqualTo("59.50");
        ApiResponse statement =
                admin.get("/billing/statements/customers/" + customer).expect(200);
        assertThat(statement.json().path("lines").findValuesAsText("kind"))
                .containsExactly("INVOICE", "PAYMENT", "CREDIT_NOTE", "REFUND");
        assertThat(statement.text("/closing/amount")).isEqualTo("59.50");
    }

    @Test
    void seriesOfNumbersAreTheTenants() {
        TestTenant other = platform.createTenant("series").enable("billing");
        other.admin()
                .put("/billing/number-series/INVOICE", Map.of("prefix", "RE-", "yearly", false, "digits", 4))
                .expect(200);
        ApiResponse taken = other.admin()
                .put("/billing/number-series/CREDIT_NOTE", Map.of("prefix", "RE-", "yearly", true, "digits", 4))
                .expect(400);
        assertThat(taken.text("/errors/0/field")).isEqualTo("prefix");
        ApiResponse digits = other.admin()
                .put("/billing/number-series/INVOICE", Map.of("prefix", "2026-", "yearly", false, "digits", 4))
                .expect(400);
        assertThat(digits.text("/errors/0/field")).isEqualTo("prefix");
        String customer = other.admin()
                .post("/billing/customers", Map.of("name", "Studio"))
                .expect(201)
                .text("/id");

        ApiResponse draft = other.admin()
                .post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item("1", "EUR", 0))))
                .expect(201);

        assertThat(other.admin()
                        .post("/billing/invoices/" + draft.text("/id") + "/issue", null)
                        .expect(200)
                        .text("/number"))
                .isEqualTo("RE-0001");
    }

    @Test
    void whoMayWriteMayNotRelease() {
        ApiClient writer = agency.user("tenant.billing.read", "tenant.billing.write");

        writer.get("/billing/parked").expect(200);
        writer.post("/billing/parked/01980000-0000-7000-8000-000000000000/release", Map.of("note", "x"))
                .expect(403);
    }

    @Test
    void aYearOfAnAgreementPassesByTheTestClock() {
        TestTenant tenant = platform.createTenant("year").enable("billing");
        String clock = "/platform/tenants/year/clock";
        platform.superAdministrator()
                .put(clock, Map.of("time", "2030-01-31T08:00:00Z"))
                .expect(200);
        ApiClient owner = tenant.admin();
        owner.put(
                        "/billing/dunning/levels",
                        Map.of("levels", List.of(Map.of("daysAfterDue", 10, "text", "Please pay"))))
                .expect(200);
        String customer = owner.post("/billing/customers", Map.of("name", "Studio"))
                .expect(201)
                .text("/id");
        Map<String, Object> agreement = Map.of(
                "customerId",
                customer,
                "name",
                "Support",
                "interval",
                "MONTHLY",
                "startsOn",
                "2030-01-31",
                "endsOn",
                "2031-01-30",
                "items",
                List.of(
                        Map.of("description", "Base", "quantity", 1, "unitPrice", money("99.90", "EUR"), "taxRate", 19),
                        Map.of(
                                "description",
                                "Calls",
                                "metric",
                                "calls",
                                "unitPrice",
                                money("0.0012", "EUR"),
                                "taxRate",
                                19)));
        JsonNode simulated = owner.post("/billing/agreements?simulate=true&periods=12", agreement)
                .expect(200)
                .json();
        assertThat(owner.get("/billing/agreements").expect(200).json().path("items"))
                .isEmpty();
        String id = owner.post("/billing/agreements", agreement).expect(201).text("/id");
        Map<String, Object> report = Map.of("id", "u-1", "metric", "calls", "quantity", 10_000, "usedOn", "2030-01-31");
        assertThat(owner.post("/billing/agreements/" + id + "/usage", Map.of("reports", List.of(report, report)))
                        .expect(200)
                        .text("/accepted"))
                .isEqualTo("1");

        platform.superAdministrator()
                .post(clock + "/advance", Map.of("time", "2031-03-01T00:00:00Z"))
                .expect(200);

        JsonNode invoices = tenant.signedIn()
                .get("/billing/invoices?limit=100&customer=" + customer)
                .expect(200)
                .json()
                .path("items");
        assertThat(invoices).hasSize(12);
        List<String> gross = new ArrayList<>();
        invoices.forEach(
                invoice -> gross.add(0, invoice.at("/totals/gross/amount").asText()));
        List<String> expected = new ArrayList<>();
        simulated.forEach(run -> expected.add(run.at("/totals/gross/amount").asText()));
        // 10,000 calls at 0.0012, with 19 percent, come with the second invoice
        expected.set(1, "133.16");
        assertThat(gross).isEqualTo(expected);
        assertThat(invoices.get(11).path("number").asText()).isEqualTo("TEST-2030-000001");
        assertThat(invoices.get(10).path("issueDate").asText()).isEqualTo("2030-02-28");
        assertThat(invoices.findValuesAsText("test")).containsOnly("true");
        JsonNode notices = tenant.signedIn()
                .get("/billing/dunning/notices?limit=100")
                .expect(200)
                .json()
                .path("items");
        assertThat(notices).hasSize(24);
        ApiResponse ageing =
                tenant.signedIn().get("/billing/statements/ageing?test=true").expect(200);
        assertThat(ageing.text("/items/0/lines/0/total/amount")).isEqualTo("1440.84");
        assertThat(tenant.signedIn()
                        .get("/billing/statements/ageing")
                        .expect(200)
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private static void assertField(String field, Map<String, ?> invoice) {
        assertThat(admin.post("/billing/invoices", invoice).expect(400).text("/errors/0/field"))
                .isEqualTo("items[0]." + field);
    }

    private static Map<String, ?> item(String customer, Map<String, ?> changes) {
        Map<String, Object> item = new LinkedHashMap<>(item("10.00", "EUR", 19));
        item.putAll(changes);
        return Map.of("customerId", customer, "items", List.of(item));
    }

    private static Map<String, Object> item(String amount, String currency, int taxRate) {
        return Map.of("description", "Work", "quantity", 1, "unitPrice", money(amount, currency), "taxRate", taxRate);
    }

    private static ApiResponse issued(String customer, Map<String, ?> item) {
        String id = admin.post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item)))
                .expect(201)
                .text("/id");
        return admin.post("/billing/invoices/" + id + "/issue", null).expect(200);
    }

    private static String customer(Map<String, ?> details) {
        Map<String, Object> fields = new LinkedHashMap<>(details);
        fields.put("name", "Studio Nord");
        fields.put("currency", "EUR");
        return admin.post("/billing/customers", fields).expect(201).text("/id");
    }

    private static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }
}
