package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.distribution.StoryTenant.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.stoa.billing.provider.FakeStripe;

/**
 * What the platform charges its tenants by each kind of plan, and how they pay, to the cent. Each test has tenants of its
 * own, most of which go by a test clock; amounts are reckoned by hand.
 */
class SubscriptionIT {

    private static final Duration BY_ITSELF = Duration.ofSeconds(60);

    private static FakeStripe stripe;
    private static BilledPlatform platform;
    /** Of the tenant that bills the others. */
    private static StripeAccount account;

    @BeforeAll
    static void start() throws IOException {
        stripe = new FakeStripe();
        platform = new BilledPlatform(StripeAccount.ask(stripe, StoaProcess.prepareAlone("subscription"))).open();
        account = StripeAccount.open(platform, platform.billing(), stripe);
        platform.publishPlan(
                "team",
                """
                {"currency": "EUR", "model": "SEAT_BASED", "monthlyPrice": 20.00, "setupFee": 30.00, "listed": true,
                 "seats": {"included": 2, "monthlyPrice": 5.00}}""");
        platform.publishPlan(
                "meter",
                """
                {"currency": "EUR", "model": "USAGE_BASED", "monthlyPrice": 5.00, "trialDays": 0, "listed": true,
                 "usage": [{"resource": "renders", "includedUnits": 100, "rate": 0.0250}]}""");
        platform.publishPlan(
                "studio",
                """
                {"currency": "EUR", "model": "HYBRID", "monthlyPrice": 29.00, "yearlyPrice": 290.00, "setupFee": 50.00,
                 "seats": {"included": 3, "monthlyPrice": 8.00, "yearlyPrice": 80.00}, "trialDays": 0, "listed": true,
                 "usage": [{"resource": "emails", "includedUnits": 1000, "rate": 0.0025}],
                 "limits": [{"resource": "letters", "period": "TOTAL", "hardLimit": 5},
                  {"resource": "exports", "period": "MONTHLY", "hardLimit": 20, "overage": true, "overageRate": 0.10}]}""");
        platform.publishPlan(
                "agency",
                """
                {"currency": "EUR", "model": "HYBRID", "monthlyPrice": 89.00, "setupFee": 50.00,
                 "seats": {"included": 3, "monthlyPrice": 12.00}, "trialDays": 0, "listed": true,
                 "usage": [{"resource": "emails", "includedUnits": 5000, "rate": 0.0020}]}""");
        platform.publishPlan(
                "overseas",
                """
                {"currency": "USD", "model": "FLAT", "monthlyPrice": 100.00, "trialDays": 0, "listed": true}""");
        platform.publishPlan(
                "plain",
                """
                {"currency": "EUR", "model": "FLAT", "monthlyPrice": 100.00, "trialDays": 0, "listed": true,
                 "features": ["early-access"]}""");
    }

    @AfterAll
    static void stop() {
        platform.node().close();
        stripe.close();
    }

    @Test
    void seatsAreChargedAfterTheTrialAndFromTheDayOnWhichTheyAreAdded() {
        Subscriber crew = platform.subscriber("crew").startClock(day("2030-03-01"));
        crew.subscribe("{\"plan\": \"team\", \"seats\": 4}");
        assertThat(crew.subscription().at("/status")).isEqualTo("TRIALING");
        assertThat(crew.subscription().at("/trialEnd")).isEqualTo("2030-03-15");
        crew.advanceAndPay(day("2030-03-15"));
        crew.advance(day("2030-03-25"));

        crew.change("{\"seats\": 6}");
        crew.advanceAndPay(day("2030-03-26"));
        crew.change("{\"seats\": 3}");
        assertThat(crew.subscription().at("/next/seats"))
                .as("fewer from the next period on")
                .isEqualTo("3");
        crew.advanceAndPay(day("2030-04-15"));

        assertThat(crew.chargesInWords())
                .containsExactly(
                        "2030-03-15 PERIOD 60.00: SETUP_FEE 30.00, BASE 20.00, SEATS 10.00",
                        // two more for 21 of 31 days: 10.00 x 21 / 31
                        "2030-03-25 CHANGE 6.77: SEATS 6.77",
                        "2030-04-15 PERIOD 25.00: BASE 20.00, SEATS 5.00");
        assertThat(Subscriber.texts(crew.documents(), "/totals/gross/amount"))
                .containsExactly("71.40", "8.06", "29.75");
        assertThat(Subscriber.texts(crew.documents(), "/status")).containsOnly("PAID");
    }

