package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The libraries within the billing module do their work in the distribution: each paper of an issued invoice is there. */
class PapersIT {
    private static final String PASSWORD = "papers-of-Stoa-42";

    private static StoaProcess stoa;
    private static Api anna;
    private static String invoice;

    @BeforeAll
    static void start() throws Exception {
        stoa = StoaProcess.prepareAlone("papers")
                .with("STOA_ADMIN_PASSWORD", PASSWORD)
                .start();
        new Api(stoa.baseUrl())
                .signIn("admin@stoa.local", PASSWORD)
                .post(
                        "/platform/tenants",
                        """
                        {"identifier": "agency", "name": "Agency", "currency": "EUR", "timezone": "Europe/Berlin",
                         "language": "de",
                         "company": {"legalName": "Agency GmbH", "taxId": "DE123456788", "email": "office@agency.example",
                          "phone": "+49 30 1234567", "street": "Unter den Linden 1", "postalCode": "10117",
                          "city": "Berlin", "country": "DE"},
                         "administrator": {"email": "anna@agency.example", "password": "%s", "displayName": "Anna"}}"""
                                .formatted(PASSWORD))
                .expect(201);
        anna = new Api(stoa.baseUrl()).signIn("anna@agency.example", PASSWORD);
        anna.post("/tenants/agency/modules", "{\"moduleId\": \"billing\"}").expect(200);
        invoice = issuedInvoice();
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    private static String issuedInvoice() {
        anna.call(
                        "PUT",
                        "/billing/stationery/letterhead",
                        "{\"contact\": \"Anna\", \"bank\": {\"iban\": \"DE89370400440532013000\"}}")
                .expect(200);
        String customer = anna.post(
                        "/billing/customers",
                        """
                        {"name": "Studio Łódź", "email": "studio@lodz.example", "taxId": "PL1234567883",
                         "address": {"street": "ul. Żeromskiego 12", "postalCode": "90-001", "city": "Łódź", "country": "PL"}}""")
                .expect(201)
                .at("/id");
        anna.call("PUT", "/billing/stationery/customers/" + customer, "{\"buyerReference\": \"Order 7\"}")
                .expect(200);
        String draft = anna.post(
                        "/billing/invoices",
                        """
                        {"customerId": "%s", "items": [{"description": "Shooting", "quantity": 2.5,
                         "unitPrice": {"amount": "800.00", "currency": "EUR"}, "taxRate": 19}]}"""
                                .formatted(customer))
                .expect(201)
                .at("/id");
        anna.post("/billing/invoices/" + draft + "/issue", null).expect(200);
        return "/billing/invoices/" + draft;
    }

    @Test
    void anInvoiceIsLaidOutAsPdf() {
        byte[] pdf = anna.file(invoice + "/pdf");

        assertThat(latin(pdf)).startsWith("%PDF-1.").contains("Rechnung 20", "pdfaid:part>3<");
        assertThat(pdf.length).as("with its fonts in it").isBetween(20_000, 500_000);
    }

    @Test
    void anInvoiceIsWrittenAsXRechnungAndFacturX() {
        String xml = new String(anna.file(invoice + "/xrechnung"), StandardCharsets.UTF_8);

        assertThat(xml)
                .contains("xrechnung_3.0", "<ram:DuePayableAmount>2380.00</ram:DuePayableAmount>", "Studio Łódź");
        assertThat(latin(anna.file(invoice + "/facturx"))).startsWith("%PDF-1.").contains("factur-x.xml");
    }

    @Test
    void invoicesAreExportedAsTables() {
        String range = "?from=2020-01-01&to=2099-12-31";
        assertThat(new String(anna.file("/billing/exports/invoices" + range), StandardCharsets.UTF_8))
                .contains("\"Studio Łódź\"", ",2380.00,");
        assertThat(latin(anna.file("/billing/exports/items" + range + "&format=XLSX")))
                .startsWith("PK");
    }

    /** A server that says what Stripe would: here it is about the library within the bundle. */
    @Test
    void aPaymentIsAskedForByStripesLibrary() throws IOException {
        HttpServer stripe = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] intent =
                """
                {"id": "pi_1", "object": "payment_intent", "status": "requires_payment_method", "amount": 238000,
                 "currency": "eur", "client_secret": "pi_1_secret", "metadata": {}}"""
                        .getBytes(StandardCharsets.UTF_8);
        stripe.createContext("/v1/payment_intents", exchange -> {
            exchange.sendResponseHeaders(200, intent.length);
            exchange.getResponseBody().write(intent);
            exchange.close();
        });
        stripe.start();
        try {
            stoa.shell("config:property-set --pid org.stoa.billing stripe.api.base http://127.0.0.1:"
                    + stripe.getAddress().getPort());
            anna.call(
                            "PUT",
                            "/billing/providers/stripe",
                            "{\"apiKey\": \"sk_test_12345678\", \"webhookSecret\": \"whsec_12345678\"}")
                    .expect(200);
            String request = "{\"invoiceId\": \"%s\", \"provider\": \"stripe\"}"
                    .formatted(invoice.substring(invoice.lastIndexOf('/') + 1));

            Api.Answer start = anna.post("/billing/payment-attempts", request).expect(201);

            assertThat(start.at("/attempt/state")).isEqualTo("PENDING");
            assertThat(start.at("/clientSecret")).isEqualTo("pi_1_secret");
        } finally {
            stripe.stop(0);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
