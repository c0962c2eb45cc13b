package org.stoa.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stoa.distribution.StoryTenant.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each industry is there for, from the first request to the last cent: found in the marketplace or in the calendar,
 * agreed on, booked, invoiced, paid and reviewed, by users who are signed in, each story in a tenant of its own.
 */
class StoriesIT {

    private static final String LISTINGS = "/marketplace/listings/";
    private static final String APPLICATIONS = "/marketplace/applications/";
    private static final String ENGAGEMENTS = "/marketplace/engagements/";
    private static final String BOOKINGS = "/booking/bookings/";
    private static final String INVOICES = "/billing/invoices/";
    private static final Duration BY_ITSELF = Duration.ofSeconds(60);
    private static final LocalDate DAY =
            LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(10);

    private static StoaProcess stoa;
    private static Api stranger;

    @BeforeAll
    static void start() {
        stoa = StoryTenant.prepare().start();
        stranger = StoryTenant.create(stoa, "strangers", "booking", "marketplace", "billing")
                .admin();
    }

    @AfterAll
    static void stop() {
        stoa.close();
    }

    @Test
    void aFitnessModelIsBookedFromACastingJob() {
        StoryTenant agency = business("fit-faces", "modeling");
        String rate = agency.admin()
                .post(
                        "/billing/tax-rates",
                        "{\"name\": \"MwSt\", \"percent\": 19, \"category\": \"S\", \"country\": \"DE\"}")
                .expect(201)
                .at("/id");
        agency.admin()
                .call("PUT", "/billing/settings", "{\"taxRateId\": \"%s\"}".formatted(rate))
                .expect(200);
        StoryPerson client = agency.person("Clara");
        StoryPerson model = agency.person("Mona");
        StoryPerson other = agency.person("Otto");
        String profile = agency.admin()
                .post(
                        "/profiles",
                        """
                        {"subtype": "fitness_model", "name": "Mona Öst", "status": "active", "ownerId": "%s",
                         "structuredData": {"gender": "female", "heightCm": 176, "sports": ["running", "yoga"],
                          "photoUrls": ["https://photos.example/1.jpg", "https://photos.example/2.jpg"]}}"""
                                .formatted(model.id()))
                .expect(201)
                .at("/id");
        String casting = client.publish(
                """
                {"type": "JOB", "title": "Laufschuhe: Casting", "description": "Two days in the Alps",
                 "price": {"amount": "900.00", "currency": "EUR"}, "priceType": "DAILY",
                 "location": {"country": "AT", "city": "Innsbruck"}, "profileSubtype": "fitness_model",
                 "requirements": [
                  {"field": "heightCm", "operator": "AT_LEAST", "value": 170, "weight": 3, "mandatory": true},
                  {"field": "sports", "operator": "ONE_OF", "value": ["running", "cycling"], "weight": 3},
                  {"field": "performsStunts", "operator": "EQUALS", "value": true, "weight": 2}],
                 "questions": [
                  {"key": "shoeSize", "text": "Which size?", "type": "NUMBER", "required": true},
                  {"key": "travels", "text": "Do you travel?", "type": "BOOLEAN"}]}""");

        Api.Answer match =
                model.api().get(LISTINGS + casting + "/matches/" + profile).expect(200);
        assertThat(match.at("/fits")).isEqualTo("true");
        assertThat(match.at("/score")).as("6 of 8").isEqualTo("75");
        assertThat(match.at("/conditions/0/actual")).isEqualTo("176");
        assertThat(match.at("/missing/0")).isEqualTo("performsStunts");

        Api.Answer silent = model.api()
                .post(
                        LISTINGS + casting + "/applications",
                        "{\"answers\": [{\"question\": \"travels\", \"value\": true}]}")
                .expect(400);
        assertThat(silent.at("/errors/0/message")).contains("shoeSize");
        String application = model.apply(
                casting,
                """
                {"coverLetter": "I run.", "answers": [
                 {"question": "shoeSize", "value": 40}, {"question": "travels", "value": true}]}""");
        assertThat(client.api().get(LISTINGS + casting).at("/applications")).isEqualTo("1");
        other.api().get(APPLICATIONS + application).expect(404);
        client.decide(application, "SHORTLISTED").expect(200);

        String offer = client.offer(application, "850.00", "2", times());
        String counterOffer = model.offer(application, "880.00", "2", times());
        assertThat(client.api().get("/marketplace/offers/" + offer).at("/status"))
                .isEqualTo("COUNTERED");
        assertThat(model.api()
                        .post("/marketplace/offers/" + counterOffer + "/accept", null)
                        .code())
                .isEqualTo("own-offer");
        String engagement = client.accept(counterOffer);

        String booking = await(model.api(), ENGAGEMENTS + engagement, "/appointment", "BOOKED")
                .at("/bookingId");
        assertThat(model.bookings()).containsExactly(booking);
        assertThat(client.bookings()).hasSize(1);
        assertThat(other.bookings()).isEmpty();
        other.api().get(BOOKINGS + booking).expect(404);

        model.complete(engagement).expect(403);
        client.complete(engagement).expect(200);
        String invoice = await(client.api(), ENGAGEMENTS + engagement, "/sale", "INVOICED")
                .at("/invoiceId");
        assertThat(Poll.until(BY_ITSELF, () -> stoa.hasMailed("clara@fit-faces.example", "application/pdf")))
                .as("the invoice comes by mail")
                .isTrue();
        JsonNode paid = agency.pay(invoice);
        assertThat(paid.at("/totals/net/amount").asText()).isEqualTo("1760.00");
        assertThat(paid.at("/totals/gross/amount").asText()).isEqualTo("2094.40");
        await(model.api(), ENGAGEMENTS + engagement, "/sale", "SETTLED");

        client.review(engagement, 5);
        assertThat(model.ratingOf(model).path("reviews").asInt())
                .as("nobody reads the one before the other is written")
                .isZero();
        model.review(engagement, 4);
        assertThat(client.ratingOf(model).path("average").asDouble()).isEqualTo(5);
        assertThat(model.ratingOf(client).path("average").asDouble()).isEqualTo(4);

        agency.keepsToItself(
                stranger,
                LISTINGS + casting,
                APPLICATIONS + application,
                "/marketplace/offers/" + counterOffer,
                ENGAGEMENTS + engagement,
                BOOKINGS + booking,
                INVOICES + invoice,
                "/profiles/" + profile);
        stranger.post(LISTINGS + casting + "/applications", "{}").expect(404);
        stranger.post(ENGAGEMENTS + engagement + "/cancel", "{\"reason\": \"mine\"}")
                .expect(404);
        stranger.post(BOOKINGS + booking + "/cancel", "{}").expect(404);
    }

