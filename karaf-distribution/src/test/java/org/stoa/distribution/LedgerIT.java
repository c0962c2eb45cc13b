package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.billing.provider.FakeStripe;

/**
 * What a tenant and its own clients owe one another, to the cent: with the libraries that lie within the billing module, as
 * they are in the distribution. Each test has a tenant of its own; amounts are reckoned by hand.
 */
class LedgerIT {

    private static final Duration BY_ITSELF = Duration.ofSeconds(60);

    private static FakeStripe stripe;
    private static BilledPlatform platform;

    @BeforeAll
    static void start() throws IOException {
        stripe = new FakeStripe();
        platform = new BilledPlatform(StripeAccount.ask(stripe, StoaProcess.prepareAlone("ledger")));
    }

    @AfterAll
    static void stop() {
        platform.node().close();
        stripe.close();
    }

    private static Ledger ledger(String tenant) {
        return new Ledger(platform.subscriber(tenant).enable("billing").admin());
    }

    @Test
    void anIssuedInvoiceIsAPaperAnElectronicInvoiceAndARowOfATable() throws IOException {
        Ledger ledger = ledger("papers");
        Api tenant = ledger.tenant();
        tenant.call(
                        "PUT",
                        "/billing/stationery/letterhead",
                        "{\"contact\": \"Anna\", \"bank\": {\"iban\": \"DE89370400440532013000\"}}")
                .expect(200);
        String client = ledger.client("Studio Łódź", "de");
        tenant.call("PUT", "/billing/stationery/customers/" + client, "{\"buyerReference\": \"Order 7\"}")
                .expect(200);
        String id = ledger.issued(client, "800.00", "EUR");
        String number = ledger.invoice(id).at("/number");
        String invoice = "/billing/invoices/" + id;

        assertThat(Pdf.text(tenant.file(invoice + "/pdf"))).contains("Rechnung " + number, "Studio Łódź", "2.380,00");
        String xml = new String(tenant.file(invoice + "/xrechnung"), StandardCharsets.UTF_8);
        assertThat(xml)
                .contains("xrechnung_3.0", "<ram:DuePayableAmount>2380.00</ram:DuePayableAmount>", "Studio Łódź");
        byte[] hybrid = tenant.file(invoice + "/facturx");
        assertThat(Pdf.text(hybrid)).contains("2.380,00");
        assertThat(Pdf.attachment(hybrid, "factur-x.xml"))
                .contains("<ram:DuePayableAmount>2380.00</ram:DuePayableAmount>", number);
        String range = "?from=2020-01-01&to=2099-12-31";
        assertThat(new String(tenant.file("/billing/exports/invoices" + range), StandardCharsets.UTF_8))
                .contains(number + ",INVOICE,ISSUED,", "\"Studio Łódź\"", ",2000.00,380.00,2380.00,2380.00,false,");
        assertThat(sheet(tenant.file("/billing/exports/items" + range + "&format=XLSX")))
                .contains("<v>2.5</v>", "<v>800</v>", "<v>2000.00</v>");
    }

    @Test
    void invoicesInOtherCurrenciesKeepTheRateOfTheDay() {
        Ledger ledger = ledger("exporter");
        String client = ledger.client("Studio Łódź");
        LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
        String dollars = ledger.draft(client, "400.00", "USD");
        assertThat(ledger.issue(dollars).expect(409).code()).isEqualTo("exchange-rate-missing");
        ledger.rate("USD", today.minusDays(7), "1.0842");
        ledger.rate("JPY", today, "163.50");

        Api.Answer issued = ledger.issue(dollars).expect(200);
        Api.Answer yen = ledger.invoice(ledger.issued(client, "4000", "JPY"));

        assertThat(issued.at("/totals/gross/amount")).isEqualTo("1190.00");
        // only the opposite rate is known: 1 / 1.0842
        assertThat(issued.body().at("/conversion/rate").decimalValue()).isEqualByComparingTo("0.922339051835");
        assertThat(issued.at("/conversion/ratedOn"))
                .isEqualTo(today.minusDays(7).toString());
        assertThat(issued.at("/conversion/net/amount")).isEqualTo("922.34");
        assertThat(issued.at("/conversion/tax/amount")).isEqualTo("175.24");
        assertThat(issued.at("/conversion/gross/amount")).isEqualTo("1097.58");
        assertThat(yen.at("/totals/gross/amount")).isEqualTo("11900");
        assertThat(yen.at("/conversion/gross/amount")).as("61.16 + 11.62").isEqualTo("72.78");
        ledger.receive(dollars, "1190.00", "USD");
        assertThat(ledger.state(dollars)).isEqualTo("PAID 0.00");
        assertThat(ledger.statement(client, "currency=USD"))
                .containsExactly("INVOICE 1190.00 -> 1190.00", "PAYMENT -1190.00 -> 0.00");
        assertThat(ledger.statement(client, "currency=JPY")).containsExactly("INVOICE 11900 -> 11900");
    }

