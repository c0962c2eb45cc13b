package org.stoa.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.stoa.billing.BillingModule;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.http.TestTenant;
import org.stoa.testkit.platform.TestPlatform;

/** Payments through Stripe over HTTP, from the credentials to the event that settles the invoice. */
class ProviderRestTest {
    private static final String SECRET = "whsec_over_http";

    private static TestPlatform platform;
    private static FakeStripe stripe;

    @BeforeAll
    static void start() throws IOException {
        stripe = new FakeStripe();
        platform = TestPlatform.start(BillingModule.class);
        platform.service(ConfigurationAdmin.class)
                .getConfiguration("org.stoa.billing", "?")
                .update(FrameworkUtil.asDictionary(Map.of("stripe.api.base", stripe.base())));
    }

    @AfterAll
    static void stop() {
        platform.close();
        stripe.close();
    }

    @Test
    void credentialsGoInAndNeverComeOut() {
        TestTenant tenant = platform.createTenant("secrets").enable("billing");
        ApiClient ada = tenant.admin();

        ApiResponse put = ada.put("/billing/providers/stripe", credentials()).expect(200);
        String list = ada.get("/billing/providers").expect(200).text();
        String audit = ada.get(tenant.path() + "/audit").text();

        assertThat(put.text("/webhookPath")).startsWith("/api/v1/billing/webhooks/stripe/" + tenant.id() + "/");
        assertThat(List.of(put.text(), list, audit))
                .noneMatch(text -> text.contains(SECRET) || text.contains(FakeStripe.KEY));
        assertThat(ada.put("/billing/providers/stripe", Map.of("apiKey", "short"))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("apiKey");
        assertThat(ada.put("/billing/providers/paypal", credentials())
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("provider");
        assertThat(tenant.user(BillingModule.READ, BillingModule.WRITE)
                        .get("/billing/providers")
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
    }

    @Test
    void anEventOfStripeSettlesTheInvoice() throws Exception {
        ApiClient ada = platform.createTenant("stripe-user").enable("billing").admin();
        String webhook =
                ada.put("/billing/providers/stripe", credentials()).expect(200).text("/webhookPath");
        String invoice = issuedInvoice(ada);
        ApiResponse start = ada.post("/billing/payment-attempts", Map.of("invoiceId", invoice, "provider", "stripe"))
                .expect(201);
        assertThat(start.text("/clientSecret")).isNotEmpty();
        JsonObject paid = stripe.pay(start.text("/attempt/externalReference"));
        String event = StripeMessages.event("payment_intent.succeeded", paid.toString(), Instant.now());

        assertThat(send(webhook, event, "t=1,v1=00").statusCode()).isEqualTo(400);
        assertThat(send(webhook + "x", event, signed(event)).statusCode()).isEqualTo(404);
        assertThat(send(
                                webhook.replaceFirst("stripe/[^/]+", "stripe/01980000-0000-7000-8000-000000000000"),
                                event,
                                signed(event))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(webhook, event, signed(event)).statusCode()).isEqualTo(200);
        assertThat(send(webhook, event, signed(event)).statusCode())
                .as("once more")
                .isEqualTo(200);

        awaitPaid(ada, invoice);
        assertThat(ada.get("/billing/payments").expect(200).json().path("items"))
                .hasSize(1);
        assertThat(ada.post("/billing/payment-attempts", Map.of("invoiceId", invoice, "provider", "stripe"))
                        .expect(409)
                        .code())
                .isEqualTo("invoice-not-issued");
    }

    @Test
    void whereTheModuleIsOffNobodyListens() throws Exception {
        TestTenant tenant = platform.createTenant("without-billing");

        HttpResponse<String> answer =
                send("/api/v1/billing/webhooks/stripe/" + tenant.id() + "/some-token", "{}", "t=1,v1=00");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("not-found");
    }

    private static void awaitPaid(ApiClient client, String invoice) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!client.get("/billing/invoices/" + invoice).text("/status").equals("PAID")) {
            assertThat(System.nanoTime()).as("the event was booked in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static HttpResponse<String> send(String path, String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(platform.uri().resolve(path))
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String signed(String body) {
        return StripeMessages.signature(body, SECRET, Instant.now());
    }

    private static Map<String, String> credentials() {
        return Map.of("apiKey", FakeStripe.KEY, "webhookSecret", SECRET);
    }

    private static String issuedInvoice(ApiClient client) {
        String customer = client.post("/billing/customers", Map.of("name", "Studio Nord"))
                .expect(201)
                .text("/id");
        Map<String, Object> item = Map.of(
                "description",
                "Shooting",
                "quantity",
                1.5,
                "unitPrice",
                Map.of("amount", "800", "currency", "EUR"),
                "taxRate",
                19);
        String invoice = client.post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item)))
                .expect(201)
                .text("/id");
        client.post("/billing/invoices/" + invoice + "/issue", null).expect(200);
        return invoice;
    }
}
