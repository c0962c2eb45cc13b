package org.stoa.rest.call;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.stoa.api.module.ModuleRegistry.Availability;
import org.stoa.api.platform.CallCounter;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.api.tenant.TenantService;
import org.stoa.rest.Collaborators;
import org.stoa.rest.json.ScalarType;
import org.stoa.rest.problem.RestProblem;
import org.stoa.rest.publish.Operation;

/**
 * Decides who a request comes from, for which tenant it works, and whether it may: in an order in which no answer tells
 * a caller more than that caller may know. A foreign tenant is the same 404 as one that does not exist; a module that is
 * off is the same 404 as an unknown path.
 */
public final class Guard {

    private static final String AUTHORIZATION = "Authorization";
    private static final String API_KEY = "X-API-Key";
    private static final String BEARER = "bearer ";
    private static final String TENANT = "tenant";
    private static final String ACCOUNT = "account";

    private final Collaborators collaborators;
    private final RateLimits limits;
    private final TenantTurns turns;

    public Guard(Collaborators collaborators, RateLimits limits, TenantTurns turns) {
        this.collaborators = collaborators;
        this.limits = limits;
        this.turns = turns;
    }

    /**
     * Waits until it is the turn of an admitted call, which ends it by {@link ApiCall#endTurn}. Administration goes on
     * however busy the tenant is, and what is public is bounded by its rate.
     *
     * @throws ProblemException 429
     */
    public void enter(ApiCall call) throws InterruptedException {
        CallContext context = call.context();
        boolean free = context.permissions().isSuperAdmin() || context.caller().kind() == Caller.Kind.ANONYMOUS;
        UUID tenant = free ? null : context.tenantId();
        turns.enter(tenant);
        call.beginTurn(() -> turns.leave(tenant));
    }

    /**
     * Admits a call or refuses it.
     *
     * @param module id of the module that the operation belongs to, or null for the core
     * @throws ProblemException 400, 401, 403, 404, 429 or 503
     */
    public void admit(ApiCall call, String module) {
        Operation operation = call.operation();
        CallContext context = operation.isPublic() ? open(call) : signedIn(call);
        if (module != null) {
            if (operation.isPublic() && operation.tenantPosition() >= 0) {
                requireModuleOfNamedTenant(call, context, module);
            } else {
                requireModule(context, module);
            }
        }
        context = inTenant(call, context);
        UUID account = account(call);
        if (!operation.isPublic() && !context.permissions().allows(operation.permission(), account)) {
            throw ProblemException.of(CommonProblem.PERMISSION_DENIED, operation.permissionName());
        }
        requireTenant(operation, context);
        call.admitted(context);
    }

    /** Somebody of the platform may hold a tenant's permission without having said for which tenant. */
    private static void requireTenant(Operation operation, CallContext context) {
        boolean ofTenant = !operation.isPublic() && operation.permission().tier() == PermissionName.Tier.TENANT;
        if (ofTenant && context.tenantId() == null) {
            throw ProblemException.of(RestProblem.TENANT_REQUIRED);
        }
    }

    /**
     * What to say about a path without an operation.
     *
     * @param segment first segment of the path, which may be the id of a module that is not ready
     * @return 404 {@code no-such-path}, or 503 {@code starting} to the users of such a module
     */
    public ProblemException unknownPath(ApiCall call, String segment) {
        if (hasCredentials(call.request())) {
            CallContext context = signedIn(call);
            boolean starting = context.tenantId() != null
                    && collaborators.modules().availability(context.tenantId(), segment) == Availability.NOT_READY;
            if (starting) {
                return ProblemException.of(CommonProblem.STARTING);
            }
        }
        return ProblemException.of(CommonProblem.NO_SUCH_PATH);
    }

    /**
     * Makes sure that a caller may know of a path that has operations, though not of the method asked for.
     *
     * @param open whether one of those operations is public
     */
    public void requireMayKnow(ApiCall call, boolean open, String module) {
        if (open && module == null) {
            return;
        }
        CallContext context = open ? open(call) : signedIn(call);
        if (module != null) {
            requireModule(context, module);
        }
    }

    /**
     * The tenant that a request is made for, as far as that can be told before its operation is known; null when there is
     * none, or when its credentials are refused, which whoever serves the request finds out again.
     */
    public UUID tenantOf(ApiCall call) {
        try {
            return hasCredentials(call.request()) ? authenticated(call).tenantId() : domainTenant(call);
        } catch (RuntimeException e) {
            return null;
        }
    }

    private CallContext signedIn(ApiCall call) {
        CallContext context = authenticated(call);
        call.concerns(context.tenantId());
        UUID domain = domainTenant(call);
        boolean elsewhere = domain != null && context.tenantId() != null && !domain.equals(context.tenantId());
        if (elsewhere && !context.permissions().isSuperAdmin()) {
            throw ProblemException.of(RestProblem.TENANT_MISMATCH);
        }
        if (context.tenantId() != null) {
            limits.countTenant(call, context.tenantId());
            count(call, context.tenantId());
        }
        return context;
    }

