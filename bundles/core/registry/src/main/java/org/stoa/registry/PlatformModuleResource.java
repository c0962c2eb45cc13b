package org.stoa.registry;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.data.Page;
import org.stoa.api.module.ModuleRegistry;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.RequiresPermission;

/** {@code /api/v1/platform/modules}: what is installed, and why something was refused. */
@RestResource
@Component(service = PlatformModuleResource.class)
@Path("platform/modules")
@Produces(MediaType.APPLICATION_JSON)
public final class PlatformModuleResource {

    static final String READ = "platform.module.read";

    private final ModuleRegistry registry;

    @Activate
    public PlatformModuleResource(@Reference ModuleRegistry registry) {
        this.registry = registry;
    }

    /** Every installed module, by id; in one page. */
    @GET
    @RequiresPermission(READ)
    public Page<InstalledModuleView> listInstalledModules() {
        return new Page<>(
                registry.installed().stream().map(InstalledModuleView::of).toList(), null);
    }
}