    @Test
    void aPetIsBookedFromItsListingAndByItsCalendar() {
        StoryTenant agency = business("pet-stars", "pets");
        StoryPerson owner = agency.person("Olga");
        StoryPerson studio = agency.person("Paul");
        String pet = agency.admin()
                .post(
                        "/profiles",
                        """
                        {"subtype": "pet_model", "name": "Bello", "status": "active", "ownerId": "%s",
                         "structuredData": {"species": "dog", "breed": "Border Collie", "liabilityInsured": true,
                          "vaccinationValidUntil": "2999-12-31", "owner": {"name": "Olga", "phone": "+49 30 7654321"}}}"""
                                .formatted(owner.id()))
                .expect(201)
                .at("/id");
        String listing = owner.publish(
                """
                {"type": "SERVICE", "title": "Bello for film and photo", "description": "A dog that listens",
                 "price": {"amount": "300.00", "currency": "EUR"}, "priceType": "FIXED",
                 "profileSubtype": "pet_model", "schedule": {"timezone": "Europe/Berlin", %s}}"""
                        .formatted(times()));

        assertThat(studio.api().get("/marketplace/listings?q=dog&type=SERVICE").at("/items/0/listing/id"))
                .isEqualTo(listing);
        String application = studio.apply(listing, "{\"coverLetter\": \"For a spot\"}");
        owner.decide(application, "ACCEPTED").expect(200);
        String engagement = owner.api()
                .get("/marketplace/engagements?listing=" + listing)
                .expect(200)
                .at("/items/0/id");
        Api.Answer booked = await(owner.api(), ENGAGEMENTS + engagement, "/appointment", "BOOKED");
        assertThat(booked.at("/providerUserId")).isEqualTo(owner.id());
        assertThat(booked.at("/clientUserId")).isEqualTo(studio.id());
        assertThat(owner.bookings()).containsExactly(booked.at("/bookingId"));

        String calendar = agency.resource(
                "{\"kind\": \"PROFILE\", \"profileId\": \"%s\", \"userId\": \"%s\", \"name\": \"Bello\"}"
                        .formatted(pet, owner.id()));
        String session = agency.service(
                """
                {"type": "APPOINTMENT", "name": "An hour with Bello", "durationMinutes": 60, "requiresConfirmation": true,
                 "resourceIds": ["%s"]}"""
                        .formatted(calendar));
        String booking = studio.book(session, studio.slot(session, DAY.plusDays(3)))
                .expect(201)
                .at("/id");
        assertThat(owner.bookings()).as("the animal's is its owner's").hasSize(2);
        studio.api().post(BOOKINGS + booking + "/confirm", null).expect(403);
        assertThat(owner.api()
                        .post(BOOKINGS + booking + "/confirm", null)
                        .expect(200)
                        .at("/status"))
                .isEqualTo("CONFIRMED");

        agency.keepsToItself(
                stranger,
                LISTINGS + listing,
                ENGAGEMENTS + engagement,
                BOOKINGS + booking,
                "/booking/resources/" + calendar,
                "/booking/services/" + session,
                "/profiles/" + pet);
    }

