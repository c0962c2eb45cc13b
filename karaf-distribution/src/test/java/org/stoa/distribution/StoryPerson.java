package org.stoa.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A user of a tenant, and what users do in the marketplace and with the calendar.
 *
 * @param api signed in
 */
record StoryPerson(String id, Api api) {

    /** Lists something, for everybody to see. @return its id */
    String publish(String listing) {
        String listed = api.post("/marketplace/listings", listing).expect(201).at("/id");
        api.call("PUT", "/marketplace/listings/" + listed + "/status", "{\"status\": \"ACTIVE\"}")
                .expect(200);
        return listed;
    }

    /** @return id of the application */
    String apply(String listing, String application) {
        return api.post("/marketplace/listings/" + listing + "/applications", application)
                .expect(201)
                .at("/id");
    }

    /** Decides about an application. */
    Api.Answer decide(String application, String status) {
        return api.call(
                "PUT", "/marketplace/applications/" + application + "/status", "{\"status\": \"" + status + "\"}");
    }

    /**
     * @param more members of the offer
     * @return id of the offer
     */
    String offer(String application, String price, String quantity, String more) {
        return api.post(
                        "/marketplace/applications/" + application + "/offers",
                        "{\"price\": {\"amount\": \"%s\", \"currency\": \"EUR\"}, \"quantity\": %s, %s}"
                                .formatted(price, quantity, more))
                .expect(201)
                .at("/id");
    }

    /** @return id of the engagement */
    String accept(String offer) {
        return api.post("/marketplace/offers/" + offer + "/accept", null)
                .expect(201)
                .at("/id");
    }

    Api.Answer complete(String engagement) {
        return api.post("/marketplace/engagements/" + engagement + "/complete", null);
    }

    void review(String engagement, int rating) {
        api.post(
                        "/marketplace/engagements/" + engagement + "/reviews",
                        "{\"rating\": %d, \"text\": \"Gern wieder\"}".formatted(rating))
                .expect(201);
    }

    /** What is published about somebody. */
    JsonNode ratingOf(StoryPerson subject) {
        return api.get("/marketplace/users/" + subject.id() + "/rating")
                .expect(200)
                .body();
    }

    /** The start of the first slot of a day. */
    String slot(String service, Object day) {
        return api.get("/booking/services/%s/slots?from=%2$s&to=%2$s".formatted(service, day))
                .expect(200)
                .at("/slots/0/start");
    }

    Api.Answer book(String service, String start) {
        return api.post("/booking/bookings", "{\"serviceId\": \"%s\", \"start\": \"%s\"}".formatted(service, start));
    }

    /** Ids of those in which this user takes part. */
    List<String> bookings() {
        return api.get("/booking/bookings").expect(200).body().findValuesAsText("id");
    }
}
