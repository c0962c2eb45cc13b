package org.stoa.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModulePlan.Action;
import org.stoa.api.module.ModulePlan.Step;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.people.User;
import org.stoa.api.people.UserService;
import org.stoa.api.people.UserStatus;
import org.stoa.api.rest.CommonProblem;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Company;
import org.stoa.api.tenant.NewTenant;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;
import org.stoa.api.tenant.TenantStatus;

/** Tenants, users and modules in memory, with one refusal that can be ordered. */
final class FakePlatform {

    static final Instant NOW = Instant.parse("2025-03-01T10:15:30.123456Z");

    final List<Tenant> tenants = new ArrayList<>();
    final List<User> users = new ArrayList<>();
    final List<InstalledModule> installed = new ArrayList<>();
    final Map<String, TenantModule> tenantModules = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    final Tenants tenantService = new Tenants();
    final Users userService = new Users();
    final Modules registry = new Modules();
    ModulePlan nextPlan;
    ProblemException refusal;

    Tenant addTenant(String identifier, String name) {
        Tenant tenant = tenant(identifier, name, TenantStatus.ACTIVE, Company.empty());
        tenants.add(0, tenant);
        return tenant;
    }

    User addUser(Tenant tenant, String email, String name, String... roles) {
        User user = user(new UUID(2, users.size()), tenant.id(), email, name, UserStatus.ACTIVE, List.of(roles));
        users.add(0, user);
        return user;
    }

    void addModule(String id, State state, String problem, String... requires) {
        installed.add(new InstalledModule(
                id, "Module " + id, "", "1.0.0", state, problem, Set.of(requires), List.of(), List.of(), List.of()));
    }

    static ModulePlan plan(boolean applied, Step... steps) {
        return new ModulePlan(new UUID(1, 0), applied, List.of(steps), List.of(), Map.of());
    }

    static Step step(Action action, String moduleId, String because) {
        return new Step(action, moduleId, "1.0.0", because);
    }

    private static Tenant tenant(String identifier, String name, TenantStatus status, Company company) {
        return new Tenant(
                new UUID(1, identifier.hashCode()),
                identifier,
                name,
                null,
                status,
                "starter",
                "modeling",
                null,
                false,
                company,
                null,
                "en",
                null,
                "Europe/Berlin",
                "EUR",
                List.of("beta", "reports"),
                1,
                NOW,
                NOW);
    }

    private static User user(UUID id, UUID tenantId, String email, String name, UserStatus status, List<String> roles) {
        return new User(id, tenantId, new UUID(3, 0), email, null, name, status, roles, null, 0, 1, NOW, NOW);
    }

    private void note(CallContext context, String call) {
        String tenant = tenants.stream()
                .filter(known -> known.id().equals(context.tenantId()))
                .map(Tenant::identifier)
                .findFirst()
                .orElse("platform");
        calls.add(context.caller().name() + "@" + tenant + " " + call);
        if (refusal != null) {
            throw refusal;
        }
    }

    private static <T> Page<T> page(List<T> all, PageRequest request, Function<T, UUID> id) {
        List<UUID> ids = all.stream().map(id).toList();
        int from = request.after() == null ? 0 : ids.indexOf(request.after()) + 1;
        List<T> rest = all.subList(from, all.size());
        return Page.of(rest.subList(0, Math.min(rest.size(), request.fetch())), request, id);
    }

    final class Tenants implements TenantService {
        @Override
        public Tenant create(CallContext context, NewTenant request) {
            note(context, "create " + request);
            Tenant tenant = tenant(request.identifier(), request.name(), TenantStatus.ACTIVE, request.company());
            tenants.add(0, tenant);
            return tenant;
        }

        @Override
        public Page<Tenant> list(CallContext context, TenantStatus status, PageRequest request) {
            note(context, "list " + status);
            List<Tenant> matching = tenants.stream()
                    .filter(tenant -> status == null || tenant.status() == status)
                    .toList();
            return page(matching, request, Tenant::id);
        }

        @Override
        public Tenant get(CallContext context, String idOrIdentifier) {
            return tenants.stream()
                    .filter(tenant -> tenant.identifier().equals(idOrIdentifier)
                            || tenant.id().toString().equals(idOrIdentifier))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "tenant"));
        }

        @Override
        public Optional<UUID> resolve(String idOrIdentifier) {
            return tenants.stream()
                    .filter(tenant -> tenant.identifier().equals(idOrIdentifier))
                    .map(Tenant::id)
                    .findFirst();
        }

        @Override
        public Optional<UUID> resolveDomain(String domain) {
            return Optional.empty();
        }

        @Override
        public Tenant changeStatus(CallContext context, UUID tenantId, TenantStatus status) {
            note(context, "changeStatus " + status);
            Tenant before = get(context, tenantId.toString());
            return tenant(before.identifier(), before.name(), status, before.company());
        }

        @Override
        public Map<String, Object> settings(CallContext context, UUID tenantId) {
            return Map.of();
        }
    }

    final class Users implements UserService {
        @Override
        public Page<User> list(CallContext context, PageRequest request) {
            note(context, "list");
            List<User> matching = users.stream()
                    .filter(user -> user.tenantId().equals(context.requireTenant()))
                    .toList();
            return page(matching, request, User::id);
        }

        @Override
        public User get(CallContext context, UUID userId) {
            return users.stream()
                    .filter(user -> user.id().equals(userId))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("user"));
        }

        @Override
        public User create(CallContext context, String email, String displayName, String password, String role) {
            note(context, "create " + email + " " + displayName + " " + password + " " + role);
            return user(new UUID(2, 99), context.requireTenant(), email, displayName, UserStatus.ACTIVE, List.of(role));
        }

        @Override
        public User changeStatus(CallContext context, UUID userId, UserStatus status) {
            note(context, "changeStatus " + status);
            User before = get(context, userId);
            return user(userId, before.tenantId(), before.email(), before.displayName(), status, before.roles());
        }

        @Override
        public void requestPasswordReset(CallContext context, String email, String tenantIdentifier) {
            note(context, "requestPasswordReset " + email + " " + tenantIdentifier);
        }
    }

    final class Modules implements ModuleRegistry {
        @Override
        public List<InstalledModule> installed() {
            return List.copyOf(installed);
        }

        @Override
        public Availability availability(UUID tenantId, String moduleId) {
            throw new UnsupportedOperationException("no command needs this");
        }

        @Override
        public List<TenantModule> modules(CallContext context, UUID tenantId) {
            return List.copyOf(tenantModules.values());
        }

        @Override
        public ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            note(context, "enable " + moduleId + (simulate ? " simulated" : ""));
            return nextPlan;
        }

        @Override
        public ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            note(context, "disable " + moduleId + (simulate ? " simulated" : ""));
            return nextPlan;
        }

        @Override
        public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
            note(context, "purge " + moduleId + (simulate ? " simulated" : ""));
            return nextPlan;
        }
    }

    void addTenantModule(String id, Status status, Instant enabledAt) {
        tenantModules.put(
                id, new TenantModule(new UUID(1, 0), id, "Module " + id, "1.0.0", status, enabledAt, enabledAt));
    }
}