    @Test
    void theHoursOfAFreelancerAreInvoiced() {
        StoryTenant pool = business("free-hands", "freelance");
        StoryPerson client = pool.person("Carl");
        StoryPerson freelancer = pool.person("Frida");
        String project = client.publish(
                """
                {"type": "GIG", "title": "Java backend", "description": "An API of a shop", "remote": true,
                 "price": {"amount": "95.00", "currency": "EUR"}, "priceType": "HOURLY"}""");
        String application = freelancer.apply(project, "{\"coverLetter\": \"Gerne.\"}");

        assertThat(client.decide(application, "ACCEPTED").code())
                .as("how many hours?")
                .isEqualTo("terms-missing");
        String engagement = client.accept(freelancer.offer(application, "92.50", "37.5", "\"message\": \"Five days\""));
        Api.Answer done = client.complete(engagement).expect(200);
        assertThat(done.at("/appointment")).as("no time was agreed on").isEqualTo("NONE");

        Api.Answer invoiced = await(freelancer.api(), ENGAGEMENTS + engagement, "/sale", "INVOICED");
        String invoice = invoiced.at("/invoiceId");
        Api.Answer stored = pool.admin().get(INVOICES + invoice).expect(200);
        assertThat(stored.at("/number")).isEqualTo(invoiced.at("/invoiceNumber"));
        assertThat(stored.body().at("/items/0/quantity").decimalValue()).isEqualByComparingTo("37.5");
        assertThat(stored.at("/items/0/unitPrice/amount")).startsWith("92.50");
        assertThat(stored.at("/totals/gross/amount")).as("37.5 x 92.50").isEqualTo("3468.75");
        pool.pay(invoice);
        await(client.api(), ENGAGEMENTS + engagement, "/sale", "SETTLED");

        pool.keepsToItself(stranger, LISTINGS + project, ENGAGEMENTS + engagement, INVOICES + invoice);
    }