    @Test
    void aTrialThatIsCancelledCostsNothingAndIsHadOnce() {
        Subscriber taster = platform.subscriber("taster").startClock(day("2030-03-01"));
        taster.subscribe("{\"plan\": \"team\"}");
        taster.admin().post(taster.path("/subscription/cancel"), null).expect(200);
        assertThat(taster.subscription().at("/status")).isEqualTo("CANCELLED");
        taster.advance(day("2030-03-16"));
        assertThat(taster.subscription().status()).isEqualTo(404);
        assertThat(taster.charges()).isEmpty();

        taster.subscribe("{\"plan\": \"team\"}");

        assertThat(taster.subscription().at("/status")).isEqualTo("ACTIVE");
        assertThat(taster.chargesInWords()).containsExactly("2030-03-16 PERIOD 50.00: SETUP_FEE 30.00, BASE 20.00");
    }

    @Test
    void useIsChargedOnceHoweverOftenItIsReportedAndLateUseWithTheNextCharge() {
        Subscriber farm = platform.subscriber("farm").startClock(day("2030-01-01"));
        farm.subscribe("{\"plan\": \"meter\"}");
        farm.advanceAndPay(day("2030-01-10"));
        assertThat(report(farm, "renders", "first", 250, "2030-01-10")).isEqualTo("COUNTED");
        assertThat(report(farm, "renders", "first", 250, "2030-01-10")).isEqualTo("KNOWN");
        assertThat(report(farm, "renders", "first", 251, "2030-01-10")).isEqualTo("REFUSED event-differs");
        assertThat(report(farm, "renders", "back", -50, "2030-01-10")).isEqualTo("COUNTED");
        farm.advanceAndPay(day("2030-02-01"));

        farm.advance(day("2030-02-02"));
        assertThat(report(farm, "renders", "in-time", 40, "2030-01-20"))
                .as("within 48 hours of the end of its month")
                .isEqualTo("COUNTED");
        farm.advance(day("2030-02-04"));
        assertThat(report(farm, "renders", "late", 10, "2030-01-25")).isEqualTo("COUNTED late");
        assertThat(report(farm, "renders", "older", 10, "2029-12-20")).isEqualTo("REFUSED invalid-request usedAt");
        assertThat(report(farm, "renders", "ahead", 10, "2030-02-05")).isEqualTo("REFUSED invalid-request usedAt");
        farm.advance(day("2030-02-10"));
        assertThat(report(farm, "renders", "second", 150, "2030-02-10")).isEqualTo("COUNTED");
        farm.advanceAndPay(day("2030-03-01"));

        assertThat(farm.chargesInWords())
                .containsExactly(
                        "2030-01-01 PERIOD 5.00: BASE 5.00",
                        // 250 - 50 - 100 included
                        "2030-02-01 PERIOD 7.50: USAGE 2.50, BASE 5.00",
                        // 40 and 10 of January, 150 of February - 100 included
                        "2030-03-01 PERIOD 7.50: USAGE 2.50, BASE 5.00");
        assertThat(farm.admin()
                        .get(farm.path("/usage/history?resource=renders&from=2030-01-01&to=2030-02-01"))
                        .at("/total"))
                .isEqualTo("240");
    }

