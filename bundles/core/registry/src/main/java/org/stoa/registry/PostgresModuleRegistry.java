package org.stoa.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stoa.api.cache.Cache;
import org.stoa.api.cache.Caches;
import org.stoa.api.data.Database;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.module.TenantModule;
import org.stoa.api.module.TenantModule.Status;
import org.stoa.api.platform.ModuleVersions;
import org.stoa.api.platform.PlatformDatabase;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.security.CallContext;
import org.stoa.api.tenant.TenantService;

/**
 * The module registry on {@code registry.tenant_module}. Modules are handed to it by {@link #install}: by
 * {@link ModuleTracking} in the running platform, directly in tests.
 */
@Component(service = {ModuleRegistry.class, ModuleVersions.class, PostgresModuleRegistry.class})
public final class PostgresModuleRegistry implements ModuleRegistry, ModuleVersions, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresModuleRegistry.class);
    private static final String NAME = "registry";
    private static final Duration RETRY_DELAY = Duration.ofSeconds(2);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int MOST_TENANTS = 10_000;

    private final Database database;
    private final PlatformDatabase platform;
    private final TenantFields fields;
    private final EnabledModules enabled;
    private final Cache<UUID, List<TenantModuleRow>> known;
    private final TenantLocks locks = new TenantLocks();
    private final ModuleCatalog catalog;
    private final ServingVersions serving;
    private volatile Consumer<CandidateHealth.Failing> onFailingCandidate = failing -> {};
    private volatile TenantStep.Listener onStep = (step, moduleId) -> {};
    private final ModuleEnabler enabler;
    private final ModuleRemover remover;

    @Activate
    public PostgresModuleRegistry(
            @Reference Database database,
            @Reference PlatformDatabase platform,
            @Reference TenantService tenants,
            @Reference Caches caches) {
        this(database, platform, tenants, caches, Clock.systemUTC(), RETRY_DELAY);
    }

    /** @param retryDelay pause before another try to start a module when the database could not be reached */
    public PostgresModuleRegistry(
            Database database,
            PlatformDatabase platform,
            TenantService tenants,
            Caches caches,
            Clock clock,
            Duration retryDelay) {
        this.database = database;
        this.platform = platform;
        this.fields = new TenantFields(tenants);
        this.enabled = new EnabledModules(this::queryEnabled, caches, clock);
        this.known = caches.create(
                "tenant-modules", MOST_TENANTS, LIFETIME, (tenant, rows) -> List.of(EnabledModules.tag(tenant)));
        this.catalog = new ModuleCatalog(retryDelay, this::finishInterrupted);
        this.serving = new ServingVersions(
                catalog, enabled, new CandidateHealth(failing -> onFailingCandidate.accept(failing)));
        TenantStep.Listener steps = (step, moduleId) -> onStep.before(step, moduleId);
        this.enabler = new ModuleEnabler(database, catalog, steps, clock);
        this.remover = new ModuleRemover(database, platform, steps, clock);
    }

    /** Takes a module in. It is STARTING at once, and READY or FAILED when that is decided in the background. */
    public Installation install(ModuleSource source) {
        return catalog.install(source);
    }

    /** Forgets a module whose bundle is gone; what tenants have of it stays. */
    public void remove(Installation installation) {
        catalog.remove(installation);
    }

    @Deactivate
    @Override
    public void close() {
        catalog.close();
    }

    /** Whether modules are being started, or what was interrupted is being finished. */
    boolean isBusy() {
        return catalog.isBusy();
    }

    /** What of a module runs on this node, in whatever state, or null. */
    public Installation installation(String moduleId, String version) {
        return catalog.find(moduleId, version);
    }

    /** Takes over which versions are wanted. */
    public void want(Collection<Rollout> rollouts) {
        serving.want(rollouts);
    }

    /** @param listener called when a candidate has failed too often, on the thread of a request */
    public void onFailingCandidate(Consumer<CandidateHealth.Failing> listener) {
        onFailingCandidate = listener;
    }

    /** @param listener called before each step of changing the modules of a tenant on this node */
    public void onStep(TenantStep.Listener listener) {
        onStep = listener;
    }

    @Override
    public boolean isEnabled(String moduleId, UUID tenantId, Instant since) {
        return serving.isEnabled(moduleId, tenantId, since);
    }

    @Override
    public String serving(String moduleId, UUID tenantId) {
        return serving.serving(moduleId, tenantId);
    }

    @Override
    public boolean isManaged(String symbolicName) {
        return serving.isManaged(symbolicName);
    }

    @Override
    public void answered(String moduleId, String version, boolean failed) {
        serving.answered(moduleId, version, failed);
    }

    @Override
    public List<InstalledModule> installed() {
        return catalog.all();
    }

    @Override
    public Availability availability(UUID tenantId, String moduleId) {
        Installation installation = catalog.find(moduleId);
        if (installation == null) {
            return Availability.NOT_INSTALLED;
        }
        if (!enabled.contains(tenantId, moduleId)) {
            return Availability.DISABLED;
        }
        return installation.isReady() ? Availability.ENABLED : Availability.NOT_READY;
    }

    @Override
    public List<TenantModule> modules(CallContext context, UUID tenantId) {
        Map<String, TenantModule> modules = new TreeMap<>();
        Map<String, InstalledModule> installed = catalog.descriptions();
        for (InstalledModule module : installed.values()) {
            modules.put(
                    module.id(),
                    new TenantModule(
                            tenantId, module.id(), module.name(), module.version(), Status.AVAILABLE, null, null));
        }
        for (TenantModuleRow row : known.get(tenantId, () -> rows(context.withTenant(tenantId)))) {
            InstalledModule module = installed.get(row.moduleId());
            String name = module == null ? row.moduleId() : module.name();
            modules.put(
                    row.moduleId(),
                    new TenantModule(
                            tenantId,
                            row.moduleId(),
                            name,
                            row.moduleVersion(),
                            row.status(),
                            row.enabledAt(),
                            row.updatedAt()));
        }
        return List.copyOf(modules.values());
    }

    @Override
    public ModulePlan enable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        CallContext call = context.withTenant(tenantId);
        Supplier<EnablePlanning> planning =
                () -> new EnablePlanning(call.withIdempotencyKey(null), tenantId, moduleId, planner(), fields);
        if (simulate) {
            return planning.get().simulated(rows(call));
        }
        return locks.hold(tenantId, () -> enabler.enable(call, planning.get()));
    }

    @Override
    public ModulePlan disable(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        CallContext call = context.withTenant(tenantId).withIdempotencyKey(null);
        if (simulate) {
            return remover.simulateDisable(call, planner(), moduleId);
        }
        return locks.hold(tenantId, () -> remover.disable(call, planner(), moduleId));
    }

    @Override
    public ModulePlan purge(CallContext context, UUID tenantId, String moduleId, boolean simulate) {
        CallContext call = context.withTenant(tenantId).withIdempotencyKey(null);
        if (simulate) {
            return remover.simulatePurge(call, planner(), moduleId);
        }
        return locks.hold(tenantId, () -> remover.purge(call, planner(), moduleId));
    }

    /** Finishes for every tenant what was interrupted and could not go on without the module that has become READY. */
    private void finishInterrupted(Installation ready) {
        for (String moduleId : planner().withDependents(ready.id())) {
            Installation installation = catalog.find(moduleId);
            if (installation == null || !installation.isReady()) {
                continue;
            }
            List<TenantModuleRow> unfinished = platform.read(
                    CallContext.system(null, NAME), AllTenantsMapper.class, mapper -> mapper.unfinished(moduleId));
            unfinished.forEach(this::finishInterrupted);
        }
    }

    private void finishInterrupted(TenantModuleRow row) {
        CallContext context = CallContext.system(row.tenantId(), NAME);
        try {
            if (row.status() == Status.PURGING) {
                purge(context, row.tenantId(), row.moduleId(), false);
            } else {
                enable(context, row.tenantId(), row.moduleId(), false);
            }
            LOG.info(
                    "Finished what was interrupted: {} {} for tenant {}", row.status(), row.moduleId(), row.tenantId());
        } catch (ProblemException e) {
            if (Failures.isTransient(e)) {
                throw e;
            }
            if (e.code() == RegistryProblem.MODULE_NOT_READY) {
                LOG.debug("Module {} waits for another one before it is finished", row.moduleId());
                return;
            }
            LOG.warn(
                    "Module {} stays {} for tenant {}: {}",
                    row.moduleId(),
                    row.status(),
                    row.tenantId(),
                    e.getMessage());
        }
    }

    private ModulePlanner planner() {
        return new ModulePlanner(catalog.descriptions());
    }

    private List<TenantModuleRow> rows(CallContext context) {
        return database.read(context, TenantModuleMapper.class, TenantModuleMapper::rows);
    }

    private Map<String, String> queryEnabled(UUID tenantId) {
        return database
                .read(CallContext.system(tenantId, NAME), TenantModuleMapper.class, TenantModuleMapper::enabledModules)
                .stream()
                .collect(Collectors.toUnmodifiableMap(EnabledModule::moduleId, EnabledModule::pinnedVersion));
    }
}
