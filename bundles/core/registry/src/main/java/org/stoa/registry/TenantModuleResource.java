package org.stoa.registry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.module.InstalledModule;
import org.stoa.api.module.ModulePlan;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.rest.ProblemException;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/tenants/{tenant}/modules}: what a tenant has enabled, and enabling, disabling, purging. */
@RestResource
@Component(service = TenantModuleResource.class)
@Path("tenants/{tenant}/modules")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class TenantModuleResource {

    static final String READ = "tenant.module.read";
    static final String WRITE = "tenant.module.write";
    static final String DELETE = "tenant.module.delete";

    private final ModuleRegistry registry;

    @Activate
    public TenantModuleResource(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    /** Every module of the platform and what it is to the tenant, by id; in one page. */
    @GET
    @RequiresPermission(READ)
    public Page<ModuleView> listModules(@Context CallContext context) {
        return new Page<>(views(context), null);
    }

    @GET
    @Path("{moduleId}")
    @RequiresPermission(READ)
    public ModuleView showModule(@Context CallContext context, @PathParam("moduleId") String moduleId) {
        return views(context).stream()
                .filter(view -> view.moduleId().equals(moduleId))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(RegistryProblem.MODULE_NOT_FOUND, moduleId)
                        .with("moduleId", moduleId));
    }

    /**
     * Enables a module and what it requires. Answers 200 with the plan, applied or simulated; a plan of KEEP steps alone
     * changed nothing.
     */
    @POST
    @RequiresPermission(WRITE)
    public ModulePlan enableModule(@Context CallContext context, @NotNull @Valid EnableModule request) {
        boolean simulate = Boolean.TRUE.equals(request.simulate());
        return registry.enable(context, context.requireTenant(), request.moduleId(), simulate);
    }

    /** Disables a module and keeps its data; with {@code purge=true} deletes what the tenant has in it. */
    @DELETE
    @Path("{moduleId}")
    @RequiresPermission(WRITE)
    public ModulePlan disableOrPurgeModule(
            @Context CallContext context,
            @PathParam("moduleId") String moduleId,
            @QueryParam("purge") boolean purge,
            @QueryParam("simulate") boolean simulate) {
        UUID tenantId = context.requireTenant();
        if (!purge) {
            return registry.disable(context, tenantId, moduleId, simulate);
        }
        context.require(DELETE, null);
        return registry.purge(context, tenantId, moduleId, simulate);
    }

    private List<ModuleView> views(CallContext context) {
        Map<String, InstalledModule> installed = registry.installed().stream()
                .collect(Collectors.toMap(InstalledModule::id, Function.identity(), TenantModuleResource::better));
        return registry.modules(context, context.requireTenant()).stream()
                .map(module -> ModuleView.of(module, installed.get(module.moduleId())))
                .toList();
    }

    /** Of two installations of one id: the one that is not refused. */
    private static InstalledModule better(InstalledModule left, InstalledModule right) {
        return left.state() == InstalledModule.State.FAILED ? right : left;
    }
}
