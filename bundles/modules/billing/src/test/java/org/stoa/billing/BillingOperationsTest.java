package org.stoa.billing;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.stoa.api.data.Ids;
import org.stoa.api.data.PageRequest;
import org.stoa.api.security.CallContext;
import org.stoa.billing.parking.Doubt;
import org.stoa.billing.parking.Parking;
import org.stoa.billing.parking.ParkingReason;
import org.stoa.testkit.http.Identifiers;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** Every operation of the module asks for a token and a permission, and tells nothing of another tenant. */
class BillingOperationsTest {
    private static final String DAYS = "from=2026-01-01&to=2026-12-31";

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BillingModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @TestFactory
    Stream<DynamicNode> operations() {
        return platform.operationContract(List.of("billing"), BillingOperationsTest::identifiers)
                .query("GET /billing/exports/customers", DAYS)
                .query("GET /billing/exports/invoices", DAYS)
                .query("GET /billing/exports/items", DAYS)
                .query("GET /billing/exports/payments", DAYS)
                .missing("GET /billing/payment-methods/{customer}")
                .missing("GET /billing/payment-methods/{customer}/setups/{setup}")
                .body(
                        "POST /billing/payment-attempts",
                        ids -> Map.of("invoiceId", ids.get("invoiceId"), "provider", "manual"))
                .body(
                        "POST /billing/payment-attempts/{id}/refunds/{refund}/settle",
                        ids -> Map.of("made", false, "note", "seen at the provider"))
                .body("POST /billing/webhooks/stripe/{tenant}/{token}", ids -> Map.of("id", "evt_1"))
                .only(path -> path.startsWith("/billing/"))
                .body(
                        "PUT /billing/number-series/{series}",
                        ids -> Map.of("prefix", "RE-", "yearly", true, "digits", 6))
                .body(
                        "PUT /billing/exchange-rates",
                        ids -> Map.of(
                                "rates",
                                List.of(Map.of(
                                        "source",
                                        "ECB",
                                        "base",
                                        "EUR",
                                        "quote",
                                        "USD",
                                        "validOn",
                                        "2030-01-31",
                                        "rate",
                                        1.1))))
                .body("POST /billing/agreements", ids -> agreement(ids.get("customerId"), "2030-01-01"))
                .body(
                        "POST /billing/payments",
                        ids -> Map.of(
                                "invoiceId",
                                ids.get("invoiceId"),
                                "amount",
                                Map.of("amount", "1.00", "currency", "EUR")))
                .tests();
    }

    private static Identifiers identifiers(TestTenant tenant) {
        String customer = tenant.admin()
                .post("/billing/customers", Map.of("name", "Studio Nord"))
                .expect(201)
                .text("/id");
        Map<String, ?> price = Map.of("amount", "100.00", "currency", "EUR");
        Map<String, ?> item = Map.of("description", "Shooting", "quantity", 1, "unitPrice", price, "taxRate", 19);
        String invoice = tenant.admin()
                .post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item)))
                .expect(201)
                .text("/id");
        String issued = tenant.admin()
                .post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item)))
                .expect(201)
                .text("/id");
        tenant.admin().post("/billing/invoices/" + issued + "/issue", null).expect(200);
        String payment = tenant.admin()
                .post("/billing/payments", Map.of("invoiceId", issued, "amount", price))
                .expect(201)
                .text("/id");
        String taxRate = tenant.admin()
                .post("/billing/tax-rates", Map.of("name", "Standard", "percent", 19))
                .expect(201)
                .text("/id");
        String product = tenant.admin()
                .post("/billing/products", Map.of("code", "P-1", "name", "Shooting"))
                .expect(201)
                .text("/id");
        String agreement = tenant.admin()
                .post("/billing/agreements", agreement(customer, "2030-01-01"))
                .expect(201)
                .text("/id");
        String attempt = tenant.admin()
                .post("/billing/payment-attempts", Map.of("invoiceId", issued, "provider", "manual"))
                .expect(201)
                .text("/attempt/id");
        return new Identifiers()
                .put("/billing/payment-attempts/{id}", attempt)
                .put("/billing/payment-attempts/{id}/refunds/{refund}", Ids.next())
                .put("/billing/payment-methods/{customer}/setups/{setup}", Ids.next())
                .put("{provider}", "stripe")
                .put("{token}", "no-such-token")
                .put("/billing/customers/{id}", customer)
                .put("customerId", customer)
                .put("customer", customer)
                .put("/billing/stationery/customers/{id}", customer)
                .put("/billing/invoices/{id}", invoice)
                .put("invoiceId", issued)
                .put("invoice", issued)
                .put("/billing/payments/{id}", payment)
                .put("/billing/tax-rates/{id}", taxRate)
                .put("taxRateId", taxRate)
                .put("/billing/products/{id}", product)
                .put("productId", product)
                .put("/billing/parked/{id}", park(tenant, customer))
                .put("/billing/agreements/{id}", agreement)
                .put("{customer}", customer)
                .put("{series}", "INVOICE");
    }

    private static Map<String, ?> agreement(String customer, String startsOn) {
        Map<String, ?> price = Map.of("amount", "0.0012", "currency", "EUR");
        Map<String, ?> item = Map.of("description", "Calls", "metric", "calls", "unitPrice", price, "taxRate", 19);
        return Map.of(
                "customerId",
                customer,
                "name",
                "Support",
                "interval",
                "MONTHLY",
                "startsOn",
                startsOn,
                "items",
                List.of(item));
    }

    private static UUID park(TestTenant tenant, String customer) {
        Parking parking = platform.service(Parking.class);
        CallContext context = CallContext.system(tenant.id(), "test");
        parking.park(
                context,
                new Doubt(ParkingReason.OTHER, UUID.fromString(customer), "test", "looks odd", null, null, null));
        return parking.list(context, null, false, PageRequest.first())
                .items()
                .get(0)
                .id();
    }
}
