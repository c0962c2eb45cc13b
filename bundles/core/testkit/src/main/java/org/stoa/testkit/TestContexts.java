package org.stoa.testkit;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.stoa.api.data.IdempotencyKey;
import org.stoa.api.data.Ids;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;

/** Contexts of calls that came from nowhere, for tests of services. */
public final class TestContexts {
    private TestContexts() {}

    /** A signed-in user of a tenant of its own, who holds {@code permissions} and no others. */
    public static CallContext user(String... permissions) {
        return user(Ids.next(), permissions);
    }

    /** A signed-in user of the tenant, who holds {@code permissions} and no others. */
    public static CallContext user(UUID tenantId, String... permissions) {
        List<Grant> grants = Stream.of(permissions)
                .map(name -> new Grant(PermissionName.parse(name), Grant.Effect.GRANT, null, null, "test"))
                .toList();
        Caller caller = new Caller(
                Caller.Kind.USER, Ids.next(), Ids.next(), Ids.next(), "user-of-" + tenantId + "@example.org");
        RequestInfo request = new RequestInfo(Ids.next().toString(), "192.0.2.1", "testkit");
        return new CallContext(
                tenantId, caller, Permissions.of(grants, Clock.systemUTC()), Locale.ENGLISH, request, null);
    }

    /** The same call with an {@code Idempotency-Key}; calls with equal keys and bodies are repetitions of one another. */
    public static CallContext repeatable(CallContext context, String key, String body) {
        return context.withIdempotencyKey(new IdempotencyKey(key, body));
    }
}