    @Test
    void aHybridPlanIsUpgradedDowngradedProlongedAndEnded() {
        Subscriber tandem = platform.subscriber("tandem").startClock(day("2030-04-01"));
        tandem.subscribe("{\"plan\": \"studio\", \"seats\": 5}");
        tandem.advanceAndPay(day("2030-04-05"));
        assertThat(report(tandem, "emails", "1", 1600, "2030-04-05")).isEqualTo("COUNTED");
        assertThat(report(tandem, "exports", "2", 26, "2030-04-05"))
                .as("beyond the limit of 20, which has an overage")
                .isEqualTo("COUNTED");
        assertThat(report(tandem, "letters", "3", 6, "2030-04-05"))
                .as("beyond the limit of 5, which has none")
                .isEqualTo("REFUSED limit-exceeded 0 of 5, remaining 5");
        assertThat(report(tandem, "letters", "4", 5, "2030-04-05")).isEqualTo("COUNTED");
        tandem.advance(day("2030-04-16"));

        String dearer = "{\"plan\": \"agency\"}";
        Api.Answer dry = tandem.admin().post(tandem.path("/subscription/change?simulate=true"), dearer);
        assertThat(dry.at("/charges/0/total/amount")).isEqualTo("38.35");
        assertThat(tandem.charges()).hasSize(1);
        tandem.change(dearer);
        tandem.advanceAndPay(day("2030-05-10"));
        tandem.change("{\"plan\": \"studio\"}");
        assertThat(tandem.subscription().at("/planCode")).isEqualTo("agency");
        tandem.advanceAndPay(day("2030-06-11"));
        assertThat(tandem.subscription().at("/planCode")).isEqualTo("studio");
        tandem.change("{\"interval\": \"YEARLY\"}");
        tandem.advanceAndPay(day("2030-06-21"));
        platform.operator()
                .post("/platform/tenants/tandem/subscription/cancel?atOnce=true", null)
                .expect(200);
        tandem.advance(day("2030-06-21"));

        assertThat(tandem.chargesInWords())
                .containsExactly(
                        "2030-04-01 PERIOD 95.00: SETUP_FEE 50.00, BASE 29.00, SEATS 16.00",
                        // 15 of 30 days: 1600 - 500 e-mails, 26 - 10 exports
                        "2030-04-16 CHANGE 38.35: USAGE 2.75, OVERAGE 1.60, CREDIT -14.50, CREDIT -8.00, BASE 44.50,"
                                + " SEATS 12.00",
                        "2030-05-01 PERIOD 113.00: BASE 89.00, SEATS 24.00",
                        "2030-06-01 PERIOD 45.00: BASE 29.00, SEATS 16.00",
                        // 20 of 30 days
                        "2030-06-11 CHANGE 420.00: CREDIT -19.33, CREDIT -10.67, BASE 290.00, SEATS 160.00",
                        // 355 of 365 days
                        "2030-06-21 END -437.67: CREDIT -282.05, CREDIT -155.62");
        assertThat(tandem.documents().stream()
                        .map(document -> document.at("/kind").asText() + " "
                                + document.at("/totals/gross/amount").asText() + " "
                                + document.at("/status").asText())
                        .toList())
                .containsExactly(
                        "INVOICE 113.05 PAID",
                        "INVOICE 45.64 PAID",
                        "INVOICE 134.47 PAID",
                        "INVOICE 53.55 PAID",
                        "INVOICE 499.80 CREDITED",
                        // 420.00 and 17.67, with 19 %
                        "CREDIT_NOTE 499.80 ISSUED",
                        "CREDIT_NOTE 21.03 ISSUED");
        List<JsonNode> payments = BilledPlatform.list(
                platform.billing(),
                "/billing/payments?customer="
                        + platform.customer(tandem.id()).path("id").asText());
        assertThat(Subscriber.sum(payments, "/available/amount"))
                .as("all was paid, so what is given back is credit")
                .isEqualByComparingTo("520.83");
    }

