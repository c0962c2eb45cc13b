package org.stoa.rest;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.platform.DatabaseHealth;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemCode;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.Authenticator;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.Caller;
import org.stoa.api.security.Grant;
import org.stoa.api.security.PermissionName;
import org.stoa.api.security.Permissions;
import org.stoa.api.security.RequestInfo;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** The rest of the platform as tests see it: two tenants, some people, and modules that tests switch. */
final class Platform implements Authenticator, TenantService, ModuleRegistry, DatabaseHealth {

    static final UUID ACME = UUID.fromString("00000000-0000-7000-8000-00000000000a");
    static final UUID BETA = UUID.fromString("00000000-0000-7000-8000-00000000000b");
    static final UUID ACCOUNT = UUID.fromString("00000000-0000-7000-8000-0000000000ac");

    /** May do everything with things, in its tenant. */
    static final String ACME_ADMIN = "acme-admin";
    /** May read things. */
    static final String ACME_READER = "acme-reader";
    /** May read things in one account. */
    static final String ACME_MEMBER = "acme-member";

    static final String BETA_ADMIN = "beta-admin";
    static final String SUPER_ADMIN = "super-admin";
    /** Signed in to no tenant, and may do nothing. */
    static final String NOBODY = "nobody";

    static final String KEY = "acme-key";

    enum Failure implements ProblemCode {
        TOKEN_INVALID;

        @Override
        public String code() {
            return "token-invalid";
        }

        @Override
        public int status() {
            return 401;
        }

        @Override
        public String title() {
            return "Token not valid";
        }

        @Override
        public String detail() {
            return "Sign in again.";
        }
    }

    final Map<String, Availability> availability = new ConcurrentHashMap<>();
    final Map<String, InstalledModule.State> installed = new ConcurrentHashMap<>();
    volatile boolean databaseReachable = true;
    /** How often credentials were looked at. */
    final AtomicLong authentications = new AtomicLong();

    private final Collaborators collaborators = Collaborators.of(this, this, this, this);
    private final Map<String, CallContext> people = new ConcurrentHashMap<>();

    Platform() {
        add(ACME_ADMIN, ACME, permissions(null, "tenant.thing.admin", "account.thing.admin", "tenant.stall.admin"));
        add(ACME_READER, ACME, permissions(null, "tenant.thing.read"));
        add(ACME_MEMBER, ACME, permissions(ACCOUNT, "account.thing.read"));
        add(BETA_ADMIN, BETA, permissions(null, "tenant.thing.admin", "account.thing.admin", "tenant.stall.admin"));
        add(SUPER_ADMIN, null, Permissions.all());
        add(NOBODY, null, Permissions.none());
        add(KEY, ACME, permissions(null, "tenant.thing.read"));
    }

    Collaborators collaborators() {
        return collaborators;
    }

    void set(UUID tenant, String module, Availability state) {
        availability.put(tenant + "/" + module, state);
    }

    private void add(String token, UUID tenant, Permissions permissions) {
        UUID id = UUID.nameUUIDFromBytes(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Caller caller = new Caller(
                token.equals(KEY) ? Caller.Kind.API_KEY : Caller.Kind.USER, id, tenant == null ? null : id, id, token);
        people.put(
                token, new CallContext(tenant, caller, permissions, Locale.ENGLISH, RequestInfo.local("unset"), null));
    }

    private static Permissions permissions(UUID account, String... names) {
        List<Grant> grants = Stream.of(names)
                .map(name -> new Grant(PermissionName.parse(name), Grant.Effect.GRANT, account, null, "test"))
                .toList();
        return Permissions.of(grants, Clock.systemUTC());
    }

    private CallContext find(String credentials, RequestInfo request, Locale locale) {
        authentications.incrementAndGet();
        CallContext known = people.get(credentials);
        if (known == null) {
            throw ProblemException.of(Failure.TOKEN_INVALID);
        }
        return new CallContext(known.tenantId(), known.caller(), known.permissions(), locale, request, null);
    }

    @Override
    public CallContext authenticateToken(String token, RequestInfo request, Locale locale) {
        return find(token.equals(KEY) ? "" : token, request, locale);
    }

    @Override
    public CallContext authenticateApiKey(String apiKey, RequestInfo request, Locale locale) {
        return find(apiKey.equals(KEY) ? KEY : "", request, locale);
    }

    @Override
    public Optional<UUID> resolve(String idOrIdentifier) {
        return switch (idOrIdentifier) {
            case "acme", "00000000-0000-7000-8000-00000000000a" -> Optional.of(ACME);
            case "beta", "00000000-0000-7000-8000-00000000000b" -> Optional.of(BETA);
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<UUID> resolveDomain(String domain) {
        return switch (domain) {
            case "acme.example" -> Optional.of(ACME);
            case "beta.example" -> Optional.of(BETA);
            default -> Optional.empty();
        };
    }

    @Override
    public Availability availability(UUID tenantId, String moduleId) {
        return availability.getOrDefault(tenantId + "/" + moduleId, Availability.NOT_INSTALLED);
    }

    @Override
    public List<InstalledModule> installed() {
        return installed.entrySet().stream()
                .map(module -> new InstalledModule(
                        module.getKey(),
                        module.getKey(),
                        "",
                        "1.0.0",
                        module.getValue(),
                        null,
                        java.util.Set.of(),
                        List.of(),
                        List.of(),
                        List.of()))
                .toList();
    }

    @Override
    public boolean isReachable() {
        return databaseReachable;
    }

    @Override
    public String describe() {
        return "a test without a database";
    }

    private static RuntimeException unused() {
        return ProblemException.of(CommonProblem.INTERNAL_ERROR);
    }

    @Override
    public Tenant create(CallContext context, NewTenant tenant) {
        throw unused();
    }

    @Override
    public Page<Tenant> list(CallContext context, TenantStatus status, PageRequest page) {
        throw unused();
    }

    @Override
    public Tenant get(CallContext context, String idOrIdentifier) {
        throw unused();
    }

    @Override
    public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status) {
        throw unused();
    }

    @Override
    public Map<String, Object> settings(CallContext context, UUID tenantId) {
        throw unused();
    }

    @Override
    public List<TenantModule> modules(CallContext context, UUID tenantId) {
        throw unused();
    }

    @Override
    public ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        throw unused();
    }

    @Override
    public ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        throw unused();
    }

    @Override
    public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        throw unused();
    }
}
