package org.stoa.billing.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.billing.BillingModule;
import org.stoa.testkit.http.ApiClient;
import org.stoa.testkit.http.ApiResponse;
import org.stoa.testkit.platform.TestPlatform;

/** What clients see of papers. */
class DocumentRestTest {
    private static final Map<String, Object> BANK =
            Map.of("iban", "DE89370400440532013000", "bic", "COBADEFFXXX", "bank", "Commerzbank");

    private static TestPlatform platform;

    @BeforeAll
    static void start() {
        platform = TestPlatform.start(BillingModule.class);
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static ApiClient tenant(String identifier) {
        return platform.createTenant(identifier).enable("billing").admin();
    }

    @Test
    void anInvoiceIsThereAsPdfAsADraftAndWhenItIsIssued() {
        ApiClient ada = tenant("pdf");
        String draft = draft(ada, customer(ada));

        ApiResponse before = ada.get("/billing/invoices/" + draft + "/pdf").expect(200);
        String number = ada.post("/billing/invoices/" + draft + "/issue", null)
                .expect(200)
                .text("/number");
        ApiResponse after = ada.get("/billing/invoices/" + draft + "/pdf").expect(200);

        assertThat(before.text()).startsWith("%PDF-1.");
        assertThat(before.header("Content-Disposition")).contains(draft);
        assertThat(after.text()).startsWith("%PDF-1.");
        assertThat(after.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(after.header("Content-Disposition")).isEqualTo("inline; filename=\"" + number + ".pdf\"");
    }

    @Test
    void anElectronicInvoiceIsThereOnceAllIsKnownThatItMustSay() {
        ApiClient ada = tenant("e-invoice");
        String customer = customer(ada);
        String path = "/billing/invoices/" + draft(ada, customer);
        assertThat(ada.get(path + "/xrechnung").expect(409).code()).isEqualTo("e-invoice-not-issued");
        ada.post(path + "/issue", null).expect(200);

        ApiResponse incomplete = ada.get(path + "/xrechnung").expect(409);
        assertThat(incomplete.code()).isEqualTo("e-invoice-incomplete");
        assertThat(incomplete.json().path("missingFields").toString())
                .isEqualTo("[\"delivery.buyerReference\",\"letterhead.contact\",\"letterhead.bank.iban\"]");

        ada.put("/billing/stationery/letterhead", Map.of("contact", "Ada", "bank", BANK))
                .expect(200);
        ada.put("/billing/stationery/customers/" + customer, Map.of("buyerReference", "04011000-12345-34"))
                .expect(200);
        ApiResponse complete = ada.get(path + "/xrechnung").expect(200);

        assertThat(complete.header("Content-Type")).isEqualTo("application/xml");
        assertThat(complete.text()).contains("<ram:BuyerReference>04011000-12345-34<", ">DE89370400440532013000<");
        assertThat(ada.get(path + "/facturx").expect(200).text()).startsWith("%PDF-1.");
    }

    @Test
    void theLetterheadIsCheckedFieldByField() {
        ApiClient ada = tenant("letterhead");
        String path = "/billing/stationery/letterhead";
        assertThat(ada.get(path).expect(200).json().path("bank").isNull()).isTrue();

        assertThat(ada.put(path, Map.of("color", "red")).expect(400).text("/errors/0/field"))
                .isEqualTo("color");
        assertThat(ada.put(path, Map.of("bank", Map.of("iban", "DE89 3704")))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("bank.iban");
        assertThat(ada.put(path, Map.of("bank", Map.of("iban", "DE89370400440532013001")))
                        .expect(400)
                        .text("/errors/0/message"))
                .isEqualTo("has check digits that do not fit");
        assertThat(ada.put(path, Map.of("electronic", Map.of("scheme", "9930", "value", " ")))
                        .expect(400)
                        .text("/errors/0/field"))
                .isEqualTo("electronic.value");

        Map<String, Object> sheet =
                Map.of("color", "#0b5d4e", "bank", BANK, "footer", "Amtsgericht Charlottenburg HRB 1");
        ada.put(path, sheet).expect(200);
        assertThat(ada.get(path).expect(200).text("/bank/iban")).isEqualTo("DE89370400440532013000");
        assertThat(ada.get(path).expect(200).text("/color")).isEqualTo("#0b5d4e");
    }

    @Test
    void whereCustomersPayToIsForAdministratorsAlone() {
        var tenant = platform.createTenant("bank-details").enable("billing");
        ApiClient clerk = tenant.user(BillingModule.READ, BillingModule.WRITE);

        assertThat(clerk.put("/billing/stationery/letterhead", Map.of("bank", BANK))
                        .expect(403)
                        .code())
                .isEqualTo("permission-denied");
        clerk.get("/billing/stationery/letterhead").expect(200);
    }

    static String customer(ApiClient client) {
        Map<String, Object> address =
                Map.of("street", "Kaivokatu 8", "postalCode", "00100", "city", "Helsinki", "country", "FI");
        return client.post(
                        "/billing/customers",
                        Map.of(
                                "name",
                                "Studio Nord Oy",
                                "email",
                                "billing@nord.example",
                                "taxId",
                                "FI12345671",
                                "address",
                                address))
                .expect(201)
                .text("/id");
    }

    static String draft(ApiClient client, String customer) {
        Map<String, Object> item = Map.of(
                "description",
                "Shooting",
                "quantity",
                1.5,
                "unitPrice",
                Map.of("amount", "800", "currency", "EUR"),
                "taxRate",
                19);
        return client.post("/billing/invoices", Map.of("customerId", customer, "items", List.of(item)))
                .expect(201)
                .text("/id");
    }
}
