package org.stoa.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.data.PageRequest;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.InstalledModule.State;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.platform.AllTenantModules;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.Tenant;
import org.stoa.api.tenant.TenantService;

/**
 * Walks through the tenants page by page. Of each page it asks once who has the module, so that a run that goes on where
 * another was interrupted costs two statements for a page that is done.
 */
@Component(service = AllTenantModules.class)
public final class PostgresAllTenantModules implements AllTenantModules {

    private final ModuleRegistry registry;
    private final TenantService tenants;
    private final PlatformDatabase platform;

    /** What is done for one tenant. */
    private interface Change {
        void apply(CallContext context, UUID tenantId);
    }

    @Activate
    public PostgresAllTenantModules(
            @Reference ModuleRegistry registry,
            @Reference TenantService tenants,
            @Reference PlatformDatabase platform) {
        this.registry = registry;
        this.tenants = tenants;
        this.platform = platform;
    }

    @Override
    public Progress enable(CallContext context, String moduleId, Consumer<Progress> listener) {
        requireReady(moduleId);
        Change enable = (call, tenant) -> registry.enable(call, tenant, moduleId, false);
        return walk(context, moduleId, false, enable, listener);
    }

    @Override
    public Progress disable(CallContext context, String moduleId, Consumer<Progress> listener) {
        Change disable = (call, tenant) -> registry.disable(call, tenant, moduleId, false);
        return walk(context, moduleId, true, disable, listener);
    }

    /** Otherwise every tenant would be refused for a reason that is not its own. */
    private void requireReady(String moduleId) {
        List<State> states = registry.installed().stream()
                .filter(module -> module.id().equals(moduleId))
                .map(InstalledModule::state)
                .toList();
        if (!states.contains(State.READY)) {
            RegistryProblem problem =
                    states.isEmpty() ? RegistryProblem.MODULE_NOT_FOUND : RegistryProblem.MODULE_NOT_READY;
            throw ProblemException.of(problem, moduleId).with("moduleId", moduleId);
        }
    }

    /** @param on whether it is for those who have the module on, or for the others */
    private Progress walk(
            CallContext context, String moduleId, boolean on, Change change, Consumer<Progress> listener) {
        CallContext call = context.withIdempotencyKey(null);
        Walk walk = new Walk();
        PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, null);
        while (request != null) {
            Page<Tenant> page = tenants.list(call, null, request);
            Set<UUID> having = having(call, moduleId, on, page.items());
            for (Tenant tenant : page.items()) {
                if (having.contains(tenant.id()) == on) {
                    walk.change(call, tenant, change);
                } else {
                    walk.unchanged();
                }
            }
            listener.accept(walk.progress);
            request = page.nextCursor() == null
                    ? null
                    : PageRequest.parse(String.valueOf(PageRequest.MAX_LIMIT), page.nextCursor());
        }
        return walk.progress;
    }

    /** @param begun whether those count for whom enabling it was begun */
    private Set<UUID> having(CallContext call, String moduleId, boolean begun, List<Tenant> page) {
        List<UUID> ids = page.stream().map(Tenant::id).toList();
        return Set.copyOf(platform.read(call, AllTenantsMapper.class, mapper -> mapper.having(moduleId, begun, ids)));
    }

    /** How a walk goes; what is wrong with one tenant holds up no other, but nothing goes on while all fail. */
    private static final class Walk {

        /** In a row, of those for whom something could not be reached: it may still be a fault of one tenant's data. */
        private static final int MOST_UNAVAILABLE = 3;

        private Progress progress = new Progress(0, 0, 0, List.of());
        private int unavailable;

        void unchanged() {
            progress =
                    new Progress(progress.changed(), progress.unchanged() + 1, progress.refused(), progress.refusals());
        }

        void change(CallContext call, Tenant tenant, Change change) {
            try {
                change.apply(call.withTenant(tenant.id()), tenant.id());
                progress = new Progress(
                        progress.changed() + 1, progress.unchanged(), progress.refused(), progress.refusals());
                unavailable = 0;
            } catch (ProblemException e) {
                unavailable = Failures.isTransient(e) ? unavailable + 1 : 0;
                if (unavailable == MOST_UNAVAILABLE) {
                    throw e;
                }
                refused(tenant, e);
            }
        }

        private void refused(Tenant tenant, ProblemException reason) {
            List<String> refusals = new ArrayList<>(progress.refusals());
            if (refusals.size() < MOST_REFUSALS) {
                refusals.add(tenant.identifier() + ": " + reason.getMessage());
            }
            progress = new Progress(progress.changed(), progress.unchanged(), progress.refused() + 1, refusals);
        }
    }
}