    @Test
    void anInvoiceIsPaidInPartsRefundedTakenBackAndCredited() {
        Ledger ledger = ledger("atelier");
        Api tenant = ledger.tenant();
        String client = ledger.client("Studio Nord");
        String invoice = ledger.issued(client, "400.00", "EUR");

        String first = ledger.receive(invoice, "500.00", "EUR");
        assertThat(ledger.state(invoice)).isEqualTo("PARTIALLY_PAID 690.00");
        String second = ledger.receive(invoice, "700.00", "EUR");
        assertThat(ledger.state(invoice)).isEqualTo("PAID 0.00");
        assertThat(tenant.get("/billing/payments/" + second).at("/available/amount"))
                .isEqualTo("10.00");
        String refund = "/billing/payments/" + first + "/refund";
        tenant.post(refund, "{\"amount\": {\"amount\": \"100.00\", \"currency\": \"EUR\"}}")
                .expect(200);
        assertThat(ledger.state(invoice)).as("the credit went to it").isEqualTo("PARTIALLY_PAID 90.00");
        Api.Answer tooMuch = tenant.post(refund, "{\"amount\": {\"amount\": \"400.01\", \"currency\": \"EUR\"}}")
                .expect(409);
        assertThat(tooMuch.code() + " " + tooMuch.at("/refundable/amount")).isEqualTo("refund-exceeds-payment 400.00");
        String returned = "{\"externalReference\": \"R-1\", \"reason\": \"Returned by the bank\"}";
        tenant.post("/billing/payments/" + second + "/reverse", returned).expect(200);
        tenant.post("/billing/payments/" + second + "/reverse", returned).expect(200);
        assertThat(ledger.state(invoice)).isEqualTo("PARTIALLY_PAID 790.00");
        // 1.25 of 2.5, with the tax
        tenant.post(
                        "/billing/invoices/" + invoice + "/credit",
                        "{\"reason\": \"Half of it\", \"items\": [{\"position\": 0, \"quantity\": 1.25}]}")
                .expect(201);

        assertThat(ledger.state(invoice)).isEqualTo("PARTIALLY_PAID 195.00");
        assertThat(ledger.statement(client, ""))
                .containsExactly(
                        "INVOICE 1190.00 -> 1190.00",
                        "PAYMENT -500.00 -> 690.00",
                        "PAYMENT -700.00 -> -10.00",
                        "REFUND 100.00 -> 90.00",
                        "REVERSAL 700.00 -> 790.00",
                        "CREDIT_NOTE -595.00 -> 195.00");
        assertThat(tenant.get("/billing/statements/ageing").at("/items/0/lines/0/total/amount"))
                .isEqualTo("195.00");
    }

    @Test
    void moneyOfNobodyIsParkedUntilItIsAssigned() {
        Ledger ledger = ledger("finders");
        StripeAccount stripeOfTenant = StripeAccount.open(platform, ledger.tenant(), stripe);
        String event =
                """
                {"id": "evt_lost", "object": "event", "type": "payment_intent.succeeded", "created": 1773000000,
                 "data": {"object": {"id": "pi_lost", "object": "payment_intent", "amount_received": 150000,
                  "currency": "eur", "metadata": {"stoa_attempt": "01980000-0000-7000-8000-000000000000"}}}}""";
        assertThat(stripeOfTenant
                        .send(event, "whsec_of_somebody_else")
                        .expect(400)
                        .code())
                .isEqualTo("webhook-not-signed");
        stripeOfTenant.send(event);
        stripeOfTenant.send(event);

        assertThat(Poll.until(BY_ITSELF, () -> ledger.parked(null).size() == 1)).isTrue();
        JsonNode parked = ledger.parked(null).get(0);
        assertThat(parked.at("/reason").asText()).isEqualTo("PAYMENT_FOR_UNKNOWN_INVOICE");
        assertThat(parked.at("/customerId").isNull()).isTrue();
        String client = ledger.client("Studio Süd");
        String invoice = ledger.issued(client, "400.00", "EUR");
        Api.Answer assigned = ledger.tenant()
                .post(
                        "/billing/payments/" + parked.at("/paymentId").asText() + "/assign",
                        "{\"customerId\": \"%s\"}".formatted(client))
                .expect(200);
        assertThat(assigned.at("/available/amount")).isEqualTo("310.00");
        assertThat(ledger.state(invoice)).isEqualTo("PAID 0.00");
        ledger.release(parked);
        assertThat(ledger.parked(null)).isEmpty();
    }