    @Test
    void aPlanInAnotherCurrencyWaitsForItsExchangeRateAndIsNotOverdueMeanwhile() {
        Subscriber abroad = platform.subscriber("abroad").startClock(day("2030-01-01"));
        abroad.subscribe("{\"plan\": \"overseas\"}");
        abroad.advance(day("2030-01-30"));
        assertThat(abroad.subscription().at("/status"))
                .as("29 days after the charge, which nobody could invoice")
                .isEqualTo("ACTIVE");
        Ledger ledger = new Ledger(platform.billing());
        String customer = platform.customer(abroad.id()).path("id").asText();
        assertThat(ledger.parked(customer)).singleElement().satisfies(parked -> assertThat(
                        parked.at("/detail").asText())
                .contains("exchange-rate-missing", "between USD and EUR"));

        ledger.rate("USD", LocalDate.now(ZoneId.of("Europe/Berlin")), "1.0842");
        ledger.parked(customer).forEach(ledger::release);
        abroad.advance(day("2030-01-30"));

        assertThat(abroad.documents()).singleElement().satisfies(invoice -> {
            assertThat(invoice.at("/status").asText()).isEqualTo("ISSUED");
            assertThat(invoice.at("/totals/gross/amount").asText()).isEqualTo("119.00");
            assertThat(invoice.at("/conversion/gross/amount").asText())
                    .as("100.00 / 1.0842 + 19.00 / 1.0842")
                    .isEqualTo("109.75");
        });
        assertThat(abroad.subscription().at("/dueOn")).isEqualTo("2030-02-01");
    }

    @Test
    void featuresOfThePlanAreEvaluatedByTheProtocolOfOpenFeature() {
        platform.operator()
                .post(
                        "/platform/flags",
                        """
                        {"key": "subscription.dark-mode", "name": "Dark", "category": "EXPERIMENTAL", "enabledPlans": ["plain"]}""")
                .expect(201);
        Subscriber early = platform.subscriber("early");
        String flags = "/ofrep/v1/evaluate/flags";
        String context = "{\"context\": {\"targetingKey\": \"somebody-else\"}}";
        Api.Answer before = early.admin().post(flags + "/subscription.dark-mode", context);
        assertThat(before.expect(200).at("/value")).isEqualTo("false");

        early.subscribe("{\"plan\": \"plain\"}");

        assertThat(Poll.until(BY_ITSELF, () -> early.admin()
                        .post(flags + "/subscription.dark-mode", context)
                        .at("/value")
                        .equals("true")))
                .isTrue();
        Api.Answer one =
                early.admin().post(flags + "/subscription.dark-mode", context).expect(200);
        assertThat(one.at("/key")).isEqualTo("subscription.dark-mode");
        assertThat(one.at("/reason")).isEqualTo("TARGETING_MATCH");
        assertThat(one.at("/variant")).isEqualTo("on");
        assertThat(one.at("/metadata/reason")).isEqualTo("ENABLED_PLAN");
        Api.Answer unknown = early.admin().post(flags + "/nowhere", context).expect(404);
        assertThat(unknown.at("/errorCode")).isEqualTo("FLAG_NOT_FOUND");
        Api.Answer all = early.admin().post(flags, context).expect(200);
        assertThat(all.body().at("/flags").findValuesAsText("key")).contains("subscription.dark-mode");
        String tag = all.headers().firstValue("ETag").orElseThrow();
        assertThat(early.admin().post(flags, context, "If-None-Match", tag).status())
                .isEqualTo(304);
        assertThat(platform.stranger().post(flags, context).status()).isEqualTo(401);
    }