    private void count(ApiCall call, UUID tenantId) {
        CallCounter calls = collaborators.callsOrNull();
        if (calls != null && (call.operation() == null || call.operation().isCounted())) {
            calls.count(tenantId);
        }
    }

    private CallContext open(ApiCall call) {
        limits.countPublic(call);
        UUID tenant = domainTenant(call);
        return new CallContext(tenant, Caller.anonymous(), Permissions.none(), call.locale(), call.info(), null);
    }

    private CallContext authenticated(ApiCall call) {
        CallContext known = call.authenticated();
        if (known != null) {
            return known;
        }
        try {
            CallContext found = authenticate(call);
            call.authenticated(found);
            return found;
        } catch (RuntimeException e) {
            call.notAuthenticated(e);
            throw e;
        }
    }

    private CallContext authenticate(ApiCall call) {
        HttpServletRequest request = call.request();
        String authorization = only(request, AUTHORIZATION);
        String key = only(request, API_KEY);
        if (authorization != null && key != null) {
            throw ProblemException.invalid(API_KEY, "must not come together with Authorization");
        }
        if (key != null) {
            return collaborators.authenticator().authenticateApiKey(key.strip(), call.info(), call.locale());
        }
        boolean bearer = authorization != null
                && authorization.length() > BEARER.length()
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (!bearer) {
            throw ProblemException.of(CommonProblem.NOT_AUTHENTICATED);
        }
        String token = authorization.substring(BEARER.length()).strip();
        return collaborators.authenticator().authenticateToken(token, call.info(), call.locale());
    }

    private static String only(HttpServletRequest request, String header) {
        Enumeration<String> values = request.getHeaders(header);
        if (values == null || !values.hasMoreElements()) {
            return null;
        }
        String value = values.nextElement();
        if (values.hasMoreElements()) {
            throw ProblemException.invalid(header, "must come once");
        }
        return value;
    }

    private static boolean hasCredentials(HttpServletRequest request) {
        return request.getHeader(AUTHORIZATION) != null || request.getHeader(API_KEY) != null;
    }

    private void requireModule(CallContext context, String module) {
        if (context.tenantId() == null) {
            if (context.caller().kind() == Caller.Kind.ANONYMOUS) {
                throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
            }
            throw ProblemException.of(RestProblem.TENANT_REQUIRED);
        }
        switch (collaborators.modules().availability(context.tenantId(), module)) {
            case NOT_INSTALLED, DISABLED -> throw ProblemException.of(CommonProblem.NO_SUCH_PATH);
            case NOT_READY -> throw ProblemException.of(CommonProblem.STARTING);
            case ENABLED -> {
                // goes on
            }
        }
    }

    /** Who has not signed in is not told whether there is no such tenant or whether the module is off for it. */
    private void requireModuleOfNamedTenant(ApiCall call, CallContext context, String module) {
        CallContext named = inTenant(call, context);
        try {
            requireModule(named, module);
        } catch (ProblemException e) {
            throw e.code() == CommonProblem.NO_SUCH_PATH ? ProblemException.notFound(TENANT) : e;
        }
    }

    /** The context in the tenant that the path names. */
    private CallContext inTenant(ApiCall call, CallContext context) {
        int position = call.operation().tenantPosition();
        if (position < 0) {
            return context;
        }
        TenantService tenants = collaborators.tenants();
        Optional<UUID> named = tenants.resolve(call.pathValues()[position]);
        UUID tenant = named.orElseThrow(() -> ProblemException.notFound(TENANT));
        if (tenant.equals(context.tenantId())) {
            return context;
        }
        boolean anonymousOutside = context.caller().kind() == Caller.Kind.ANONYMOUS && context.tenantId() == null;
        if (!anonymousOutside && !context.permissions().isSuperAdmin()) {
            throw ProblemException.notFound(TENANT);
        }
        call.concerns(tenant);
        return elsewhere(context, tenant);
    }

    /** In another tenant than the one signed in to, nobody is one of its users. */
    private static CallContext elsewhere(CallContext context, UUID tenant) {
        Caller caller = context.caller();
        Caller outside = new Caller(caller.kind(), caller.identityId(), null, caller.sessionId(), caller.name());
        return new CallContext(
                tenant, outside, context.permissions(), context.locale(), context.request(), context.idempotencyKey());
    }

    private static UUID account(ApiCall call) {
        int position = call.operation().accountPosition();
        if (position < 0) {
            return null;
        }
        try {
            return ScalarType.find(UUID.class).parse().apply(call.pathValues()[position]);
        } catch (RuntimeException e) {
            throw ProblemException.notFound(ACCOUNT);
        }
    }

    /** The tenant whose custom domain the request was sent to, or null. */
    private UUID domainTenant(ApiCall call) {
        if (!call.isDomainKnown()) {
            call.domainTenant(findDomainTenant(call.request()));
        }
        return call.domainTenant();
    }

    private UUID findDomainTenant(HttpServletRequest request) {
        String host = request.getServerName();
        if (host == null || host.equals("localhost") || IpAddress.parse(host) != null) {
            return null;
        }
        return collaborators
                .tenants()
                .resolveDomain(host.toLowerCase(Locale.ROOT))
                .orElse(null);
    }
}