    @Test
    void aStagingOrderIsInvoicedAndCostsAFeeWhenItIsCancelledLate() {
        StoryTenant studio = business("stage-right", "staging");
        StoryPerson agent = studio.person("Agnes");
        StoryPerson colleague = studio.person("Bruno");
        String order = studio.admin()
                .post(
                        "/entities/project",
                        """
                        {"subtype": "staging_project", "name": "Living room", "status": "pending", "ownerId": "%s",
                         "structuredData": {"originalImage": "https://images.example/1.jpg", "service": "furnish",
                          "roomType": "living_room", "style": "modern"}}"""
                                .formatted(agent.id()))
                .expect(201)
                .at("/id");
        String team = studio.resource("{\"kind\": \"THING\", \"name\": \"Staging team\", \"capacity\": 2}");
        String staging = studio.service(
                """
                {"type": "SERVICE", "name": "Virtual staging", "durationMinutes": 120, "requiresConfirmation": true,
                 "price": {"amount": "240.00", "currency": "EUR"}, "freeCancellationMinutes": 43200,
                 "cancellationFee": {"percent": 25}, "resourceIds": ["%s"]}"""
                        .formatted(team));

        String start = agent.slot(staging, DAY);
        String booking = agent.book(staging, start).expect(201).at("/id");
        colleague.book(staging, start).expect(201);
        assertThat(agent.book(staging, start).code()).as("the team can do two").isEqualTo("slot-taken");
        colleague.api().get(BOOKINGS + booking).expect(404);
        studio.admin().post(BOOKINGS + booking + "/confirm", null).expect(200);
        String path = BOOKINGS + booking;
        assertThat(Poll.until(BY_ITSELF, () -> agent.api().get(path).body().hasNonNull("invoiceNumber")))
                .as(() -> agent.api().get(path).text())
                .isTrue();
        String price = studio.invoiceOver("240.00").path("id").asText();
        assertThat(studio.admin()
                        .call("PUT", BOOKINGS + booking + "/paid", "{\"paid\": true}")
                        .code())
                .as("whoever invoices knows it")
                .isEqualTo("booking-invoiced");

        JsonNode cancelled = agent.api()
                .post(BOOKINGS + booking + "/cancel", "{\"reason\": \"sold already\"}")
                .expect(200)
                .body()
                .path(0);
        assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/feeOwed/amount").asText()).isEqualTo("60.00");
        await(studio.admin(), INVOICES + price, "/status", "CREDITED");
        assertThat(Poll.until(BY_ITSELF, () -> !studio.invoiceOver("60.00").isMissingNode()))
                .as(() -> studio.admin().get("/billing/invoices").text())
                .isTrue();
        String fee = studio.invoiceOver("60.00").path("id").asText();
        studio.pay(fee);
        await(agent.api(), BOOKINGS + booking, "/paid", "true");

        studio.keepsToItself(
                stranger,
                BOOKINGS + booking,
                INVOICES + fee,
                "/booking/resources/" + team,
                "/booking/services/" + staging,
                "/entities/project/" + order);
    }

    @Test
    void withoutCalendarAndInvoicesTheMarketplaceWorksAsWell() {
        StoryTenant agency =
                StoryTenant.create(stoa, "plain-faces", "marketplace").withIndustry("modeling");
        StoryPerson client = agency.person("Clara");
        StoryPerson model = agency.person("Mona");
        String casting = client.publish(
                """
                {"type": "JOB", "title": "Casting", "description": "One day", "priceType": "NEGOTIABLE"}""");
        String application = model.apply(casting, "{}");
        String engagement = model.accept(client.offer(application, "700.00", "1", times()));

        Api.Answer done = client.complete(engagement).expect(200);
        assertThat(done.at("/status")).isEqualTo("COMPLETED");
        assertThat(done.at("/appointment")).isEqualTo("AGREED");
        assertThat(done.at("/sale")).isEqualTo("MADE");
        client.review(engagement, 5);
        model.review(engagement, 5);
        assertThat(client.ratingOf(model).path("average").asDouble()).isEqualTo(5);
        client.api().get("/booking/bookings").expect(404);
        agency.admin().get("/billing/invoices").expect(404);

        agency.enable("booking");
        String studio = agency.resource("{\"kind\": \"ROOM\", \"name\": \"Studio\"}");
        String rent = agency.service(
                """
                {"type": "SERVICE", "name": "Test shots", "durationMinutes": 60,
                 "price": {"amount": "80.00", "currency": "EUR"}, "resourceIds": ["%s"]}"""
                        .formatted(studio));
        String booking = model.book(rent, model.slot(rent, DAY)).expect(201).at("/id");
        model.api()
                .call("PUT", BOOKINGS + booking + "/paid", "{\"paid\": true}")
                .expect(403);
        agency.admin()
                .call("PUT", BOOKINGS + booking + "/paid", "{\"paid\": true}")
                .expect(200);
        assertThat(model.api().get(BOOKINGS + booking).at("/paid")).isEqualTo("true");
    }

    private static StoryTenant business(String identifier, String industry) {
        return StoryTenant.create(stoa, identifier, "booking", "marketplace", "billing")
                .withIndustry(industry);
    }

    private static String times() {
        return "\"start\": \"%sT08:00:00Z\", \"end\": \"%sT16:00:00Z\"".formatted(DAY, DAY.plusDays(1));
    }
}
