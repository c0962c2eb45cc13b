package org.stoa.metadata.industry;

import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.stoa.api.rest.RestResource;
import org.stoa.api.security.CallContext;
import org.stoa.api.security.RequiresPermission;

/** The industries that a tenant can install. */
@RestResource
@Component(service = IndustryResource.class)
@Path("industries")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IndustryResource {

    private static final String READ = "tenant.industry.read";
    private static final String WRITE = "tenant.industry.write";

    private final IndustryDirectory directory;
    private final Industries industries;

    @Activate
    public IndustryResource(@Reference IndustryDirectory directory, @Reference Industries industries) {
        this.directory = directory;
        this.industries = industries;
    }

    /** Lists the industries of this platform, with what is missing to install them. */
    @GET
    @RequiresPermission(READ)
    public List<IndustryView> listIndustries(@Context CallContext context) {
        return directory.list(context);
    }

    /** Shows an industry. */
    @GET
    @Path("{code}")
    @RequiresPermission(READ)
    public IndustryView showIndustry(@Context CallContext context, @PathParam("code") String code) {
        return directory.get(context, code);
    }

    /** Shows what is installed of an industry, and every place that was changed since. */
    @GET
    @Path("{code}/installation")
    @RequiresPermission(READ)
    public Installation showInstallation(@Context CallContext context, @PathParam("code") String code) {
        return directory.installation(context, code);
    }

    /** Installs an industry; with simulate=true only says what that would do. What the tenant has already stays as it is. */
    @POST
    @Path("{code}/installation")
    @RequiresPermission(WRITE)
    public IndustryPlan installIndustry(
            @Context CallContext context,
            @PathParam("code") String code,
            @QueryParam("simulate") @DefaultValue("false") boolean simulate,
            @Valid Resolutions body) {
        return industries.install(context, code, body == null ? Resolutions.none() : body, simulate);
    }

    /** Merges the present version into what the tenant has; with simulate=true only says what that would do. */
    @POST
    @Path("{code}/upgrade")
    @RequiresPermission(WRITE)
    public IndustryPlan upgradeIndustry(
            @Context CallContext context,
            @PathParam("code") String code,
            @QueryParam("simulate") @DefaultValue("false") boolean simulate,
            @Valid Resolutions body) {
        return industries.upgrade(context, code, body == null ? Resolutions.none() : body, simulate);
    }

    /** Removes what was neither changed nor is in use; with simulate=true only says what that would do. */
    @DELETE
    @Path("{code}/installation")
    @RequiresPermission(WRITE)
    public IndustryPlan uninstallIndustry(
            @Context CallContext context,
            @PathParam("code") String code,
            @QueryParam("simulate") @DefaultValue("false") boolean simulate) {
        return industries.uninstall(context, code, simulate);
    }
}
