package org.stoa.testkit.http;

import java.util.Map;

/** What operations of the core need to be sent that cannot be made up from their description. */
final class CoreRequests {
    private static final String USER = "/tenants/{tenant}/users/{user}";

    private CoreRequests() {}

    static void describe(OperationContract contract) {
        contract.body("POST /auth/switch", ids -> Map.of("tenant", ids.get("{tenant}")))
                .body(
                        "POST /platform/tenants",
                        ids -> Map.of(
                                "identifier", "child-of-another",
                                "name", "Child",
                                "parentId", ids.get("parentId")))
                .body(
                        "POST /tenants/{tenant}/invitations",
                        ids -> Map.of(
                                "email", "nobody@example.org",
                                "role", "User",
                                "accountId", ids.get("accountId")))
                .body("PUT /tenants/{tenant}/accounts/{account}/members/{user}", ids -> Map.of("role", "member"))
                .body("POST " + USER + "/roles", ids -> Map.of("role", ids.get("roleId")))
                .body(
                        "POST " + USER + "/permissions",
                        ids -> Map.of(
                                "permission", "tenant.user.read",
                                "effect", "GRANT",
                                "accountId", ids.get("accountId")))
                .query("GET /tenants/{tenant}/permissions/explain", "permission=tenant.user.read")
                .query("GET /tenants/{tenant}/usage/history", "resource=users&from=2026-01-01&to=2026-02-01");
    }
}
