package org.stoa.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A node of a platform whose tenants are billed by one of them, {@code stoa-inc} in Germany, under a tax of 19 percent. */
final class BilledPlatform {

    private static final String PASSWORD = "commerce-of-Stoa-42";
    private static final String BILLING_TENANT = "stoa-inc";

    private final StoaProcess node;
    private final Map<String, Api> signedIn = new ConcurrentHashMap<>();

    BilledPlatform(StoaProcess node) {
        this.node = node;
    }

    /** What a platform needs to know at its start. */
    static StoaProcess configure(StoaProcess node) {
        return node.with("STOA_ADMIN_PASSWORD", PASSWORD)
                .with("STOA_BILLING_TENANT", BILLING_TENANT)
                .withoutRateLimits();
    }

    /** Makes the tenant that bills the others. */
    BilledPlatform open() {
        subscriber(BILLING_TENANT).enable("billing");
        billing()
                .call("PUT", "/billing/settings", "{\"taxRateId\": \"%s\"}".formatted(taxRate(billing())))
                .expect(200);
        return this;
    }

    /** A German tax of 19 percent on prices without tax. @return its id */
    static String taxRate(Api tenant) {
        return tenant.post(
                        "/billing/tax-rates",
                        "{\"name\": \"MwSt\", \"percent\": 19, \"category\": \"S\", \"country\": \"DE\"}")
                .expect(201)
                .at("/id");
    }

    StoaProcess node() {
        return node;
    }

    Api operator() {
        return signedIn("admin@stoa.local");
    }

    /** The administrator of the tenant that bills the others. */
    Api billing() {
        return admin(BILLING_TENANT);
    }

    Api admin(String tenant) {
        return signedIn("admin@" + tenant + ".example");
    }

    private Api signedIn(String email) {
        return signedIn.computeIfAbsent(email, name -> new Api(node.baseUrl()).signIn(name, PASSWORD));
    }

    /** Nobody in particular. */
    Api stranger() {
        return new Api(node.baseUrl());
    }

    /** A new tenant, which has not subscribed to anything yet. */
    Subscriber subscriber(String identifier) {
        String id = operator().createTenant(identifier, PASSWORD);
        return new Subscriber(this, identifier, id);
    }

    /** @param content of the only version of the plan */
    void publishPlan(String code, String content) {
        operator()
                .post("/platform/plans", "{\"code\": \"%1$s\", \"name\": {\"en\": \"%1$s\"}}".formatted(code))
                .expect(201);
        operator().post("/platform/plans/" + code + "/versions", content).expect(201);
        operator()
                .post("/platform/plans/" + code + "/versions/1/publish", null, "If-Match", "\"1\"")
                .expect(200);
    }

    /** The customer that a tenant is to the one who bills it; a missing node before its first charge. */
    JsonNode customer(String tenantId) {
        for (JsonNode customer : list(billing(), "/billing/customers?limit=100")) {
            if (customer.at("/debtorTenantId").asText().equals(tenantId)) {
                return customer;
            }
        }
        return MissingNode.getInstance();
    }

    /** What is on a page, the newest first. */
    static List<JsonNode> list(Api api, String path) {
        return api.get(path).expect(200).items();
    }
}