    @Test
    void aDebtorPaysByTheAddressOfTheInvoiceAndItsBankTakesTheMoneyBack() throws IOException {
        Subscriber debtor = platform.subscriber("debtor");
        debtor.subscribe("{\"plan\": \"plain\"}");
        JsonNode invoice = await(
                        debtor.admin(), debtor.path("/subscription/invoices"), "/items/0/total/amount", "119.00")
                .items()
                .get(0);
        String link = Api.relative(invoice.at("/path").asText());
        Api nobody = platform.stranger();

        Api.Answer seen = nobody.get(link).expect(200);
        assertThat(seen.at("/number")).isEqualTo(invoice.at("/number").asText());
        assertThat(seen.at("/seller")).isEqualTo("stoa-inc GmbH");
        assertThat(seen.at("/status") + " " + seen.at("/balance/amount")).isEqualTo("ISSUED 119.00");
        assertThat(seen.body().at("/providers").toString()).isEqualTo("[\"manual\",\"stripe\"]");
        assertThat(Pdf.text(nobody.file(link + "/pdf")))
                .contains(invoice.at("/number").asText(), "debtor GmbH", "119.00");
        assertThat(nobody.get(link + "x").expect(404).code()).isEqualTo("not-found");
        assertThat(nobody.post(link + "/payments", "{\"provider\": \"Paypal\"}")
                        .expect(400)
                        .at("/errors/0/field"))
                .isEqualTo("provider");
        assertThat(nobody.post(link + "/payments", "{\"provider\": \"manual\"}")
                        .expect(200)
                        .at("/transfer/reference"))
                .isEqualTo(invoice.at("/number").asText());
        Api.Answer start =
                nobody.post(link + "/payments", "{\"provider\": \"stripe\"}").expect(200);
        assertThat(start.at("/clientSecret")).isNotEmpty();
        String payment = start.at("/attempt/externalReference");
        account.pay(payment);
        await(nobody, link, "/status", "PAID");
        assertThat(Poll.until(
                        BY_ITSELF,
                        () -> debtor.charges().get(0).at("/settledAt").isTextual()))
                .isTrue();

        account.takeBack(payment, 11_900);
        await(nobody, link, "/balance/amount", "119.00");
        String customer = platform.customer(debtor.id()).path("id").asText();
        Ledger ledger = new Ledger(platform.billing());
        assertThat(ledger.statement(customer, "test=false"))
                .containsExactly("INVOICE 119.00 -> 119.00", "PAYMENT -119.00 -> 0.00", "REVERSAL 119.00 -> 119.00");
        assertThat(ledger.parked(customer)).singleElement().satisfies(parked -> {
            assertThat(parked.at("/reason").asText()).isEqualTo("CHARGE_OPEN_AGAIN");
            assertThat(parked.at("/amount").decimalValue()).isEqualByComparingTo("119.00");
            ledger.release(parked);
        });
        assertThat(debtor.subscription().at("/status"))
                .as("goes on as if it were paid")
                .isEqualTo("ACTIVE");

        Api.Answer second =
                nobody.post(link + "/payments", "{\"provider\": \"stripe\"}").expect(200);
        assertThat(second.at("/attempt/externalReference")).isNotEqualTo(payment);
        account.pay(second.at("/attempt/externalReference"));
        await(nobody, link, "/status", "PAID");
        account.giveBack(payment, 11_900);
        assertThat(Poll.until(BY_ITSELF, () -> ledger.parked(customer).size() == 1))
                .as("money of the first payment that came back is looked into")
                .isTrue();
        assertThat(ledger.parked(customer).get(0).at("/detail").asText()).contains("returned");
    }

    /** Reports that something was used at eight o'clock of a day (UTC). @return what becomes of it, in words */
    private static String report(Subscriber subscriber, String resource, String id, int units, String day) {
        JsonNode result = subscriber
                .admin()
                .post(
                        subscriber.path("/usage/events"),
                        """
                        {"events": [{"id": "%s", "source": "parts", "resource": "%s", "units": %d,
                         "usedAt": "%sT08:00:00Z"}]}"""
                                .formatted(id, resource, units, day))
                .expect(200)
                .body()
                .at("/results/0");
        StringBuilder words = new StringBuilder(result.at("/outcome").asText());
        if (result.at("/late").asBoolean()) {
            words.append(" late");
        }
        if (result.at("/code").isTextual()) {
            words.append(' ').append(result.at("/code").asText());
        }
        if (result.at("/errors/0/field").isTextual()) {
            words.append(' ').append(result.at("/errors/0/field").asText());
        }
        JsonNode limit = result.at("/limit");
        if (limit.isObject()) {
            words.append(
                    " %s of %s, remaining %s".formatted(limit.at("/used"), limit.at("/limit"), limit.at("/remaining")));
        }
        return words.toString();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }
}