    @Test
    void anAgreementIsCollectedFromTheCardThatTheClientHasLeft() throws IOException, SQLException {
        Subscriber agency = platform.subscriber("collector").enable("billing").startClock(day("2030-03-20"));
        Ledger ledger = new Ledger(agency.admin());
        StripeAccount.open(platform, ledger.tenant(), stripe);
        String client = ledger.client("Studio West");
        String methods = "/billing/payment-methods/" + client;
        Api.Answer setup = ledger.tenant()
                .post(methods + "/setups", "{\"provider\": \"stripe\"}")
                .expect(201);
        String card = stripe.finishSetup(setup.at("/clientSecret"), true);
        assertThat(ledger.tenant().get(methods + "/setups/" + setup.at("/id")).at("/state"))
                .isEqualTo("SUCCEEDED");
        assertThat(ledger.tenant().get(methods).at("/label")).isEqualTo("visa 4242, 12/2030");
        String agreement =
                """
                {"customerId": "%s", "name": "Support", "interval": "MONTHLY", "startsOn": "2030-03-20", "anchorDay": 1,
                 "items": [
                  {"description": "Base", "quantity": 1, "unitPrice": {"amount": "100.00", "currency": "EUR"}, "taxRate": 19},
                  {"description": "Calls", "metric": "calls", "unitPrice": {"amount": "0.0012", "currency": "EUR"},
                   "taxRate": 19}]}"""
                        .formatted(client);
        Api.Answer preview = ledger.tenant()
                .post("/billing/agreements?simulate=true&periods=2", agreement)
                .expect(200);
        // 100.00 x 12 / 31
        assertThat(preview.at("/0/totals/net/amount")).isEqualTo("38.71");
        assertThat(ledger.documents(client)).isEmpty();
        String path = "/billing/agreements/"
                + ledger.tenant()
                        .post("/billing/agreements", agreement)
                        .expect(201)
                        .at("/id");
        agency.advance(day("2030-03-25"));
        assertThat(use(ledger, path, "u-1", 10_000, "2030-03-25")).isEqualTo("1 new, 0 known");
        assertThat(use(ledger, path, "u-1", 10_000, "2030-03-25")).isEqualTo("0 new, 1 known");
        agency.advance(day("2030-04-02"));
        stripe.empty(card, true);
        agency.advance(day("2030-05-02"));
        assertThat(ledger.documents(client))
                .containsExactly("2030-05-01 119.00 ISSUED", "2030-04-01 133.28 PAID", "2030-03-20 46.06 PAID");
        String declined = BilledPlatform.list(ledger.tenant(), "/billing/invoices?limit=1&customer=" + client)
                .get(0)
                .at("/id")
                .asText();
        assertThat(ledger.tenant()
                        .get("/billing/payment-attempts?invoice=" + declined)
                        .at("/items/0/state"))
                .isEqualTo("FAILED");
        stripe.empty(card, false);
        assertThat(use(ledger, path, "u-2", 5_000, "2030-04-15"))
                .as("of days that are invoiced")
                .isEqualTo("1 new, 0 known");
        agency.advance(day("2030-05-05"));
        assertThat(ledger.state(declined)).as("three days later").isEqualTo("PAID 0.00");
        ledger.tenant().call("PUT", methods, "{\"automatic\": false}").expect(200);
        agency.advance(day("2030-06-02"));

        // 100.00 + 5,000 x 0.0012, with 19 %
        assertThat(ledger.documents(client).get(0)).isEqualTo("2030-06-01 126.14 ISSUED");
        assertThat(ledger.statement(client, "test=true&from=2030-03-01"))
                .containsExactly(
                        "INVOICE 46.06 -> 46.06",
                        "PAYMENT -46.06 -> 0.00",
                        "INVOICE 133.28 -> 133.28",
                        "PAYMENT -133.28 -> 0.00",
                        "INVOICE 119.00 -> 119.00",
                        "PAYMENT -119.00 -> 0.00",
                        "INVOICE 126.14 -> 126.14");
        assertThat(ledger.statement(client, "")).as("no claims").isEmpty();
        assertThat(texts("SELECT api_key || ' ' || webhook_secret FROM billing.provider_account WHERE sealed"))
                .isNotEmpty()
                .noneMatch(LedgerIT::tells);
        assertThat(ledger.tenant().get("/billing/providers").expect(200).text()).doesNotContain("sk_test", "whsec");
        assertThat(texts("SELECT a::text FROM data.audit_log a WHERE a::text LIKE '%provider-account%'"))
                .isNotEmpty()
                .noneMatch(LedgerIT::tells);
        assertThat(tells(platform.node().output())).isFalse();
    }

    private static boolean tells(String text) {
        return text.contains(FakeStripe.KEY) || text.contains(StripeAccount.SECRET);
    }

    /** The first column, as the superuser of the database sees it. */
    private static List<String> texts(String select) throws IOException, SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = EmbeddedDatabase.of(platform.node()).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static String use(Ledger ledger, String agreement, String id, int calls, String day) {
        String report =
                "{\"reports\": [{\"id\": \"%s\", \"metric\": \"calls\", \"quantity\": %d, \"usedOn\": \"%s\"}]}";
        Api.Answer receipt = ledger.tenant()
                .post(agreement + "/usage", report.formatted(id, calls, day))
                .expect(200);
        return receipt.at("/accepted") + " new, " + receipt.at("/known") + " known";
    }

    /** The only sheet of a workbook, as XML. */
    private static String sheet(byte[] workbook) throws IOException {
        Path file = Files.write(platform.node().dataDirectory().resolveSibling("export.xlsx"), workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] xml =
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes();
            return new String(xml, StandardCharsets.UTF_8);
        }
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
