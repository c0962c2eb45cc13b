package org.stoa.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a tenant and its own clients owe one another. */
record Ledger(Api tenant) {

    /** A client in Poland who reads English. @return its id */
    String client(String name) {
        return client(name, "en");
    }

    String client(String name, String language) {
        return tenant.post(
                        "/billing/customers",
                        """
                        {"name": "%s", "language": "%s", "email": "studio@lodz.example", "taxId": "PL1234567883",
                         "address": {"street": "ul. Żeromskiego 12", "postalCode": "90-001", "city": "Łódź", "country": "PL"}}"""
                                .formatted(name, language))
                .expect(201)
                .at("/id");
    }

    /** Stores what one euro is worth. */
    void rate(String currency, LocalDate day, String rate) {
        tenant.call(
                        "PUT",
                        "/billing/exchange-rates",
                        """
                        {"rates": [{"source": "ECB", "base": "EUR", "quote": "%s", "validOn": "%s", "rate": %s}]}"""
                                .formatted(currency, day, rate))
                .expect(200);
    }

    /** A draft over 2.5 of something, with a tax of 19 percent. @return its id */
    String draft(String client, String unitPrice, String currency) {
        return tenant.post(
                        "/billing/invoices",
                        """
                        {"customerId": "%1$s", "currency": "%3$s", "items": [{"description": "Shooting", "quantity": 2.5,
                         "unitPrice": {"amount": "%2$s", "currency": "%3$s"}, "taxRate": 19}]}"""
                                .formatted(client, unitPrice, currency))
                .expect(201)
                .at("/id");
    }

    Api.Answer issue(String draft) {
        return tenant.post("/billing/invoices/" + draft + "/issue", null);
    }

    /** As {@link #draft}, and issued. @return its id */
    String issued(String client, String unitPrice, String currency) {
        String draft = draft(client, unitPrice, currency);
        issue(draft).expect(200);
        return draft;
    }

    Api.Answer invoice(String id) {
        return tenant.get("/billing/invoices/" + id).expect(200);
    }

    /** Status and balance, such as {@code ISSUED 119.00}. */
    String state(String invoice) {
        Api.Answer answer = invoice(invoice);
        return answer.at("/status") + " " + answer.at("/balance/amount");
    }

    /** Money came in for an invoice, as the tenant sees at its bank. @return id of the payment */
    String receive(String invoice, String amount, String currency) {
        return tenant.post(
                        "/billing/payments",
                        "{\"invoiceId\": \"%s\", \"amount\": {\"amount\": \"%s\", \"currency\": \"%s\"}}"
                                .formatted(invoice, amount, currency))
                .expect(201)
                .at("/id");
    }

    /** Documents of a client, the newest first, in words: {@code 2030-03-20 46.06 PAID}. */
    List<String> documents(String client) {
        return BilledPlatform.list(tenant, "/billing/invoices?limit=100&customer=" + client).stream()
                .map(document -> document.at("/issueDate").asText() + " "
                        + document.at("/totals/gross/amount").asText() + " "
                        + document.at("/status").asText())
                .toList();
    }

    /** What a client owed and paid, each booking with what is owed after it: {@code PAYMENT -500.00 -> 690.00}. */
    List<String> statement(String client, String query) {
        JsonNode lines = tenant.get("/billing/statements/customers/" + client + "?" + query)
                .expect(200)
                .body()
                .at("/lines");
        return StreamSupport.stream(lines.spliterator(), false)
                .map(line -> line.at("/kind").asText() + " "
                        + line.at("/amount/amount").asText() + " -> "
                        + line.at("/balance/amount").asText())
                .toList();
    }

    /** What rests of a client, or (null) of everybody. */
    List<JsonNode> parked(String client) {
        return BilledPlatform.list(tenant, "/billing/parked" + (client == null ? "" : "?customer=" + client));
    }

    void release(JsonNode parked) {
        tenant.post("/billing/parked/" + parked.at("/id").asText() + "/release", "{\"note\": \"Looked into\"}")
                .expect(200);
    }
}
