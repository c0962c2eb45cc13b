package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** A tenant that subscribes to plans, goes by a test clock if it is given one, and is billed. */
record Subscriber(BilledPlatform platform, String identifier, String id) {

    /** The same tenant on another node. */
    Subscriber on(BilledPlatform other) {
        return new Subscriber(other, identifier, id);
    }

    /** Its administrator. */
    Api admin() {
        return platform.admin(identifier);
    }

    /** Below {@code /api/v1}. */
    String path(String rest) {
        return "/tenants/" + identifier + rest;
    }

    Subscriber enable(String module) {
        admin().post(path("/modules"), "{\"moduleId\": \"" + module + "\"}").expect(200);
        return this;
    }

    private String clock() {
        return "/platform/tenants/" + identifier + "/clock";
    }

    /** From now on its time stands still, at nine o'clock of a day (UTC). */
    Subscriber startClock(LocalDate day) {
        platform.operator()
                .call("PUT", clock(), "{\"time\": \"" + day + "T09:00:00Z\"}")
                .expect(200);
        return this;
    }

    /** Has everything happen that falls due until nine o'clock of a day (UTC), and what follows from it. */
    void advance(LocalDate day) {
        Api.Answer walk = platform.operator()
                .post(clock() + "/advance", "{\"time\": \"" + day + "T09:00:00Z\"}")
                .expect(200);
        assertThat(walk.at("/now")).isEqualTo(day + "T09:00:00Z");
        assertThat(walk.at("/undelivered")).as("events that failed").isEqualTo("0");
    }

    /** As {@link #advance}; all that is invoiced until then is paid, and that is known here. */
    void advanceAndPay(LocalDate day) {
        advance(day);
        payAll();
        advance(day);
    }

    Api.Answer subscribe(String terms) {
        return admin().post(path("/subscription"), terms).expect(200);
    }

    Api.Answer change(String terms) {
        return admin().post(path("/subscription/change"), terms).expect(200);
    }

    /** What it is subscribed to, or (404) nothing. */
    Api.Answer subscription() {
        return admin().get(path("/subscription"));
    }

    /** What it was charged, the oldest first. */
    List<JsonNode> charges() {
        return oldestFirst(BilledPlatform.list(admin(), path("/subscription/charges?limit=100")));
    }

    /** One charge in words, such as {@code 2030-03-15 PERIOD 60.00: BASE 20.00, SEATS 10.00}. */
    static String words(JsonNode charge) {
        List<String> lines = StreamSupport.stream(charge.at("/lines").spliterator(), false)
                .map(line -> line.at("/kind").asText() + " "
                        + line.at("/amount/amount").asText())
                .toList();
        return charge.at("/dueOn").asText() + " " + charge.at("/kind").asText() + " "
                + charge.at("/total/amount").asText() + ": " + String.join(", ", lines);
    }

    /** What it was charged in words, the oldest first. */
    List<String> chargesInWords() {
        return charges().stream().map(Subscriber::words).toList();
    }

    /** Invoices and credit notes that it got from who bills it, the oldest first. */
    List<JsonNode> documents() {
        String customer = platform.customer(id).path("id").asText();
        return customer.isEmpty()
                ? List.of()
                : oldestFirst(
                        BilledPlatform.list(platform.billing(), "/billing/invoices?limit=100&customer=" + customer));
    }

    private static List<JsonNode> oldestFirst(List<JsonNode> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing(node -> node.at("/id").asText()))
                .toList();
    }

    void payAll() {
        for (JsonNode document : documents()) {
            if (document.at("/status").asText().equals("ISSUED")) {
                String path = "/billing/invoices/" + document.at("/id").asText() + "/pay";
                String version = "\"" + document.at("/version").asText() + "\"";
                platform.billing().post(path, "{}", "If-Match", version).expect(200);
            }
        }
    }

    /** Amounts at a JSON pointer. */
    static BigDecimal sum(List<JsonNode> nodes, String pointer) {
        return nodes.stream()
                .map(node -> new BigDecimal(node.at(pointer).asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Texts at a JSON pointer. */
    static List<String> texts(List<JsonNode> nodes, String pointer) {
        return nodes.stream().map(node -> node.at(pointer).asText()).toList();
    }
}
