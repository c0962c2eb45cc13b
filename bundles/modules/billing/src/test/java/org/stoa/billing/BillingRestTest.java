package org.stoa.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.billing.invoice.InvoiceFields;
import org.stoa.testkit.MemoryTenants;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** What clients see of billing. */
class BillingRestTest {
    private static TestPlatform platform;
    private static TestTenant agency;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BillingModule.class);
        agency = platform.createTenant("go-models").enable("billing");
        admin = agency.admin();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void billingIsEnabledOnceTheCompanyIsComplete() {
        TestTenant fresh = TestTenant.create(platform.client(), platform.superAdministrator(), "fresh", Map.of());

        ApiResponse refused = fresh.admin()
                .post(fresh.path() + "/modules", Map.of("moduleId", "billing"))
                .expect(400);
        assertThat(refused.code()).isEqualTo("tenant-details-incomplete");
        assertThat(texts(refused.json().path("missingFields")))
                .containsExactlyInAnyOrderElementsOf(new BillingModule().requiredTenantFields());

        ApiResponse tenant = fresh.admin().get(fresh.path()).expect(200);
        fresh.admin()
                .patch(
                        fresh.path(),
                        tenant.header("ETag"),
                        Map.of("company", MemoryTenants.company("Fresh Models GmbH")))
                .expect(200);
        fresh.enable("billing").admin().get("/billing/invoices").expect(200);
    }

    @Test
    void onlySoManyInvoicesAreIssuedAsTheOperatorLets() {
        TestTenant limited = platform.createTenant("limited").enable("billing");
        ApiClient ada = limited.admin();
        String customer = ada.post("/billing/customers", Map.of("name", "Studio", "currency", "EUR"))
                .expect(201)
                .text("/id");
        String limits = "/platform/tenants/limited/limits";
        Map<String, ?> one = Map.of("resource", "invoices", "period", "MONTHLY", "hardLimit", 1);
        assertThat(ada.put(limits, Map.of("limits", List.of(one))).expect(403).code())
                .isEqualTo("permission-denied");
        ApiResponse twice = platform.superAdministrator().put(limits, Map.of("limits", List.of(one, one)));
        assertThat(twice.expect(400).text("/errors/0/field")).isEqualTo("limits[1].resource");
        platform.superAdministrator()
                .put(limits, Map.of("limits", List.of(one)))
                .expect(200);
        issue(ada, customer).expect(200);

        ApiResponse refused = issue(ada, customer).expect(403);

        assertThat(refused.code()).isEqualTo("limit-exceeded");
        assertThat(refused.text("/used")).isEqualTo("1");
        assertThat(refused.text("/limit")).isEqualTo("1");
        assertThat(refused.text("/resetsAt")).isNotEmpty();
        assertThat(ada.get("/billing/invoices").expect(200).json().findValuesAsText("status"))
                .as("what was refused is a draft as before")
                .containsExactlyInAnyOrder("ISSUED", "DRAFT");
        JsonNode usage = usage(ada.get(limited.path() + "/usage").expect(200), "invoices");
        assertThat(usage.path("used").asLong()).isEqualTo(1);
        assertThat(usage.path("remaining").asLong()).isZero();
        assertThat(admin.get(agency.path() + "/usage").expect(200).text()).doesNotContain("\"hardLimit\":1");
    }

    private static ApiResponse issue(ApiClient client, String customer) {
        String id = client.post("/billing/invoices", invoice(customer, "EUR", "10.00"))
                .expect(201)
                .text("/id");
        return client.post("/billing/invoices/" + id + "/issue", null);
    }

    @Test
    void invoiceGoesFromDraftToPaid() {
        String customer = customer("EUR");
        ApiResponse draft = admin.post("/billing/invoices", invoice(customer, "EUR", "1500.00"))
                .expect(201);
        String path = "/billing/invoices/" + draft.text("/id");
        assertThat(draft.header("Location")).endsWith("/api/v1" + path);
        assertThat(draft.text("/status")).isEqualTo("DRAFT");
        assertThat(draft.json().path("number").isNull()).isTrue();

        ApiResponse issued = admin.post(path + "/issue", null).expect(200);
        assertThat(issued.text("/number")).matches("20\\d\\d-0000\\d\\d");
        assertThat(issued.text("/totals/gross/amount")).isEqualTo("3570.00");
        assertThat(issued.text("/totals/gross/currency")).isEqualTo("EUR");
        assertThat(issued.text("/totals/taxes/0/tax/amount")).isEqualTo("570.00");
        assertThat(issued.text("/seller/name")).isEqualTo("go-models GmbH");
        assertThat(issued.text("/buyer/name")).isEqualTo("Studio Nord");

        ApiResponse paid =
                admin.post(path + "/pay", Map.of("reference", "SEPA 2026/4711")).expect(200);
        assertThat(paid.text("/status")).isEqualTo("PAID");
        assertThat(paid.text("/payment/reference")).isEqualTo("SEPA 2026/4711");
        assertThat(admin.get(path).expect(200).json()).isEqualTo(paid.json());

        ApiResponse again =
                admin.with("Accept-Language", "de").post(path + "/issue", null).expect(409);
        assertThat(again.code()).isEqualTo("invoice-not-draft");
        assertThat(again.text("/title")).isEqualTo("Kein Entwurf");
        assertThat(again.text("/detail")).contains("PAID");
    }

    @Test
    void amountsHaveTheDecimalsOfTheirCurrency() {
        assertThat(gross("EUR", "12.3")).isEqualTo("29.27");
        assertThat(gross("USD", "12.30")).isEqualTo("29.27");
        assertThat(gross("JPY", "1230")).isEqualTo("2927");
        assertThat(gross("KWD", "12.345")).isEqualTo("29.381");
    }

    @Test
    void amountThatIsNoMoneyIsNamed() {
        String customer = customer("EUR");

        for (String wrong : List.of("12,30", "1e3", "12.3050001", "", "12345678901234")) {
            ApiResponse answer = admin.post("/billing/invoices", invoice(customer, "EUR", wrong))
                    .expect(400);
            assertThat(answer.text("/errors/0/field")).as(wrong).startsWith("items[0].unitPrice");
        }
    }

    @Test
    void itemInAnotherCurrencyThanTheInvoiceIsNamed() {
        Map<String, Object> mixed =
                Map.of("customerId", customer("EUR"), "currency", "EUR", "items", List.of(item("USD", "5.00")));

        ApiResponse answer = admin.post("/billing/invoices", mixed).expect(400);

        assertThat(answer.text("/errors/0/field")).isEqualTo("items[0].unitPrice.currency");
    }

    @Test
    void everyFieldThatIsWrongIsNamed() {
        Map<String, Object> item = Map.of(
                "description",
                " ",
                "quantity",
                1.00001,
                "unitPrice",
                Map.of("amount", "1", "currency", "EUR"),
                "taxRate",
                101);

        ApiResponse answer = admin.post(
                        "/billing/invoices", Map.of("customerId", customer("EUR"), "items", List.of(item)))
                .expect(400);

        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("items[0].description", "items[0].quantity", "items[0].taxRate");
    }

    @Test
    void moreThanTwoHundredItemsAreRefused() {
        List<Object> items = new ArrayList<>();
        for (int count = 0; count <= InvoiceFields.MAX_ITEMS; count++) {
            items.add(item("EUR", "1"));
        }

        ApiResponse answer = admin.post("/billing/invoices", Map.of("customerId", customer("EUR"), "items", items))
                .expect(400);

        assertThat(answer.text("/errors/0/field")).isEqualTo("items");
    }

    @Test
    void draftIsPatchedUnderItsVersion() {
        ApiResponse draft = admin.post("/billing/invoices", invoice(customer("EUR"), "EUR", "10"))
                .expect(201);
        String path = "/billing/invoices/" + draft.text("/id");

        admin.send("PATCH", path, Map.of("notes", "Thank you")).expect(428);
        ApiResponse patched = admin.patch(path, draft.header("ETag"), Map.of("notes", "Thank you"))
                .expect(200);
        admin.patch(path, draft.header("ETag"), Map.of("notes", "Thanks")).expect(412);

        assertThat(patched.text("/notes")).isEqualTo("Thank you");
        assertThat(patched.json().path("items")).isEqualTo(draft.json().path("items"));
        admin.with("If-Match", draft.header("ETag")).post(path + "/issue", null).expect(412);
        admin.with("If-Match", patched.header("ETag"))
                .post(path + "/issue", null)
                .expect(200);
    }

    @Test
    void listIsFilteredByStatusAndCustomer() {
        String customer = customer("EUR");
        String draft = created(customer);
        String issued = created(customer);
        admin.post("/billing/invoices/" + issued + "/issue", null).expect(200);

        assertThat(ids("/billing/invoices?customer=" + customer)).containsExactly(issued, draft);
        assertThat(ids("/billing/invoices?customer=" + customer + "&status=DRAFT"))
                .containsExactly(draft);
        assertThat(admin.get("/billing/invoices?status=OPEN").expect(400).text("/errors/0/field"))
                .isEqualTo("status");
        assertThat(admin.get("/billing/invoices?customer=4711").expect(400).text("/errors/0/field"))
                .isEqualTo("customer");
    }

    @Test
    void repeatedRequestCreatesOneInvoice() {
        String customer = customer("EUR");
        ApiClient repeating = admin.with("Idempotency-Key", "order-" + customer);

        ApiResponse first = repeating
                .post("/billing/invoices", invoice(customer, "EUR", "10"))
                .expect(201);
        ApiResponse again = repeating
                .post("/billing/invoices", invoice(customer, "EUR", "10"))
                .expect(201);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(ids("/billing/invoices?customer=" + customer)).hasSize(1);
    }

    @Test
    void otherTenantsSeeNothingOfIt() {
        TestTenant other = platform.createTenant("other");
        String invoice = created(customer("EUR"));
        assertThat(other.admin().get("/billing/invoices").status()).isEqualTo(404);

        other.enable("billing");

        assertThat(other.admin().get("/billing/invoices").expect(200).json().path("items"))
                .isEmpty();
        other.admin().get("/billing/invoices/" + invoice).expect(404);
    }

    @Test
    void permissionsAreToldApart() {
        String invoice = created(customer("EUR"));
        ApiClient reader = agency.user("tenant.billing.read");
        ApiClient everything = agency.user("tenant.billing.admin");

        reader.get("/billing/invoices/" + invoice).expect(200);
        reader.post("/billing/invoices/" + invoice + "/issue", null).expect(403);
        reader.delete("/billing/invoices/" + invoice).expect(403);
        everything.delete("/billing/invoices/" + invoice).expect(204);
    }

    @Test
    void customerWithInvoicesIsKept() {
        String customer = customer("EUR");
        String invoice = created(customer);

        assertThat(admin.delete("/billing/customers/" + customer).expect(409).code())
                .isEqualTo("customer-has-invoices");
        admin.delete("/billing/invoices/" + invoice).expect(204);
        admin.delete("/billing/customers/" + customer).expect(204);
    }

    @Test
    void hostileTextComesBackAsItWas() {
        String text = "Robert'); DROP TABLE billing.invoice;-- *)(uid=*) <script> ${7*7} 𝔘";
        String notes = text + "\r\n\t\u202e";

        ApiResponse created = admin.post("/billing/customers", Map.of("name", text, "notes", notes))
                .expect(201);

        ApiResponse customer = admin.get("/billing/customers/" + created.text("/id"));
        assertThat(customer.text("/name")).isEqualTo(text);
        assertThat(customer.text("/notes")).isEqualTo(notes);
        for (String name : List.of("a\u0000b", "a\nb", "\u202egnp.exe")) {
            admin.post("/billing/customers", Map.of("name", name)).expect(400);
        }
    }

    private static String gross(String currency, String unitPrice) {
        ApiResponse draft = admin.post("/billing/invoices", invoice(customer(currency), currency, unitPrice))
                .expect(201);
        assertThat(draft.text("/totals/gross/currency")).isEqualTo(currency);
        return draft.text("/totals/gross/amount");
    }

    private static String created(String customer) {
        return admin.post("/billing/invoices", invoice(customer, "EUR", "10"))
                .expect(201)
                .text("/id");
    }

    private static List<String> ids(String path) {
        return texts(admin.get(path).expect(200).json().path("items"), "/id");
    }

    private static List<String> texts(JsonNode array) {
        return texts(array, "");
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.at(pointer).asText()));
        return texts;
    }

    private static String customer(String currency) {
        return admin.post("/billing/customers", Map.of("name", "Studio Nord", "currency", currency))
                .expect(201)
                .text("/id");
    }

    private static Map<String, Object> invoice(String customer, String currency, String unitPrice) {
        return Map.of("customerId", customer, "currency", currency, "items", List.of(item(currency, unitPrice)));
    }

    private static Map<String, Object> item(String currency, String unitPrice) {
        return Map.of(
                "description",
                "Shooting",
                "quantity",
                2,
                "unitPrice",
                Map.of("amount", unitPrice, "currency", currency),
                "taxRate",
                19);
    }

    private static JsonNode usage(ApiResponse all, String resource) {
        for (JsonNode each : all.json()) {
            if (each.path("resource").asText().equals(resource)) {
                return each;
            }
        }
        throw new AssertionError("no usage of " + resource + " in " + all.text());
    }
}
